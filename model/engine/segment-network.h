/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_SEGMENT_NETWORK_H
#define OFFLOAD_SEGMENT_NETWORK_H

#include "engine/segment-protocol.h"

#include <cstdint>

/**
 * @file
 * @ingroup offload
 * The IP header of a segment.
 */

namespace ns3::offload
{

/**
 * Write the IP header of a segment: its length, and for IPv4 identification and header checksum.
 *
 * The identification counts up from the super-packet's by one a segment, modulo 2^16, or stays if
 * the super-packet says so (Frame::gsoFixedId) or is a list. IP fragments have the super-packet's,
 * and fragment offset and "more fragments" instead of its flags. All else is as in the
 * super-packet: DSCP, ECN, TTL, flags, options, flow label, extension headers.
 * @param packet the super-packet
 * @param range which part of it
 * @param ip the segment's IP header, a copy of the super-packet's or, of a list, its own
 */
void WriteNetworkHeader(const SuperPacket& packet, const SegmentRange& range, uint8_t* ip);

/**
 * Sum what all segments have in common in their IPv4 headers: all but length, identification, flags
 * with fragment offset, and checksum.
 * @param packet a super-packet over IPv4
 * @return the sum
 */
uint32_t SumRepeatedIpv4Header(const SuperPacket& packet);

/**
 * Remove from a super-packet of TCP over IPv6 the hop-by-hop header whose only purpose is to state
 * a length of more than 64 KiB (BIG TCP).
 * @param packet the super-packet, measured
 * @param frame its frame, the head without payload
 */
void RemoveJumboOption(SuperPacket& packet, Frame& frame);

/**
 * @param packet a super-packet with repeatedEnd
 * @param length bytes of a segment behind the repeated headers
 * @return whether the IP length field can tell the segment's length
 */
bool FitsNetworkLength(const SuperPacket& packet, uint32_t length);

/**
 * @param packet a super-packet whose transportLength is known
 * @param protocolNumber of its transport
 * @return sum of its pseudo header
 */
uint32_t SumPseudoHeader(const SuperPacket& packet, uint8_t protocolNumber);

} // namespace ns3::offload

#endif // OFFLOAD_SEGMENT_NETWORK_H
