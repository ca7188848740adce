/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_GRO_TYPES_H
#define OFFLOAD_GRO_TYPES_H

#include "ns3/offload-enum.h"
#include "ns3/offload-frame.h"

#include <cstdint>
#include <iosfwd>
#include <string>

/**
 * @file
 * @ingroup offload
 * Settings, outcomes and counters of generic receive offload.
 */

namespace ns3::offload
{

/**
 * @ingroup offload
 * What became of a received frame. Every frame has exactly one.
 */
enum class GroOutcome : uint8_t
{
    HELD,   //!< the first of a packet that is held
    MERGED, //!< appended to the held packet of its flow
    PASSED, //!< delivered at once, untouched
    COUNT   //!< number of outcomes
};

/**
 * @ingroup offload
 * The rule by which a frame was passed; NONE for held and merged ones. Listed in the order in which
 * the rules are asked.
 *
 * Up to CHECKSUM_STATE the frame overtakes what is held of its flow: most of these rules are asked
 * before the flow is known. From SUPER_PACKET on the held packet of its flow goes up before it.
 */
enum class GroReason : uint8_t
{
    NONE,                 //!< aggregated
    GRO_OFF,              //!< the feature is off
    NOT_IP,               //!< neither IPv4 nor IPv6; a tag in the bytes counts as that
    IP_TRUNCATED,         //!< the head does not hold the IP header
    UNSUPPORTED_PROTOCOL, //!< neither TCP nor UDP; an IPv6 fragment header counts as that
    IP_HEADER,            //!< IPv4: version is not 4, or there are options
    FRAGMENT,             //!< IPv4 fragment, the first one included
    IP_CHECKSUM,          //!< wrong checksum of the IPv4 header
    TRANSPORT_TRUNCATED,  //!< the head does not hold the TCP or UDP header
    TRANSPORT_CHECKSUM,   //!< wrong checksum of TCP or UDP
    TCP_HEADER_LENGTH,    //!< TCP header length below 20 bytes
    UDP_OFF,              //!< UDP, and neither a socket nor a setting asks for it
    UDP_NO_CHECKSUM,      //!< UDP without checksum: segmentation could not restore that
    UDP_LENGTH_MISMATCH,  //!< UDP length is not that of the frame, or there is no payload
    CHECKSUM_STATE,       //!< UDP: its checksum state differs from that of the list that it would
                          //!< be chained to; asked last
    SUPER_PACKET,         //!< came in as a super-packet, from a virtual device
    LENGTH_MISMATCH,      //!< IP length is not that of the frame: padding, or truncated
    RESERVED_BIT,         //!< reserved bit of the IPv4 flags: segmentation could not restore it
    OTHER_KIND,           //!< UDP: it is to be chained but the held packet of its flow was merged,
                          //!< or the other way round: the socket has changed
    PAYLOAD_IN_HEAD,      //!< payload stands in the head, and no frag can take it back
    NO_PAYLOAD,           //!< pure ACK
    TCP_FLAGS,            //!< URG, PSH, RST, SYN or FIN: nothing to wait for
    NO_ROOM,              //!< the list is full and the newcomer has to go
    COUNT                 //!< number of reasons
};

/**
 * @ingroup offload
 * Why a held packet went up. From FRAME_REFUSED on: because a frame of its flow could not join it;
 * the value is the first rule that the frame broke.
 */
enum class GroFlushReason : uint8_t
{
    NONE,          //!< it did not
    FLUSH_ALL,     //!< the driver asked for all: NAPI completes
    TOO_OLD,       //!< the driver asked for the old ones
    EVICTED,       //!< the list is full and the oldest has to go
    SHORT_SEGMENT, //!< the frame just merged is shorter than the others: end of a write
    TCP_FLAGS,     //!< the frame just merged has PSH or FIN
    UDP_COUNT,     //!< as many datagrams as UDP may have in one packet
    FRAME_REFUSED, //!< the frame itself is passed whatever is held; GroReport::reason tells why
    CONGESTION_WINDOW_REDUCED, //!< CWR
    TCP_HEADER,     //!< flags other than PSH and FIN, header length, reserved bits or window differ
    ACKNOWLEDGMENT, //!< acknowledgment differs
    TCP_OPTIONS,    //!< options differ, timestamps included
    TIME_TO_LIVE,   //!< TTL or hop limit differs
    TRAFFIC_CLASS,  //!< DSCP or ECN differs
    DONT_FRAGMENT,  //!< DF differs
    IDENTIFICATION, //!< neither counts on from the first nor repeats it
    LARGER_SEGMENT, //!< longer than the first, or without payload
    OUT_OF_SEQUENCE, //!< not the next byte
    CHECKSUM_STATE,  //!< TCP: its checksum state differs from the list's
    LIST_COUNT,      //!< as many TCP segments as a list may have
    SIZE_LIMIT,      //!< would be as long as gro_max_size
    COUNT            //!< number of reasons
};

/// @param outcome an outcome @return its texts
const EnumText<GroOutcome>& TextOf(GroOutcome outcome);
/// @param reason a reason @return its texts
const EnumText<GroReason>& TextOf(GroReason reason);
/// @param reason a reason @return its texts
const EnumText<GroFlushReason>& TextOf(GroFlushReason reason);

/**
 * @ingroup offload
 * Who makes room when a list is full.
 */
enum class GroEviction : uint8_t
{
    OLDEST_OUT,    //!< the oldest held packet goes up, the newcomer is held
    PASS_NEWCOMER, //!< the newcomer passes, as in Linux before 2014
};

/**
 * @ingroup offload
 * Settings of a GroEngine, under Linux's names where there are any.
 */
struct GroConfig
{
    bool gro{true};               //!< generic-receive-offload
    bool udpGroForwarding{false}; //!< rx-udp-gro-forwarding: merge UDP that has no local socket
    bool fraglist{false};       //!< rx-gro-list: chain TCP that has no local socket, and UDP whose
                                //!< socket, if any, did not ask for merged datagrams
    uint32_t groMaxSize{65536}; //!< gro_max_size: an IPv6 packet stays below, bytes; only of TCP
                                //!< more than 65536
    uint32_t groIpv4MaxSize{65536}; //!< gro_ipv4_max_size: the same of IPv4
    uint32_t buckets{8};            //!< GRO_HASH_BUCKETS: lists, chosen by receive hash
    uint32_t maxHeld{8};            //!< MAX_GRO_SKBS: packets held in a list
    GroEviction eviction{GroEviction::OLDEST_OUT}; //!< who makes room

    /// @return the first setting that is out of range with its value and the remedy; "" if none is
    std::string FindFault() const;
};

/**
 * @ingroup offload
 * What a sink is told with a delivered frame.
 */
struct GroDelivery
{
    bool wasHeld{false};                              //!< out of a list, even if one segment
    GroFlushReason flushReason{GroFlushReason::NONE}; //!< held ones: why now
    GroReason passReason{GroReason::NONE};            //!< others: why not held
};

/**
 * @ingroup offload
 * What one call did: the outcome, and the operations that a cost model charges.
 */
struct GroReport
{
    GroOutcome outcome{GroOutcome::PASSED};           //!< of the frame; meaningless for flushes
    GroReason reason{GroReason::NONE};                //!< if passed
    GroFlushReason flushReason{GroFlushReason::NONE}; //!< of the last packet flushed
    uint32_t packetsFlushed{0};                       //!< held packets delivered by this call
    uint32_t packetsCompared{0};                      //!< held packets whose flow was compared
    bool headersExamined{false};   //!< the headers were compared with those of a held packet
    uint32_t ipHeadersVerified{0}; //!< checksums of IPv4 headers computed
    uint32_t checksumBytes{0};     //!< bytes summed to verify a TCP or UDP checksum
    uint32_t fragsLinked{0};       //!< fragments moved to a held packet, whose own head is freed
    uint32_t listMembersLinked{0}; //!< sk_buffs chained behind a held packet's first
    uint32_t headersRewritten{0};  //!< super-packets whose headers were rewritten
    uint32_t framesDelivered{0};   //!< deliveries to the sink by this call
};

/**
 * @ingroup offload
 * What an engine has counted since it was made.
 *
 * Frames in = held + merged + passed; packets held = flushed + still held; bytes in = delivered +
 * held.
 */
struct GroCounters
{
    EnumCounts<GroOutcome> outcomes;    //!< frames
    EnumCounts<GroReason> reasons;      //!< frames
    EnumCounts<GroFlushReason> flushes; //!< packets
    uint64_t flushed{0};                //!< held packets delivered
    uint64_t framesReceived{0};         //!< frames handed in
    uint64_t bytesReceived{0};          //!< bytes of wire frames handed in
    uint64_t bytesDelivered{0}; //!< bytes of wire frames in what the sink got; the rest is held

    /// @param outcome an outcome @return frames with it
    uint64_t Frames(GroOutcome outcome) const
    {
        return outcomes[outcome];
    }

    /// @param reason a reason @return frames passed for it
    uint64_t Frames(GroReason reason) const
    {
        return reasons[reason];
    }

    /// @param reason a reason @return held packets flushed for it
    uint64_t Packets(GroFlushReason reason) const
    {
        return flushes[reason];
    }
};

/**
 * Print what was counted.
 * @param os where to
 * @param counters counters
 * @return the stream
 */
std::ostream& operator<<(std::ostream& os, const GroCounters& counters);

/**
 * @ingroup offload
 * Where a GRO engine delivers to.
 */
class GroSink
{
  public:
    virtual ~GroSink() = default;

    /**
     * Take a frame up the stack. Called from within receive and flush calls, in order of delivery;
     * must not call back into the engine.
     * @param frame the frame; the sink may move out what it likes, the rest is dropped on return
     * @param delivery what it is and why it comes now
     */
    virtual void Deliver(Frame& frame, const GroDelivery& delivery) = 0;
};

} // namespace ns3::offload

#endif // OFFLOAD_GRO_TYPES_H
