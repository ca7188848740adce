/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/delay-histogram.h"

#include "ns3/abort.h"
#include "ns3/simulator.h"

#include <algorithm>

namespace ns3
{

DelayHistogram::DelayHistogram(Time interval)
    : m_interval(interval)
{
    NS_ABORT_MSG_IF(!interval.IsStrictlyPositive(),
                    "DelayHistogram got an interval of " << interval.As(Time::US)
                                                         << ": give one above 0");
}

void
DelayHistogram::Add(Time delay)
{
    const auto interval =
        static_cast<std::size_t>(Simulator::Now().GetTimeStep() / m_interval.GetTimeStep());
    m_intervals.resize(std::max(m_intervals.size(), interval + 1));
    m_intervals[interval].Add(static_cast<double>(delay.GetNanoSeconds()));
}

LogHistogram
DelayHistogram::Sum(std::size_t start) const
{
    LogHistogram sum;
    for (std::size_t interval = start; interval < m_intervals.size(); interval++)
    {
        sum += m_intervals[interval];
    }
    return sum;
}

uint64_t
DelayHistogram::GetCount(std::size_t start) const
{
    return Sum(start).GetCount();
}

double
DelayHistogram::GetQuantile(double share, std::size_t start) const
{
    return Sum(start).GetQuantile(share) / 1e3;
}

} // namespace ns3
