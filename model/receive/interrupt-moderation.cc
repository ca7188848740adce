/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "receive/interrupt-moderation.h"

#include "ns3/log.h"
#include "ns3/simulator.h"

#include <utility>

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("InterruptModeration");

InterruptModeration::InterruptModeration(const ModerationSettings& settings,
                                         std::function<void()> interrupt,
                                         std::function<void()> catchUp)
    : m_settings(settings),
      m_interrupt(std::move(interrupt)),
      m_catchUp(std::move(catchUp))
{
}

InterruptModeration::~InterruptModeration()
{
    Cancel();
}

void
InterruptModeration::NotifyEvent(uint32_t bytes)
{
    m_waiting++;
    m_bytes += bytes;
    if (!m_isMasked && !m_isCatchingUp)
    {
        Consider();
    }
}

uint32_t
InterruptModeration::CountUntilAction() const
{
    if (m_isMasked)
    {
        return 0;
    }
    if (!m_isDelayed)
    {
        return 1;
    }
    return m_settings.rxFrames > m_waiting ? m_settings.rxFrames - m_waiting : 0;
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
    m_isDelayed = false;
    Simulator::Remove(m_timer);
}

void
InterruptModeration::Cancel()
{
    m_timer.Cancel();
}

void
InterruptModeration::Consider()
{
    const Time now = Simulator::Now();
    if (!m_isDelayed)
    {
        m_isDelayed = true;
        m_delayEnd = now + m_settings.rxUsecs;
    }
    const bool isEnough = m_settings.rxFrames > 0 && m_waiting >= m_settings.rxFrames;
    const Time due = Max(isEnough ? now : m_delayEnd, m_gapEnd);
    if (due <= now)
    {
        Raise();
    }
    else if (m_timer.IsExpired() || due < m_timerEnd)
    {
        NS_LOG_LOGIC("held back until " << due.As(Time::US) << ", " << m_waiting << " wait");
        Simulator::Remove(m_timer);
        m_timerEnd = due;
        m_timer = Simulator::Schedule(due - now, &InterruptModeration::HandleTimer, this);
    }
}

void
InterruptModeration::HandleTimer()
{
    m_isCatchingUp = true;
    m_catchUp();
    m_isCatchingUp = false;
    Raise();
}

void
InterruptModeration::Raise()
{
    NS_LOG_LOGIC("raised, " << m_waiting << " wait");
    Simulator::Remove(m_timer);
    m_isMasked = true;
    m_isDelayed = false;
    m_waiting = 0;
    const uint64_t bytes = std::exchange(m_bytes, 0);
    m_gapEnd =
        Simulator::Now() + (m_settings.adaptiveItr ? m_ladder.Climb(bytes) : m_settings.itrUsecs);
    m_interrupt();
}

} // namespace ns3
