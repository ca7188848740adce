/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "time-series.h"

namespace ns3::offload::replay
{

void
TimeCounts::Add(const TimeCounts& other)
{
    frames += other.frames;
    packets += other.packets;
    merged += other.merged;
    bytes += other.bytes;
    cycles += other.cycles;
}

void
TimeSeries::Add(int64_t time, const TimeCounts& counts)
{
    while (time / m_width >= static_cast<int64_t>(MOST))
    {
        Widen();
    }
    const auto index = static_cast<std::size_t>(time / m_width);
    if (m_intervals.size() <= index)
    {
        m_intervals.resize(index + 1);
    }
    m_intervals[index].Add(counts);
}

double
TimeSeries::Row::FramesPerPacket() const
{
    return counts.packets > 0
               ? static_cast<double>(counts.merged) / static_cast<double>(counts.packets)
               : 0;
}

std::vector<TimeSeries::Row>
TimeSeries::Rows(std::size_t most) const
{
    const std::size_t step = (m_intervals.size() + most - 1) / most;
    const double width = static_cast<double>(m_width) * 1e-9;
    std::vector<Row> rows;
    std::size_t end = 0;
    for (std::size_t begin = 0; begin < m_intervals.size(); begin = end)
    {
        end = begin + step + step / 2 < m_intervals.size() ? begin + step : m_intervals.size();
        Row row{static_cast<double>(begin) * width, static_cast<double>(end - begin) * width, {}};
        for (std::size_t i = begin; i < end; i++)
        {
            row.counts.Add(m_intervals[i]);
        }
        rows.push_back(row);
    }
    return rows;
}

void
TimeSeries::Widen()
{
    std::vector<TimeCounts> wider((m_intervals.size() + 1) / 2);
    for (std::size_t i = 0; i < m_intervals.size(); i++)
    {
        wider[i / 2].Add(m_intervals[i]);
    }
    m_intervals.swap(wider);
    m_width *= 2;
}

} // namespace ns3::offload::replay
