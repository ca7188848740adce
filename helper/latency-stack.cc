/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/latency-stack.h"

#include <algorithm>

namespace ns3
{

const char*
GetLatencyPartName(LatencyPart part)
{
    constexpr std::array<const char*, N_LATENCY_PARTS> NAMES{
        "wire",
        "moderation",
        "ring",
        "softirq",
        "backlog",
        "socket",
        "application",
    };
    return NAMES[static_cast<std::size_t>(part)];
}

void
LatencyStack::Add(const LatencyParts& parts)
{
    Time sum;
    for (std::size_t i = 0; i < N_LATENCY_PARTS; i++)
    {
        m_parts[i].Add(static_cast<double>(parts[i].GetNanoSeconds()));
        sum += parts[i];
    }
    const auto ns = static_cast<double>(sum.GetNanoSeconds());
    m_sums.Add(ns);
    const std::size_t bin = LogHistogram::GetBin(ns);
    m_totals.resize(std::max(m_totals.size(), bin + 1));
    Total& total = m_totals[bin];
    total.packets++;
    for (std::size_t i = 0; i < N_LATENCY_PARTS; i++)
    {
        total.parts[i] += static_cast<double>(parts[i].GetNanoSeconds());
    }
}

uint64_t
LatencyStack::GetCount() const
{
    return m_sums.GetCount();
}

double
LatencyStack::GetMean(LatencyPart part) const
{
    double sum = 0;
    for (const Total& total : m_totals)
    {
        sum += total.parts[static_cast<std::size_t>(part)];
    }
    return GetCount() == 0 ? 0 : sum / static_cast<double>(GetCount()) / 1e3;
}

double
LatencyStack::GetQuantile(LatencyPart part, double share) const
{
    return m_parts[static_cast<std::size_t>(part)].GetQuantile(share) / 1e3;
}

double
LatencyStack::GetQuantile(double share) const
{
    return m_sums.GetQuantile(share) / 1e3;
}

double
LatencyStack::GetStacked(LatencyPart part, double share) const
{
    if (GetCount() == 0)
    {
        return 0;
    }
    const Total& total = m_totals[m_sums.GetQuantileBin(share)];
    return total.parts[static_cast<std::size_t>(part)] / static_cast<double>(total.packets) / 1e3;
}

} // namespace ns3
