/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_GRO_RULES_H
#define OFFLOAD_GRO_RULES_H

#include "engine/gro-held-packet.h"

#include <cstdint>
#include <cstring>

/**
 * @file
 * @ingroup offload
 * Which frames GRO merges: "same flow?", then "must what is held go up?". Each rule is a predicate;
 * the functions at the end ask them in order and return the first that is broken.
 */

namespace ns3::offload::gro
{

/// With any of these flags there is nothing to wait for.
constexpr uint8_t FLUSHING_FLAGS = tcp::URG | tcp::PSH | tcp::RST | tcp::SYN | tcp::FIN;

/// A frame that is to join a held packet.
struct Candidate
{
    const Frame& frame;      //!< the frame
    const GroPacket& packet; //!< its headers
    uint32_t hash;           //!< receive hash

    /// @return its IP header
    const uint8_t* NetworkHeader() const
    {
        return frame.head.Data() + packet.networkOffset;
    }

    /// @return its TCP or UDP header
    const uint8_t* TransportHeader() const
    {
        return frame.head.Data() + packet.transportOffset;
    }
};

/// @param held a held packet @param next a frame over IPv6 with the same key @return whether they
/// are of one flow by what only IPv6 has
bool IsSameIpv6Flow(const GroHeldPacket& held, const Candidate& next);

/**
 * "Same flow?" If not, the frame may overtake the held packet.
 *
 * A flow has the same addresses and ports, the whole link header, tag and receive hash; in IPv6
 * also flow label, extension headers and version. Traffic class and hop limit may differ within a
 * flow.
 * @param held a held packet
 * @param next a frame
 * @return whether they are of one flow
 */
inline bool
IsSameFlow(const GroHeldPacket& held, const Candidate& next)
{
    const GroPacket& first = held.First();
    const Frame& frame = held.SuperPacket();
    return first.key == next.packet.key && held.Hash() == next.hash &&
           first.transportOffset == next.packet.transportOffset &&
           frame.vlanTci == next.frame.vlanTci &&
           std::memcmp(frame.head.Data(), next.frame.head.Data(), ethernet::HEADER_LENGTH) == 0 &&
           (!next.packet.isIpv6 || IsSameIpv6Flow(held, next));
}

/// @param next a TCP segment @return whether it says that the sender has reduced its window, which
/// would be lost in the middle of a super-packet
inline bool
HasCwr(const Candidate& next)
{
    return next.TransportHeader()[tcp::FLAGS] & tcp::CWR;
}

/// @param held a held packet @param next a TCP segment @return whether header length, flags and
/// window are the same; PSH and FIN may differ, they move to the super-packet, unless that is a
/// list
inline bool
HasSameTcpHeader(const GroHeldPacket& held, const Candidate& next)
{
    const uint32_t mayDiffer = held.IsList() ? 0 : (tcp::PSH | tcp::FIN) << 16;
    const uint32_t difference = Load32(held.TransportHeader() + tcp::DATA_OFFSET) ^
                                Load32(next.TransportHeader() + tcp::DATA_OFFSET);
    return (difference & ~mayDiffer) == 0;
}

/// @param held a held packet @param next a TCP segment @return whether both acknowledge the same
inline bool
HasSameAcknowledgment(const GroHeldPacket& held, const Candidate& next)
{
    return Load32(held.TransportHeader() + tcp::ACKNOWLEDGMENT) ==
           Load32(next.TransportHeader() + tcp::ACKNOWLEDGMENT);
}

/// @param held a held packet @param next a TCP segment with a header of the same length
/// @return whether the options are the same, byte by byte
bool HasSameTcpOptions(const GroHeldPacket& held, const Candidate& next);

/// @param held a held packet @param next a TCP segment
/// @return whether it begins where the other ends, modulo 2^32
inline bool
IsNextInSequence(const GroHeldPacket& held, const Candidate& next)
{
    return Load32(next.TransportHeader() + tcp::SEQUENCE) ==
           Load32(held.TransportHeader() + tcp::SEQUENCE) + held.SuperPacket().payloadLength;
}

/// @param held a held packet @param next a frame over IPv4 of its flow
/// @return whether its identification counts on, or is repeated if that of the second was
inline bool
HasNextIdentification(const GroHeldPacket& held, const Candidate& next)
{
    const auto distance =
        static_cast<uint16_t>(Load16(next.NetworkHeader() + ipv4::IDENTIFICATION) -
                              Load16(held.NetworkHeader() + ipv4::IDENTIFICATION));
    const uint32_t segments = held.SuperPacket().segments;
    // The second frame decides whether the sender counts.
    const bool mayRepeat = segments == 1 || held.HasFixedId();
    const bool mayCount = !held.HasFixedId();
    return (mayRepeat && distance == 0) ||
           (mayCount && distance == static_cast<uint16_t>(segments));
}

/// @param held a held packet @param next a frame @return whether it can be a segment: not empty,
/// not larger than the first
inline bool
FitsSegmentSize(const GroHeldPacket& held, const Candidate& next)
{
    return next.packet.payloadLength > 0 && next.packet.payloadLength <= held.SegmentSize();
}

/// @param held a held packet @param next a datagram of its flow @return whether one of them is to
/// be chained and the other merged
inline bool
IsOfOtherKind(const GroHeldPacket& held, const Candidate& next)
{
    return next.packet.isUdp && held.IsList() != next.packet.isChained;
}

/// @param held a held packet @param next a frame @return whether the frame's checksum state is the
/// list's; a list has one for all its frames. True if the packet is no list
inline bool
HasListsChecksumState(const GroHeldPacket& held, const Candidate& next)
{
    return !held.IsList() || held.SuperPacket().checksumState == next.frame.checksumState;
}

/// @param held a held packet @param added bytes that are to be appended @return whether the IP
/// packet stays shorter than its limit
inline bool
FitsMaxSize(const GroHeldPacket& held, uint32_t added)
{
    return held.SuperPacket().length + added < held.LengthLimit();
}

/**
 * "Must what is held go up?", asked before a frame of its flow.
 * @param held a held packet
 * @param next a frame of the same flow
 * @return NONE if the frame may be appended
 */
GroFlushReason ExamineNext(const GroHeldPacket& held, const Candidate& next);

/**
 * "Must what is held go up?", asked after a frame was appended.
 * @param held a held packet, grown
 * @param packet headers of the frame that was appended
 * @param tcpFlags its TCP flags; 0 for UDP
 * @return NONE if it may go on growing
 */
inline GroFlushReason
ExamineGrown(const GroHeldPacket& held, const GroPacket& packet, uint8_t tcpFlags)
{
    constexpr uint32_t MAX_DATAGRAMS = 64; // UDP_GRO_CNT_MAX
    if (packet.payloadLength < held.SegmentSize())
    {
        return GroFlushReason::SHORT_SEGMENT;
    }
    if (tcpFlags & FLUSHING_FLAGS)
    {
        return GroFlushReason::TCP_FLAGS;
    }
    // Many small datagrams would take more memory than they have bytes.
    return packet.isUdp && held.SuperPacket().segments >= MAX_DATAGRAMS ? GroFlushReason::UDP_COUNT
                                                                        : GroFlushReason::NONE;
}

/**
 * Whether a frame that was not appended may be held, to begin a packet.
 * @param next a frame
 * @return NONE if it may
 */
GroReason ExamineFirst(const Candidate& next);

} // namespace ns3::offload::gro

#endif // OFFLOAD_GRO_RULES_H
