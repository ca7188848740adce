/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_LRO_RULES_H
#define OFFLOAD_LRO_RULES_H

#include "engine/lro-session.h"
#include "engine/lro-tcp-segment.h"

#include "ns3/lro-types.h"
#include "ns3/offload-frame.h"

#include <cstdint>

/**
 * @file
 * @ingroup offload
 * Which segments LRO merges. Each rule is a predicate; the functions at the end ask them in order
 * and return the first that is broken.
 */

namespace ns3::offload::lro
{

/// @param segment a segment @param datagramLength bytes of the frame after the link header
/// @return whether the datagram ends where the frame does: no padding, nothing truncated
constexpr bool
FillsFrame(const LroTcpSegment& segment, int64_t datagramLength)
{
    return segment.totalLength == datagramLength;
}

/// @param segment a segment @param session the session of its flow
/// @return whether the one begins where the other ends
inline bool
Continues(const LroTcpSegment& segment, const LroSession& session)
{
    return segment.sequence == session.NextSequence();
}

/// @param segment a segment @return whether it carries data
constexpr bool
HasPayload(const LroTcpSegment& segment)
{
    return segment.payloadLength > 0;
}

/// @param segment a segment @return whether its IP header has no options
constexpr bool
HasPlainIpHeader(const LroTcpSegment& segment)
{
    return segment.ipHeaderLength == ipv4::MIN_HEADER_LENGTH;
}

/// @param segment a segment @return whether only ACK is set, PSH apart: the others refer to a
/// position in the stream, which merging would lose
constexpr bool
HasPlainFlags(const LroTcpSegment& segment)
{
    return (segment.flags & ~tcp::PSH) == tcp::ACK;
}

/// @param segment a segment @return whether a router has marked it: TCP must count such marks
constexpr bool
IsCongestionExperienced(const LroTcpSegment& segment)
{
    return (segment.tos & ecn::MASK) == ecn::CE;
}

/// @param segment a segment @return whether its TCP header has room for options
constexpr bool
HasTcpOptions(const LroTcpSegment& segment)
{
    return segment.tcpHeaderLength != tcp::MIN_HEADER_LENGTH;
}

/// @param segment a segment @return whether the length is that of one aligned timestamp option
constexpr bool
HasTimestampLength(const LroTcpSegment& segment)
{
    return segment.tcpHeaderLength == tcp::MIN_HEADER_LENGTH + tcp::ALIGNED_TIMESTAMP_LENGTH;
}

/// @param segment a segment with options @return whether they are NOP NOP timestamp
constexpr bool
HasAlignedTimestamp(const LroTcpSegment& segment)
{
    return segment.optionWord == tcp::ALIGNED_TIMESTAMP;
}

/// @param frame a frame @param segment its fields
/// @return whether the head holds the headers, so that they can be summed and rewritten
inline bool
HoldsHeaders(const Frame& frame, const LroTcpSegment& segment)
{
    return segment.networkOffset + segment.ipHeaderLength <= frame.head.Length() &&
           segment.HeaderEnd() <= frame.head.Length();
}

/**
 * What is asked of every segment.
 * @param frame the frame
 * @param segment its fields
 * @param datagramLength bytes of the frame after the link header
 * @param session the session that it is to join, or null if it is to open one
 * @return NONE if it may be aggregated
 */
LroReason Examine(const Frame& frame,
                  const LroTcpSegment& segment,
                  int64_t datagramLength,
                  const LroSession* session);

/**
 * What is asked of a segment that is to join a session.
 * @param frame the frame
 * @param segment its fields
 * @param datagramLength bytes of the frame after the link header
 * @param session the session of its flow
 * @return NONE if it may be merged
 */
LroReason ExamineNext(const Frame& frame,
                      const LroTcpSegment& segment,
                      int64_t datagramLength,
                      const LroSession& session);

} // namespace ns3::offload::lro

#endif // OFFLOAD_LRO_RULES_H
