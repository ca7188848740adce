/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_PACKET_FRAME_H
#define OFFLOAD_PACKET_FRAME_H

#include "ns3/mac48-address.h"
#include "ns3/offload-frame.h"
#include "ns3/packet.h"
#include "ns3/received-packet.h"

/**
 * @file
 * @ingroup offload
 * Between simulated packets and the frames that the engines work on.
 */

namespace ns3::offload
{

/// How frames are read, the same for many of them.
struct FrameReading
{
    Mac48Address to;         //!< the NIC's address
    bool extractsTag{true};  //!< the NIC takes a tag out of the frame, and hands it up beside it
    bool hasChecksums{true}; //!< ns-3 computes checksums: Node::ChecksumEnabled(), a long way
};

/**
 * Give a frame its head: an Ethernet header, and the packet's network and transport headers.
 *
 * @param arrival the packet
 * @param reading how it is read
 * @param [in,out] frame an empty frame; gets head, tag, offsets of the headers and payloadLength
 * @return bytes of the link header, which are not in the packet
 */
uint32_t LoadHead(const Arrival& arrival, const FrameReading& reading, Frame& frame);

/**
 * Give a frame that is to be sent its head: an Ethernet header without addresses, and the packet's
 * headers as they are.
 *
 * @param packet the packet, from its network header
 * @param protocol Ethernet type
 * @param [in,out] frame an empty frame; gets head, offsets of the headers and lengths
 */
void LoadTransmitHead(Ptr<const Packet> packet, uint16_t protocol, Frame& frame);

/**
 * Note what a packet's TransmitTag says, if it came as a super-packet over a link that carries
 * such (between a guest and its host).
 *
 * @param packet the packet
 * @param [in,out] frame its frame
 */
void LoadSuperPacket(const ArrivedPacket& packet, Frame& frame);

/**
 * @param frame a frame with its headers located
 * @return whether it has a TCP header
 */
bool IsTcp(const Frame& frame);

/**
 * Make a packet of a frame that a hook delivered, from its network header.
 *
 * Byte tags stay with their bytes; packet tags are those of the first packet. The headers are
 * bytes, so that a frame's checksums stay what the engine made them.
 *
 * @param arrival the packet as it came, of the first frame if several were merged
 * @param frame the frame
 * @return the packet; the one that came, if nothing was merged or changed
 */
Ptr<const Packet> ToPacket(const Arrival& arrival, const Frame& frame);

/**
 * What can be found out about the checksum of TCP or UDP.
 *
 * @param frame a received frame
 * @param hasChecksums whether ns-3 computes checksums; where it does not they are right
 * @return NONE if it is wrong, or if nothing can be said of it; else UNNECESSARY
 */
ChecksumState VerifyChecksum(const Frame& frame, bool hasChecksums);

/**
 * Make a merged packet with the TCP checksum that its bytes want.
 *
 * Linux's stack does not look at the checksum of a packet that the driver vouches for
 * (CHECKSUM_UNNECESSARY) or that GRO has verified (CHECKSUM_PARTIAL); ns-3's looks at all, if
 * ChecksumEnabled is set. Costs a copy of the packet.
 *
 * @param packet the packet, from its IP header
 * @param frame the frame that it was made of, with TCP or UDP
 * @return a packet that ns-3's stack takes
 */
Ptr<const Packet> ToVouchedPacket(Ptr<const Packet> packet, const Frame& frame);

} // namespace ns3::offload

#endif // OFFLOAD_PACKET_FRAME_H
