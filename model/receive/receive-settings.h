/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_RECEIVE_SETTINGS_H
#define OFFLOAD_RECEIVE_SETTINGS_H

#include "ns3/hardware-merger.h"
#include "ns3/nstime.h"
#include "ns3/receive-buffers.h"
#include "ns3/receive-hook.h"
#include "ns3/type-id.h"

#include <cstdint>
#include <string>

namespace ns3
{

/**
 * @ingroup offload
 * How a NIC's interrupts are held back; attributes of its device.
 */
struct ModerationSettings
{
    Time rxUsecs;            //!< RxUsecs: delay after the first frame; 0 for none
    uint32_t rxFrames{0};    //!< RxFrames: frames that end the delay early; 0 for none
    Time itrUsecs;           //!< ItrUsecs: least time between interrupts; 0 for none
    bool adaptiveItr{false}; //!< AdaptiveItr: that time follows the traffic

    /// End the program if the settings contradict each other.
    void Check() const;

    /**
     * @param tid TypeId of a device that has this as a base
     * @return the TypeId with the attributes added
     */
    static TypeId AddAttributes(TypeId tid);
};

/**
 * @ingroup offload
 * What a NIC's receive side is told; attributes of its device.
 *
 * A new setting is a field here, an attribute in AddAttributes(), and its use.
 */
struct ReceiveSettings : ModerationSettings
{
    uint32_t rxRing;              //!< RxRing: frames in a receive ring
    uint32_t rxQueues;            //!< RxQueues: receive queues
    std::string queueCores;       //!< QueueCores: cores of the queues, as 0,2,4; empty: in turn
    std::string rssKey;           //!< RssKey: key of the receive hash, hexadecimal
    std::string rssIndirection;   //!< RssIndirection: queues in the table, as 0,1; empty: in turn
    bool napi;                    //!< Napi: the driver polls
    uint32_t napiWeight;          //!< NapiWeight: frames a poll
    Time groFlushTimeout;         //!< GroFlushTimeout (gro_flush_timeout); 0 for none
    uint32_t napiDeferHardIrqs;   //!< NapiDeferHardIrqs (napi_defer_hard_irqs)
    uint32_t interruptCore;       //!< InterruptCore: core of queue 0
    uint32_t smallPacketSize;     //!< SmallPacketSize: below it frames are received apart; 0: none
    Ptr<ReceiveHook> hook;        //!< ReceiveHook of queue 0, or null
    Ptr<ReceiveBuffers> buffers;  //!< ReceiveBuffers of queue 0, or null for SkbReceiveBuffers
    Ptr<HardwareMerger> hardware; //!< HardwareMerger of queue 0, or null

    /**
     * @param tid TypeId of a device that has this as a base
     * @return the TypeId with the attributes added
     */
    static TypeId AddAttributes(TypeId tid);
};

} // namespace ns3

#endif // OFFLOAD_RECEIVE_SETTINGS_H
