/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "engine/gro-rules.h"

#include <cstring>

/**
 * @file
 * @ingroup offload
 * The rules of generic receive offload.
 */

namespace ns3::offload::gro
{

namespace
{

/// @param held a held packet @param next a frame of the same flow
/// @return the first rule on IPv4 headers that is broken
GroFlushReason
ExamineIpv4(const GroHeldPacket& held, const Candidate& next)
{
    const uint8_t* a = held.NetworkHeader();
    const uint8_t* b = next.NetworkHeader();
    if (a[ipv4::TTL] != b[ipv4::TTL])
    {
        return GroFlushReason::TIME_TO_LIVE;
    }
    if (a[ipv4::TOS] != b[ipv4::TOS])
    {
        return GroFlushReason::TRAFFIC_CLASS;
    }
    if ((Load16(a + ipv4::FRAGMENT) ^ Load16(b + ipv4::FRAGMENT)) & ipv4::DONT_FRAGMENT)
    {
        return GroFlushReason::DONT_FRAGMENT;
    }
    return HasNextIdentification(held, next) ? GroFlushReason::NONE
                                             : GroFlushReason::IDENTIFICATION;
}

/// @param held a held packet @param next a frame of the same flow
/// @return the first rule on IP headers that is broken
GroFlushReason
ExamineNetwork(const GroHeldPacket& held, const Candidate& next)
{
    if (!next.packet.isIpv6)
    {
        return ExamineIpv4(held, next);
    }
    const uint8_t* a = held.NetworkHeader();
    const uint8_t* b = next.NetworkHeader();
    if (ipv6::TrafficClass(a) != ipv6::TrafficClass(b))
    {
        return GroFlushReason::TRAFFIC_CLASS;
    }
    return a[ipv6::HOP_LIMIT] == b[ipv6::HOP_LIMIT] ? GroFlushReason::NONE
                                                    : GroFlushReason::TIME_TO_LIVE;
}

/// @param held a held packet @param next a segment of the same flow
/// @return the first rule on TCP headers that is broken, sequence and size apart
GroFlushReason
ExamineTcp(const GroHeldPacket& held, const Candidate& next)
{
    if (HasCwr(next))
    {
        return GroFlushReason::CONGESTION_WINDOW_REDUCED;
    }
    if (!HasSameTcpHeader(held, next))
    {
        return GroFlushReason::TCP_HEADER;
    }
    if (!HasSameAcknowledgment(held, next))
    {
        return GroFlushReason::ACKNOWLEDGMENT;
    }
    return HasSameTcpOptions(held, next) ? GroFlushReason::NONE : GroFlushReason::TCP_OPTIONS;
}

/// @param held a held packet @param next a segment that would fit it
/// @return the first rule on lists of TCP that is broken
GroFlushReason
ExamineList(const GroHeldPacket& held, const Candidate& next)
{
    constexpr uint32_t MAX_SEGMENTS = 64;
    if (next.packet.isUdp || !held.IsList())
    {
        return GroFlushReason::NONE;
    }
    if (!HasListsChecksumState(held, next))
    {
        return GroFlushReason::CHECKSUM_STATE;
    }
    return held.SuperPacket().segments >= MAX_SEGMENTS ? GroFlushReason::LIST_COUNT
                                                       : GroFlushReason::NONE;
}

} // namespace

bool
IsSameIpv6Flow(const GroHeldPacket& held, const Candidate& next)
{
    constexpr uint32_t ALL_BUT_TRAFFIC_CLASS = 0xf00fffff;
    const GroPacket& first = held.First();
    const uint8_t* a = held.NetworkHeader();
    const uint8_t* b = next.NetworkHeader();
    const uint32_t extensions = first.transportOffset - first.networkOffset - ipv6::HEADER_LENGTH;
    return ((Load32(a) ^ Load32(b)) & ALL_BUT_TRAFFIC_CLASS) == 0 &&
           a[ipv6::NEXT_HEADER] == b[ipv6::NEXT_HEADER] &&
           std::memcmp(a + ipv6::HEADER_LENGTH, b + ipv6::HEADER_LENGTH, extensions) == 0;
}

bool
HasSameTcpOptions(const GroHeldPacket& held, const Candidate& next)
{
    const uint32_t end = next.packet.payloadOffset - next.packet.transportOffset;
    const uint8_t* a = held.TransportHeader();
    const uint8_t* b = next.TransportHeader();
    // Whole words: a call of memcmp() takes longer than to compare twelve bytes.
    uint32_t difference = 0;
    for (uint32_t i = tcp::OPTIONS; i < end; i += sizeof difference)
    {
        difference |= Load32(a + i) ^ Load32(b + i);
    }
    return difference == 0;
}

GroFlushReason
ExamineNext(const GroHeldPacket& held, const Candidate& next)
{
    if (next.packet.refusal != GroReason::NONE)
    {
        return GroFlushReason::FRAME_REFUSED;
    }
    GroFlushReason reason = next.packet.isUdp ? GroFlushReason::NONE : ExamineTcp(held, next);
    if (reason == GroFlushReason::NONE)
    {
        reason = ExamineNetwork(held, next);
    }
    if (reason != GroFlushReason::NONE)
    {
        return reason;
    }
    if (!FitsSegmentSize(held, next))
    {
        return GroFlushReason::LARGER_SEGMENT;
    }
    if (!next.packet.isUdp && !IsNextInSequence(held, next))
    {
        return GroFlushReason::OUT_OF_SEQUENCE;
    }
    reason = ExamineList(held, next);
    if (reason != GroFlushReason::NONE)
    {
        return reason;
    }
    // Of a list the headers count, too.
    const uint32_t added =
        held.IsList() ? next.frame.length - next.packet.networkOffset : next.packet.payloadLength;
    return FitsMaxSize(held, added) ? GroFlushReason::NONE : GroFlushReason::SIZE_LIMIT;
}

GroReason
ExamineFirst(const Candidate& next)
{
    if (next.packet.refusal != GroReason::NONE)
    {
        return next.packet.refusal;
    }
    if (next.packet.isUdp)
    {
        return GroReason::NONE;
    }
    if (next.packet.payloadLength == 0)
    {
        return GroReason::NO_PAYLOAD;
    }
    return next.TransportHeader()[tcp::FLAGS] & FLUSHING_FLAGS ? GroReason::TCP_FLAGS
                                                               : GroReason::NONE;
}

} // namespace ns3::offload::gro
