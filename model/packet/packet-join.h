/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_PACKET_JOIN_H
#define OFFLOAD_PACKET_JOIN_H

#include "ns3/packet.h"

#include <functional>
#include <vector>

namespace ns3::offload
{

/// Some bytes of a packet.
struct PacketPart
{
    Ptr<const Packet> packet; //!< the packet
    uint32_t offset;          //!< of the first byte
    uint32_t length;          //!< bytes, at least 1
};

/**
 * Join the payload of packets behind new headers.
 *
 * Payload that nobody has written is not copied: ns-3 keeps it as a length, and so does this, also
 * where ns-3's TCP has written it out as zeros. Byte tags stay with their bytes.
 *
 * @param first the first packet, whose uid and packet tags the joined one gets
 * @param headers bytes of its headers, at least 1
 * @param parts the payload of all of them, the first one's too
 * @param addHeaders puts the new headers before a packet
 * @return the joined packet
 */
Ptr<Packet> JoinPackets(const Packet& first,
                        uint32_t headers,
                        const std::vector<PacketPart>& parts,
                        const std::function<void(Packet&)>& addHeaders);

} // namespace ns3::offload

#endif // OFFLOAD_PACKET_JOIN_H
