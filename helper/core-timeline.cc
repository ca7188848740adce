/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/core-timeline.h"

#include <algorithm>
#include <sstream>

namespace ns3
{

CoreTimeline::CoreTimeline(TraceEventFile& file,
                           TimelineTrack track,
                           Ptr<const CostProfile> profile)
    : m_file(file),
      m_track(track),
      m_profile(profile)
{
}

void
CoreTimeline::Add(const CpuStretch& stretch)
{
    if (m_isOpen && (stretch.context != m_context || stretch.start != m_end))
    {
        Close();
    }
    if (!m_isOpen)
    {
        std::ostringstream name;
        name << stretch.context;
        m_file.Begin(m_track, stretch.start, name.str());
        m_isOpen = true;
        m_context = stretch.context;
    }
    m_end = stretch.end;
    // The job's operations one after the other, of which the stretch has done a part.
    const auto cycles = static_cast<double>(m_profile->GetCycles(stretch.work));
    const auto total = static_cast<double>(stretch.total);
    const auto before = static_cast<double>(stretch.before);
    const auto done = static_cast<double>(stretch.after) - before;
    const auto length = static_cast<double>((stretch.end - stretch.start).GetTimeStep());
    double ticks = 0;
    Time start = stretch.start;
    for (std::size_t i = 0; i < N_OPERATIONS; i++)
    {
        const auto operation = static_cast<Operation>(i);
        const uint32_t count = stretch.work.Count(operation);
        const int64_t price = count > 0 ? m_profile->GetCycles(operation, count) : 0;
        ticks += total * static_cast<double>(price) / cycles;
        const double share = std::clamp((ticks - before) / done, 0.0, 1.0);
        const Time end = stretch.start + TimeStep(static_cast<uint64_t>(share * length + 0.5));
        if (price > 0 && end > start)
        {
            const OperationInfo& info = GetOperationInfo(operation);
            m_file.Slice(m_track, start, end, info.name, GetCostCategoryName(info.category));
            start = end;
        }
    }
}

void
CoreTimeline::Close()
{
    if (m_isOpen)
    {
        m_isOpen = false;
        m_file.End(m_track, m_end);
    }
}

} // namespace ns3
