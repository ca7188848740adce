/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/log-histogram.h"

#include <algorithm>
#include <cmath>

namespace ns3
{

namespace
{

/// Width of a bin, natural logarithm.
constexpr double STEP = 0.01;

} // namespace

std::size_t
LogHistogram::GetBin(double value)
{
    return value < 1 ? 0 : 1 + static_cast<std::size_t>(std::log(value) / STEP);
}

void
LogHistogram::Add(double value)
{
    const std::size_t bin = GetBin(value);
    m_bins.resize(std::max(m_bins.size(), bin + 1));
    m_bins[bin]++;
    m_count++;
}

LogHistogram&
LogHistogram::operator+=(const LogHistogram& other)
{
    m_bins.resize(std::max(m_bins.size(), other.m_bins.size()));
    for (std::size_t bin = 0; bin < other.m_bins.size(); bin++)
    {
        m_bins[bin] += other.m_bins[bin];
    }
    m_count += other.m_count;
    return *this;
}

uint64_t
LogHistogram::GetCount() const
{
    return m_count;
}

std::size_t
LogHistogram::GetQuantileBin(double share) const
{
    const double wanted = share * static_cast<double>(m_count);
    double seen = 0;
    for (std::size_t bin = 0; bin < m_bins.size(); bin++)
    {
        seen += static_cast<double>(m_bins[bin]);
        if (seen > 0 && seen >= wanted)
        {
            return bin;
        }
    }
    return 0;
}

double
LogHistogram::GetQuantile(double share) const
{
    const std::size_t bin = GetQuantileBin(share);
    return bin == 0 ? 0 : std::exp((static_cast<double>(bin) - 0.5) * STEP);
}

} // namespace ns3
