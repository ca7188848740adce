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
LogHistogram::Count(std::size_t bin, uint64_t values)
{
    if (m_bins.empty())
    {
        m_first = bin;
    }
    if (bin < m_first)
    {
        m_bins.insert(m_bins.begin(), m_first - bin, 0);
        m_first = bin;
    }
    m_bins.resize(std::max(m_bins.size(), bin - m_first + 1));
    m_bins[bin - m_first] += values;
    m_count += values;
}

void
LogHistogram::Add(double value)
{
    Count(GetBin(value), 1);
}

LogHistogram&
LogHistogram::operator+=(const LogHistogram& other)
{
    for (std::size_t i = 0; i < other.m_bins.size(); i++)
    {
        Count(other.m_first + i, other.m_bins[i]);
    }
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
    for (std::size_t i = 0; i < m_bins.size(); i++)
    {
        seen += static_cast<double>(m_bins[i]);
        if (seen > 0 && seen >= wanted)
        {
            return m_first + i;
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
