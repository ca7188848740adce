/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "receive/coming-frames.h"

#include "cpu/ns3-compat.h"

#include "ns3/simulator.h"

#include <utility>

namespace ns3
{

ComingFrames::ComingFrames(uint32_t node,
                           std::function<void(const Arrival&)> come,
                           std::function<uint32_t()> count)
    : m_node(node),
      m_come(std::move(come)),
      m_count(std::move(count))
{
}

void
ComingFrames::Add(const Arrival& arrival)
{
    m_frames.push_back(arrival);
    Consider();
}

void
ComingFrames::CatchUp()
{
    if (!m_frames.empty())
    {
        ComeBefore(Simulator::Now() + TimeStep(1));
    }
}

void
ComingFrames::CatchUpBefore()
{
    if (!m_frames.empty())
    {
        ComeBefore(Simulator::Now());
    }
}

void
ComingFrames::ComeBefore(const Time& end)
{
    while (!m_frames.empty() && m_frames.front().time < end)
    {
        const Arrival arrival = std::move(m_frames.front());
        m_frames.pop_front();
        m_come(arrival);
    }
    Consider();
}

void
ComingFrames::Consider()
{
    const uint32_t count = m_frames.empty() ? 0 : m_count();
    if (count == 0 || count > m_frames.size())
    {
        return;
    }
    const Time time = m_frames[count - 1].time;
    if (time < m_wake)
    {
        m_wake = time;
        // Who sends may be another node. Such an event cannot be cancelled; one that comes in vain
        // does no harm.
        ScheduleFunctionInContext(m_node,
                                  time - Simulator::Now(),
                                  [self = Ptr<ComingFrames>(this)]() { self->Wake(); });
    }
}

void
ComingFrames::Wake()
{
    if (Simulator::Now() >= m_wake)
    {
        m_wake = Time::Max();
    }
    CatchUp();
}

std::deque<Arrival>
ComingFrames::Stop()
{
    return std::exchange(m_frames, {});
}

} // namespace ns3
