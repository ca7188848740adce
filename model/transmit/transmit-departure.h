/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_TRANSMIT_DEPARTURE_H
#define OFFLOAD_TRANSMIT_DEPARTURE_H

#include "ns3/address.h"
#include "ns3/packet-segment.h"
#include "ns3/packet.h"
#include "ns3/transmit-tag.h"

#include <cstdint>
#include <optional>

namespace ns3
{

/**
 * @ingroup offload
 * A packet on its way from a host's stack to the wire.
 */
struct Departure
{
    /// From its network header; its TransmitTag is taken off. Null for a segment that the NIC made.
    Ptr<Packet> packet;
    TransmitTag::Fields fields;  //!< what that said
    std::optional<Address> from; //!< who sends it, if that is not the NIC (a bridge's port)
    Address to;                  //!< whom the link is to take it to
    uint16_t protocol{0};        //!< Ethernet type
    uint32_t queue{0};           //!< transmit queue: index of its NetDeviceQueue
    bool isMore{false};          //!< frames of the same packet follow, from the same descriptor
    uint32_t descriptors{1}; //!< that the NIC reads for it: a super-packet's first frame has one
    PacketSegment segment{}; //!< one that the NIC made

    /// @return bytes from its network header
    uint32_t GetBytes() const
    {
        return packet ? packet->GetSize() : segment.GetSize();
    }

    /// @return the packet; of a segment a new one each time
    Ptr<Packet> GetPacket() const
    {
        return packet ? packet : segment.MakePacket();
    }
};

} // namespace ns3

#endif // OFFLOAD_TRANSMIT_DEPARTURE_H
