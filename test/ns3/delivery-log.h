/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef DELIVERY_LOG_H
#define DELIVERY_LOG_H

#include "ns3/nic-driver.h"
#include "ns3/nstime.h"
#include "ns3/packet.h"

#include <algorithm>
#include <cstdint>

namespace offloadtest
{

using namespace ns3;

/**
 * @ingroup offload-test
 * The extremes of what a driver gives to the stack.
 */
class DeliveryLog
{
  public:
    /**
     * @param nic the driver
     */
    explicit DeliveryLog(Ptr<NicDriver> nic)
    {
        nic->TraceConnectWithoutContext("Deliver", MakeCallback(&DeliveryLog::NotePacket, this));
        nic->TraceConnectWithoutContext("Delay", MakeCallback(&DeliveryLog::NoteDelay, this));
    }

    DeliveryLog(const DeliveryLog&) = delete;
    DeliveryLog& operator=(const DeliveryLog&) = delete;

    uint32_t mostSegments{0}; //!< wire segments of the packet with the most
    Time longestDelay;        //!< of a frame, from the ring to the stack

  private:
    /**
     * A packet goes up.
     * @param segments wire segments in it
     */
    void NotePacket(Ptr<const Packet> /* packet */, uint32_t segments)
    {
        mostSegments = std::max(mostSegments, segments);
    }

    /**
     * @param delay of a frame
     */
    void NoteDelay(Time delay)
    {
        longestDelay = std::max(longestDelay, delay);
    }
};

} // namespace offloadtest

#endif // DELIVERY_LOG_H
