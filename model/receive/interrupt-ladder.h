/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */
#ifndef OFFLOAD_INTERRUPT_LADDER_H
#define OFFLOAD_INTERRUPT_LADDER_H

#include "ns3/nstime.h"

#include <cstdint>

namespace ns3
{

/**
 * @ingroup offload
 * Adaptive moderation: chooses the least gap between interrupts by the traffic, in three classes,
 * as Intel's ixgbevf driver of Linux does (and ixgbe did).
 *
 * After each interrupt the bytes that it was for are divided by the gap in force. More than 10 MB/s
 * leave the class of lowest latency, more than 20 MB/s end in that of bulk; classes change by one
 * step at a time. The rate of interrupts follows the class's by a tenth of the difference.
 */
class InterruptLadder
{
  public:
    /**
     * An interrupt is taken.
     *
     * @param bytes received since the last one; 0 changes nothing
     * @return least time to the next
     */
    Time Climb(uint64_t bytes);

    /**
     * @return least time between two interrupts
     */
    Time GetGap() const;

  private:
    /// Classes of traffic.
    enum class Class : uint8_t
    {
        LOWEST_LATENCY, //!< 100000 interrupts/s
        LOW_LATENCY,    //!< 20000
        BULK,           //!< 11900
    };

    Class m_class{Class::LOW_LATENCY}; //!< of the traffic
    double m_rate{20000};              //!< interrupts/s
};

} // namespace ns3

#endif // OFFLOAD_INTERRUPT_LADDER_H
