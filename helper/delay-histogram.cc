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
#include <cmath>
#include <numeric>

namespace ns3
{

namespace
{

/// Width of a bin, natural logarithm.
constexpr double STEP = 0.01;

} // namespace

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
    const double ns = std::max<double>(1, static_cast<double>(delay.GetNanoSeconds()));
    const auto bin = static_cast<std::size_t>(std::log(ns) / STEP);
    m_intervals.resize(std::max(m_intervals.size(), interval + 1));
    auto& bins = m_intervals[interval];
    bins.resize(std::max(bins.size(), bin + 1));
    bins[bin]++;
}

std::vector<uint64_t>
DelayHistogram::Sum(std::size_t start) const
{
    std::vector<uint64_t> sum;
    for (std::size_t interval = start; interval < m_intervals.size(); interval++)
    {
        const auto& bins = m_intervals[interval];
        sum.resize(std::max(sum.size(), bins.size()));
        for (std::size_t bin = 0; bin < bins.size(); bin++)
        {
            sum[bin] += bins[bin];
        }
    }
    return sum;
}

uint64_t
DelayHistogram::GetCount(std::size_t start) const
{
    const auto bins = Sum(start);
    return std::accumulate(bins.begin(), bins.end(), uint64_t{0});
}

double
DelayHistogram::GetQuantile(double share, std::size_t start) const
{
    const auto bins = Sum(start);
    const double wanted =
        share * static_cast<double>(std::accumulate(bins.begin(), bins.end(), uint64_t{0}));
    double seen = 0;
    for (std::size_t bin = 0; bin < bins.size(); bin++)
    {
        seen += static_cast<double>(bins[bin]);
        if (seen > 0 && seen >= wanted)
        {
            return std::exp((static_cast<double>(bin) + 0.5) * STEP) / 1e3;
        }
    }
    return 0;
}

} // namespace ns3
