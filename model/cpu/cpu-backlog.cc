/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/cpu-backlog.h"

#include "ns3/log.h"

#include <utility>

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("CpuBacklog");

CpuBacklog::CpuBacklog(CpuCore& core, const BacklogLimits& limits)
    : m_core(core),
      m_limits(limits)
{
}

bool
CpuBacklog::IsFull() const
{
    return m_packets.size() >= m_limits.maxPackets;
}

bool
CpuBacklog::Enqueue(Packet packet)
{
    if (IsFull())
    {
        NS_LOG_LOGIC("full: " << m_packets.size() << " packets wait");
        return false;
    }
    m_packets.push_back(std::move(packet));
    if (!m_isScheduled)
    {
        m_isScheduled = true;
        m_core.Schedule(*this);
    }
    return true;
}

bool
CpuBacklog::Announce()
{
    return !std::exchange(m_isAnnounced, true) && !m_isScheduled;
}

std::size_t
CpuBacklog::GetNPackets() const
{
    return m_packets.size();
}

void
CpuBacklog::Clear()
{
    m_packets.clear();
    m_isAnnounced = false;
    m_isScheduled = false;
    m_polled = 0;
}

SoftirqWorker::Answer
CpuBacklog::NextStep(Step& step)
{
    if (m_packets.empty())
    {
        m_isAnnounced = false;
        m_isScheduled = false;
        m_polled = 0;
        return Answer::COMPLETE;
    }
    if (m_polled == m_limits.weight)
    {
        NS_LOG_LOGIC("the poll has used up its weight of " << m_limits.weight);
        m_polled = 0;
        return Answer::YIELD;
    }
    const Packet packet = std::move(m_packets.front());
    m_packets.pop_front();
    step.frames = 1;
    packet(step, m_polled++ == 0);
    return Answer::STEP;
}

} // namespace ns3
