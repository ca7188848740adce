/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/steady-measurement.h"

#include "ns3/cpu-load.h"
#include "ns3/steady-state.h"

#include <utility>

namespace ns3
{

namespace
{

/// Name of the counter that tells when the warm-up is over.
const char* const PROGRESS = "progress of all";

/**
 * @param cpu a host
 * @param core index of a core
 * @return its clock, Hz
 */
double
GetClock(Ptr<HostCpu> cpu, uint32_t core)
{
    return static_cast<double>(cpu->GetCore(core).GetCostProfile()->GetClock());
}

} // namespace

SteadyMeasurement::SteadyMeasurement(Time interval, Counter progress)
    : m_sampler(interval)
{
    m_sampler.Add(PROGRESS, std::move(progress));
}

void
SteadyMeasurement::AddCounter(const std::string& name, Counter counter)
{
    m_sampler.Add(name, std::move(counter));
}

void
SteadyMeasurement::AddRate(const std::string& name,
                           Counter counter,
                           const std::string& unit,
                           double divisor)
{
    m_sampler.Add(name, std::move(counter));
    AddValue(name, unit, [this, name, divisor]() {
        return GetCount(name) / GetSeconds() / divisor;
    });
}

void
SteadyMeasurement::AddRatio(const std::string& name,
                            const std::string& unit,
                            Counter counter,
                            Counter to,
                            double factor)
{
    const std::string other = name + " to";
    m_sampler.Add(name, std::move(counter));
    m_sampler.Add(other, std::move(to));
    AddValue(name, unit, [this, name, other, factor]() {
        const double count = GetCount(other);
        return count > 0 ? factor * (GetCount(name) / count) : 0;
    });
}

void
SteadyMeasurement::AddCores(const std::string& side, Ptr<HostCpu> cpu)
{
    for (uint32_t index = 0; index < cpu->GetNCores(); index++)
    {
        const CpuCore& core = cpu->GetCore(index);
        const std::string begin = side + "_core" + std::to_string(index) + "_";
        AddLoad(begin + "busy", cpu, index, [&core]() {
            return static_cast<double>(CpuLoad::GetBusyCycles(core));
        });
        for (std::size_t i = 0; i < N_COST_CATEGORIES; i++)
        {
            const auto category = static_cast<CostCategory>(i);
            AddLoad(begin + GetCostCategoryName(category), cpu, index, [&core, category]() {
                return static_cast<double>(CpuLoad::GetCharged(core, category));
            });
        }
    }
}

void
SteadyMeasurement::AddLoad(const std::string& name, Ptr<HostCpu> cpu, uint32_t core, Counter cycles)
{
    m_sampler.Add(name, std::move(cycles));
    AddValue(name, "%", [this, name, clock = GetClock(cpu, core)]() {
        return 100 * GetCount(name) / (clock * GetSeconds());
    });
}

void
SteadyMeasurement::AddQuantile(const std::string& name, const DelayHistogram& delays, double share)
{
    AddValue(name, "us", [this, &delays, share]() { return delays.GetQuantile(share, m_start); });
}

void
SteadyMeasurement::AddValue(const std::string& name,
                            const std::string& unit,
                            std::function<double()> value)
{
    m_rows.push_back({name, unit, std::move(value)});
}

void
SteadyMeasurement::Start()
{
    m_sampler.Start();
}

std::vector<SteadyMeasurement::Quantity>
SteadyMeasurement::Report()
{
    const auto progress = m_sampler.GetIntervals(PROGRESS);
    m_start = FindSteadyState(progress);
    m_intervals = progress.size();
    std::vector<Quantity> quantities;
    for (const auto& row : m_rows)
    {
        quantities.push_back({row.name, row.unit, row.value()});
    }
    return quantities;
}

Time
SteadyMeasurement::GetWarmUp() const
{
    return m_sampler.GetInterval() * static_cast<int64_t>(m_start);
}

bool
SteadyMeasurement::IsStandstill() const
{
    return GetCount(PROGRESS) <= 0 && m_sampler.GetCount(PROGRESS) > 0;
}

double
SteadyMeasurement::GetCount(const std::string& name) const
{
    return m_sampler.GetCount(name, m_start);
}

double
SteadyMeasurement::GetSeconds() const
{
    return (m_sampler.GetInterval() * static_cast<int64_t>(m_intervals - m_start)).GetSeconds();
}

} // namespace ns3
