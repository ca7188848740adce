/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_INTERRUPT_MODERATION_H
#define OFFLOAD_INTERRUPT_MODERATION_H

#include "ns3/event-id.h"
#include "ns3/nstime.h"

#include <cstdint>
#include <functional>

namespace ns3
{

/**
 * @ingroup offload
 * Holds a NIC's interrupt back: a delay after the first frame, cut short by a number of frames
 * (ethtool's rx-usecs and rx-frames).
 *
 * The interrupt is masked while NAPI polls. What happens meanwhile is remembered, and asks for an
 * interrupt when it is unmasked.
 */
class InterruptModeration
{
  public:
    ~InterruptModeration();

    /**
     * @param delay from the first frame to the interrupt; 0: at once
     * @param frames frames that raise the interrupt before the delay is over; 0: no such number
     * @param interrupt called when the NIC raises its interrupt, which is masked then
     */
    void Configure(Time delay, uint32_t frames, std::function<void()> interrupt);

    /// A frame or a completion waits for the driver.
    void NotifyEvent();

    /// The driver has seen all that waited and wants the next interrupt (napi_complete).
    void Unmask();

    /// Nothing waits any more: the driver's poll has seen it.
    void Forget();

    /// Stop.
    void Cancel();

  private:
    /// Raise the interrupt if it is time, or arrange for it.
    void Consider();

    /// Raise the interrupt.
    void Raise();

    Time m_delay;                      //!< from the first event
    uint32_t m_frames{0};              //!< events that cut it short
    std::function<void()> m_interrupt; //!< to call

    bool m_isMasked{false}; //!< the driver polls
    uint32_t m_waiting{0};  //!< events since the driver looked
    EventId m_timer;        //!< end of the delay
};

} // namespace ns3

#endif // OFFLOAD_INTERRUPT_MODERATION_H
