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

/**
 * @file
 * @ingroup offload
 * Which frames GRO merges: "same flow?", then "must what is held go up?". Each rule is a predicate;
 * the functions at the end ask them in order and return the first that is broken.
 */

namespace ns3::offload::gro
{

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
bool IsSameFlow(const GroHeldPacket& held, const Candidate& next);

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
bool HasNextIdentification(const GroHeldPacket& held, const Candidate& next);

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

/// @param held a held packet @return whether its length need not fit the field of the IP header
/// (BIG TCP). That of UDP must, and IPv6 needs room for an option
inline bool
MayBecomeJumbo(const GroHeldPacket& held)
{
    const bool hasRoom = held.First().payloadOffset + jumbo::HEADER_LENGTH <= FrameHead::CAPACITY;
    return !held.First().isUdp && (!held.First().isIpv6 || hasRoom);
}

/// @param held a held packet @param next a frame @param config settings
/// @return whether the IP packet stays shorter than the maximum
inline bool
FitsMaxSize(const GroHeldPacket& held, const Candidate& next, const GroConfig& config)
{
    constexpr uint32_t LEGACY_MAX_SIZE = 65536; // GRO_LEGACY_MAX_SIZE
    if (held.IsList())
    {
        // Its headers count, and gro_max_size is not asked.
        return held.SuperPacket().length - held.First().networkOffset + next.frame.length -
                   next.packet.networkOffset <
               LEGACY_MAX_SIZE;
    }
    const uint32_t ipLength = held.SuperPacket().length - held.First().networkOffset;
    const uint32_t maxSize = next.packet.isIpv6 ? config.groMaxSize : config.groIpv4MaxSize;
    const uint32_t grown = ipLength + next.packet.payloadLength;
    return grown < maxSize && (grown < LEGACY_MAX_SIZE || MayBecomeJumbo(held));
}

/**
 * "Must what is held go up?", asked before a frame of its flow.
 * @param held a held packet
 * @param next a frame of the same flow
 * @param config settings
 * @return NONE if the frame may be appended
 */
GroFlushReason ExamineNext(const GroHeldPacket& held,
                           const Candidate& next,
                           const GroConfig& config);

/**
 * "Must what is held go up?", asked after a frame was appended.
 * @param held a held packet, grown
 * @param packet headers of the frame that was appended
 * @param tcpFlags its TCP flags; 0 for UDP
 * @return NONE if it may go on growing
 */
GroFlushReason ExamineGrown(const GroHeldPacket& held, const GroPacket& packet, uint8_t tcpFlags);

/**
 * Whether a frame that was not appended may be held, to begin a packet.
 * @param next a frame
 * @return NONE if it may
 */
GroReason ExamineFirst(const Candidate& next);

} // namespace ns3::offload::gro

#endif // OFFLOAD_GRO_RULES_H
