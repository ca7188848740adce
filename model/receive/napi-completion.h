/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_NAPI_COMPLETION_H
#define OFFLOAD_NAPI_COMPLETION_H

#include "ns3/receive-hook.h"

#include <cstdint>

namespace ns3
{

/**
 * @ingroup offload
 * What NAPI decides when a poll ends: what GRO has to flush, and what becomes of the interrupt and
 * of the timer of gro_flush_timeout. Knows no time, so that it serves a simulation and a replay.
 */
class NapiCompletion
{
  public:
    /// What is decided by.
    struct Settings
    {
        uint32_t napiWeight;        //!< frames a poll
        uint32_t hz;                //!< jiffies a second
        bool hasFlushTimeout;       //!< gro_flush_timeout is not 0
        uint32_t napiDeferHardIrqs; //!< napi_defer_hard_irqs
    };

    /**
     * The ring is empty, or the weight used up.
     *
     * @param frames that the poll has taken
     * @param isHolding whether GRO holds anything; matters only with a timeout
     * @param settings settings
     * @return what is to be flushed
     */
    PollFlush Decide(uint32_t frames, bool isHolding, const Settings& settings);

    /**
     * @return whether the poll that has completed sets the timer
     */
    bool ArmsTimer() const
    {
        return m_armsTimer;
    }

    /**
     * @return whether it unmasks the interrupt
     */
    bool Unmasks() const
    {
        return m_unmasks;
    }

  private:
    uint32_t m_deferrals{0}; //!< polls without frames before the interrupt is unmasked
    bool m_armsTimer{false}; //!< sets the timer
    bool m_unmasks{true};    //!< unmasks the interrupt
};

} // namespace ns3

#endif // OFFLOAD_NAPI_COMPLETION_H
