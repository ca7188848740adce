/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/interrupt-moderation.h"

#include "ns3/simulator.h"

namespace ns3
{

InterruptModeration::~InterruptModeration()
{
    Cancel();
}

void
InterruptModeration::Configure(Time delay, uint32_t frames, std::function<void()> interrupt)
{
    m_delay = delay;
    m_frames = frames;
    m_interrupt = std::move(interrupt);
}

void
InterruptModeration::NotifyEvent()
{
    m_waiting++;
    if (!m_isMasked)
    {
        Consider();
    }
}

void
InterruptModeration::Unmask()
{
    m_isMasked = false;
    if (m_waiting > 0)
    {
        Consider();
    }
}

void
InterruptModeration::Forget()
{
    m_waiting = 0;
}

void
InterruptModeration::Cancel()
{
    m_timer.Cancel();
}

void
InterruptModeration::Consider()
{
    if (m_delay.IsZero() || (m_frames > 0 && m_waiting >= m_frames))
    {
        Raise();
    }
    else if (m_timer.IsExpired())
    {
        m_timer = Simulator::Schedule(m_delay, &InterruptModeration::Raise, this);
    }
}

void
InterruptModeration::Raise()
{
    if (!m_timer.IsExpired())
    {
        Simulator::Remove(m_timer);
    }
    m_isMasked = true;
    m_waiting = 0;
    m_interrupt();
}

} // namespace ns3
