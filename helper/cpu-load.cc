/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/cpu-load.h"

#include "ns3/simulator.h"

#include <numeric>

namespace ns3
{

int64_t
CpuLoad::GetBusyCycles(const CpuCore& core)
{
    const auto counts = Count(core);
    return std::accumulate(counts.contexts.begin(), counts.contexts.end(), int64_t{0});
}

int64_t
CpuLoad::GetCharged(const CpuCore& core, CostCategory category)
{
    int64_t cycles = 0;
    for (std::size_t i = 0; i < N_OPERATIONS; i++)
    {
        const auto operation = static_cast<Operation>(i);
        cycles += GetOperationInfo(operation).category == category ? core.GetCharged(operation) : 0;
    }
    return cycles;
}

CpuLoad::Counts
CpuLoad::Count(const CpuCore& core)
{
    Counts counts;
    for (std::size_t i = 0; i < N_CPU_CONTEXTS; i++)
    {
        counts.contexts[i] = core.GetBusyCycles(static_cast<CpuContext>(i));
    }
    for (std::size_t i = 0; i < N_COST_CATEGORIES; i++)
    {
        counts.categories[i] = GetCharged(core, static_cast<CostCategory>(i));
    }
    return counts;
}

CpuLoad::CpuLoad(Ptr<HostCpu> cpu)
    : m_cpu(cpu)
{
    Restart();
}

void
CpuLoad::Restart()
{
    m_start = Simulator::Now();
    m_begin.clear();
    for (uint32_t core = 0; core < m_cpu->GetNCores(); core++)
    {
        m_begin.push_back(Count(m_cpu->GetCore(core)));
    }
}

CpuLoad::Counts
CpuLoad::GetBegin(uint32_t core) const
{
    return core < m_begin.size() ? m_begin[core] : Counts{};
}

double
CpuLoad::ToPercent(uint32_t core, int64_t cycles) const
{
    const double seconds = (Simulator::Now() - m_start).GetSeconds();
    const auto clock = static_cast<double>(m_cpu->GetCore(core).GetCostProfile()->GetClock());
    return seconds > 0 ? 100 * static_cast<double>(cycles) / (clock * seconds) : 0;
}

double
CpuLoad::GetBusy(uint32_t core) const
{
    const auto begin = GetBegin(core).contexts;
    return ToPercent(core,
                     GetBusyCycles(m_cpu->GetCore(core)) -
                         std::accumulate(begin.begin(), begin.end(), int64_t{0}));
}

double
CpuLoad::GetBusy(uint32_t core, CpuContext context) const
{
    const auto begin = GetBegin(core).contexts[static_cast<std::size_t>(context)];
    return ToPercent(core, m_cpu->GetCore(core).GetBusyCycles(context) - begin);
}

double
CpuLoad::GetBusy(uint32_t core, CostCategory category) const
{
    const auto begin = GetBegin(core).categories[static_cast<std::size_t>(category)];
    return ToPercent(core, GetCharged(m_cpu->GetCore(core), category) - begin);
}

} // namespace ns3
