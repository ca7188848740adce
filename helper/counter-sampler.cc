/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/counter-sampler.h"

#include "ns3/abort.h"
#include "ns3/simulator.h"

#include <utility>

namespace ns3
{

CounterSampler::CounterSampler(Time interval)
    : m_interval(interval)
{
    NS_ABORT_MSG_IF(!interval.IsStrictlyPositive(),
                    "CounterSampler got an interval of " << interval.As(Time::US)
                                                         << ": give one above 0");
}

CounterSampler::~CounterSampler()
{
    m_next.Cancel();
}

void
CounterSampler::Add(const std::string& name, Counter counter)
{
    const bool isNew = m_series.emplace(name, Series{std::move(counter), {}}).second;
    NS_ABORT_MSG_IF(!isNew, "CounterSampler has a counter \"" << name << "\": give another name");
}

void
CounterSampler::Start()
{
    NS_ABORT_MSG_UNLESS(m_next.IsExpired(), "CounterSampler::Start was called twice");
    Sample();
}

void
CounterSampler::Sample()
{
    for (auto& [name, series] : m_series)
    {
        series.samples.push_back(series.counter());
    }
    m_next = Simulator::Schedule(m_interval, &CounterSampler::Sample, this);
}

Time
CounterSampler::GetInterval() const
{
    return m_interval;
}

const CounterSampler::Series&
CounterSampler::Find(const std::string& name) const
{
    const auto series = m_series.find(name);
    NS_ABORT_MSG_IF(series == m_series.end(),
                    "CounterSampler has no counter \"" << name << "\": Add it before Start");
    return series->second;
}

std::vector<double>
CounterSampler::GetIntervals(const std::string& name) const
{
    const auto& samples = Find(name).samples;
    std::vector<double> intervals;
    for (std::size_t i = 1; i < samples.size(); i++)
    {
        intervals.push_back(samples[i] - samples[i - 1]);
    }
    return intervals;
}

double
CounterSampler::GetCount(const std::string& name, std::size_t start) const
{
    const auto& samples = Find(name).samples;
    return start < samples.size() ? samples.back() - samples[start] : 0;
}

} // namespace ns3
