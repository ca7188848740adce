/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "receive/napi-completion.h"

namespace ns3
{

PollFlush
NapiCompletion::Decide(uint32_t frames, bool isHolding, const Settings& settings)
{
    constexpr uint32_t MIN_HZ = 1000; // with longer jiffies, what is young would wait too long
    if (frames >= settings.napiWeight)
    {
        return settings.hz >= MIN_HZ ? PollFlush::OLD : PollFlush::ALL;
    }
    // napi_complete_done
    m_armsTimer = false;
    m_unmasks = true;
    if (frames > 0)
    {
        m_armsTimer = settings.hasFlushTimeout && isHolding;
        m_deferrals = settings.napiDeferHardIrqs;
    }
    if (m_deferrals > 0)
    {
        m_deferrals--;
        m_armsTimer = settings.hasFlushTimeout;
        m_unmasks = !settings.hasFlushTimeout;
    }
    return m_armsTimer ? PollFlush::OLD : PollFlush::ALL;
}

} // namespace ns3
