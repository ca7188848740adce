/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_INTERRUPT_MODERATION_H
#define OFFLOAD_INTERRUPT_MODERATION_H

#include "receive/interrupt-ladder.h"

#include "ns3/event-id.h"
#include "ns3/nstime.h"
#include "ns3/receive-settings.h"

#include <cstdint>
#include <functional>

namespace ns3
{

/**
 * @ingroup offload
 * Holds a NIC's interrupt back, in the two forms that NICs have: a delay after the first frame,
 * which a number of frames ends early (ethtool's rx-usecs and rx-frames); and a least gap between
 * interrupts (Intel's ITR), which is given or follows the traffic. Of both the later one decides.
 *
 * The interrupt is masked while NAPI polls. What happens meanwhile is remembered, and asks for an
 * interrupt when it is unmasked.
 */
class InterruptModeration
{
  public:
    /**
     * @param settings how interrupts are held back; read whenever it matters, outlives this object
     * @param interrupt called when the NIC raises its interrupt, which is masked then
     * @param catchUp called when a delay is over, for events before that time to be told of
     */
    InterruptModeration(
        const ModerationSettings& settings,
        std::function<void()> interrupt,
        std::function<void()> catchUp = []() {});

    ~InterruptModeration();

    /**
     * A frame or a completion waits for the driver.
     * @param bytes of the frame; 0 for a completion
     */
    void NotifyEvent(uint32_t bytes = 0);

    /**
     * @return how many frames must come until the NIC does something that it would not do without
     * them; 0 for any number
     */
    uint32_t CountUntilAction() const;

    /// The driver has seen all that waited and wants the next interrupt (napi_complete).
    void Unmask();

    /// Nothing waits any more: the driver's poll has seen it.
    void Forget();

    /// Stop.
    void Cancel();

  private:
    /// Raise the interrupt if it is time, or arrange for it.
    void Consider();

    /// A delay is over.
    void HandleTimer();

    /// Raise the interrupt.
    void Raise();

    const ModerationSettings& m_settings; //!< how interrupts are held back
    InterruptLadder m_ladder;             //!< if it is adaptive
    std::function<void()> m_interrupt;    //!< to call
    std::function<void()> m_catchUp;      //!< to call before a delay is over

    bool m_isMasked{false};     //!< the driver polls
    bool m_isCatchingUp{false}; //!< what is told of was before now
    uint32_t m_waiting{0};      //!< events since the driver looked
    uint64_t m_bytes{0};        //!< of frames since the last interrupt
    bool m_isDelayed{false};    //!< the delay has begun
    Time m_delayEnd;            //!< when it ends
    Time m_gapEnd;              //!< not before
    EventId m_timer;            //!< of the interrupt
    Time m_timerEnd;            //!< when it is due
};

} // namespace ns3

#endif // OFFLOAD_INTERRUPT_MODERATION_H
