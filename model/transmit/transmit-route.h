/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_TRANSMIT_ROUTE_H
#define OFFLOAD_TRANSMIT_ROUTE_H

#include "engine/header-fields.h"
#include "stack/tcp-flow.h"

#include "ns3/ipv4-address.h"
#include "ns3/packet.h"

#include <cstdint>
#include <functional>

namespace ns3
{

class TransmitDevice;

/**
 * @ingroup offload
 * The way of a packet from below TCP or UDP to a NIC.
 */
struct TransmitRoute
{
    /// Gives a packet to IP.
    using PassOn = std::function<void(Ptr<Packet>)>;

    TcpFlow flow;           //!< addresses and ports, of any protocol
    uint8_t protocol;       //!< protocol number
    TransmitDevice* device; //!< the NIC that the packet will leave by; null for a stock device
    PassOn passOn;          //!< to IP

    /**
     * @return whether it is of IPv4
     */
    bool IsV4() const
    {
        return Ipv4Address::IsMatchingType(flow.local);
    }

    /**
     * @return bytes of the IP header
     */
    uint32_t GetIpHeaderLength() const
    {
        return IsV4() ? offload::ipv4::MIN_HEADER_LENGTH : offload::ipv6::HEADER_LENGTH;
    }
};

} // namespace ns3

#endif // OFFLOAD_TRANSMIT_ROUTE_H
