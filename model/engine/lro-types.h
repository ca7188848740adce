/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_LRO_TYPES_H
#define OFFLOAD_LRO_TYPES_H

#include "ns3/offload-enum.h"
#include "ns3/offload-frame.h"

#include <cstdint>
#include <iosfwd>
#include <string>

/**
 * @file
 * @ingroup offload
 * Settings, outcomes and counters of large receive offload.
 */

namespace ns3::offload
{

/**
 * @ingroup offload
 * What became of a received frame. Every frame has exactly one.
 */
enum class LroOutcome : uint8_t
{
    HELD,    //!< opened a session and is held in it
    MERGED,  //!< appended to the session of its flow
    PASSED,  //!< delivered at once, untouched
    REFUSED, //!< "maybe receive" only: left with the driver
    COUNT    //!< number of outcomes
};

/**
 * @ingroup offload
 * The rule by which a frame was passed or refused; NONE for held and merged ones. Listed in the
 * order in which the rules are asked.
 */
enum class LroReason : uint8_t
{
    NONE,                   //!< aggregated
    NO_LOCATOR,             //!< the driver gave no header locator
    LOCATOR_REFUSED,        //!< the driver's header locator refused the frame
    UNSUPPORTED_PROTOCOL,   //!< the located headers are not TCP over IPv4
    NO_DESCRIPTOR,          //!< no session of this flow and no free descriptor
    OUT_OF_SEQUENCE,        //!< not the next byte of the session
    LENGTH_MISMATCH,        //!< IP total length is not that of the frame: padding, or truncated
    NO_PAYLOAD,             //!< pure ACK
    IP_OPTIONS,             //!< IP header length is not 20 bytes
    TCP_FLAGS,              //!< CWR, ECE, URG, RST, SYN or FIN set, or ACK not set
    CONGESTION_EXPERIENCED, //!< CE in the IP header
    TCP_HEADER_LENGTH,      //!< TCP header is neither 20 nor 32 bytes
    TCP_OPTIONS,            //!< the 12 bytes of options are not NOP NOP timestamp
    TIMESTAMP_BACKWARDS,    //!< older than the first timestamp of the session
    TIMESTAMP_ECHO_ZERO,    //!< nothing echoed
    HEADERS_NOT_IN_HEAD,    //!< the head does not hold the located headers
    PAYLOAD_IN_HEAD,        //!< payload stands in the head, and no frag can take it back
    COUNT                   //!< number of reasons
};

/**
 * @ingroup offload
 * Why a session was flushed.
 */
enum class LroFlushReason : uint8_t
{
    NONE,          //!< it was not
    MAX_AGGR,      //!< as many frames (page mode: frags) as max_aggr allows
    SIZE_LIMIT,    //!< no room for another MTU below 64 KiB
    FRAME_REFUSED, //!< a frame of its flow could not be merged; LroReport::reason tells why
    FLOW_FLUSH,    //!< the driver asked for this flow
    FLUSH_ALL,     //!< the driver asked for all: end of a poll
    COUNT          //!< number of reasons
};

/// @param outcome an outcome @return its texts
const EnumText<LroOutcome>& TextOf(LroOutcome outcome);
/// @param reason a reason @return its texts
const EnumText<LroReason>& TextOf(LroReason reason);
/// @param reason a reason @return its texts
const EnumText<LroFlushReason>& TextOf(LroFlushReason reason);

/**
 * @ingroup offload
 * Settings of an LroManager: the fields of the 2007 generic LRO, under its names.
 */
struct LroConfig
{
    uint32_t maxDesc{8}; //!< max_desc: sessions held at a time; each lookup is a linear search.
                         //!< With 0 no frame finds a descriptor, and all are passed
    uint32_t maxAggr{
        64};            //!< max_aggr: frames (page mode: frags) in a session that flush it. It is
                        //!< checked after a merge only, so 0 and 1 still make super-packets of two
    uint32_t mtu{1500}; //!< of the device, bytes of IP packet; a session is flushed when it is
                        //!< longer than 65535 - mtu
    bool napi{true};    //!< LRO_F_NAPI: deliver by netif_receive_skb, else by netif_rx
    bool extractVlanId{false}; //!< LRO_F_EXTRACT_VLAN_ID: the NIC removes tags, so type 0x8100
                               //!< in the MAC header does not mean that a tag follows
    ChecksumState ipSummed{ChecksumState::NONE};            //!< of frames passed, in both modes
    ChecksumState ipSummedAggr{ChecksumState::UNNECESSARY}; //!< of sessions, in both modes
    uint32_t fragAlignPad{0}; //!< page mode: bytes in front of a head, so that IP is aligned
    /// False: the TCP checksum of a super-packet is that of its first frame, as in the earlier LRO
    /// implementations, which saves the arithmetic and lets a sniffer see a bad checksum.
    bool maintainTcpChecksum{true};

    /// @return the first setting that is out of range with its value and the remedy; "" if none is
    std::string FindFault() const;
};

/**
 * @ingroup offload
 * How a delivery enters the stack.
 */
enum class LroUpcall : uint8_t
{
    NETIF_RECEIVE_SKB,        //!< NAPI, no tag
    NETIF_RX,                 //!< through the per-CPU backlog, no tag
    VLAN_HWACCEL_RECEIVE_SKB, //!< NAPI, tag beside the frame
    VLAN_HWACCEL_RX,          //!< through the per-CPU backlog, tag beside the frame
    COUNT                     //!< number of ways
};

/// @param upcall a way into the stack @return its texts
const EnumText<LroUpcall>& TextOf(LroUpcall upcall);

/**
 * @ingroup offload
 * What a sink is told with a delivered frame.
 */
struct LroDelivery
{
    bool isSession{false};                            //!< out of a descriptor, even if one segment
    LroFlushReason flushReason{LroFlushReason::NONE}; //!< sessions: why now
    LroReason passReason{LroReason::NONE};            //!< others: why not merged
    LroUpcall upcall{LroUpcall::NETIF_RECEIVE_SKB};   //!< the way into the stack
};

/**
 * @ingroup offload
 * What one call did: the outcome, and the operations that a cost model charges.
 */
struct LroReport
{
    LroOutcome outcome{LroOutcome::PASSED};           //!< of the frame; meaningless for flushes
    LroReason reason{LroReason::NONE};                //!< if passed or refused
    LroFlushReason flushReason{LroFlushReason::NONE}; //!< NONE: no session was flushed
    uint32_t sessionsFlushed{0};                      //!< sessions delivered by this call
    uint32_t descriptorsCompared{0};                  //!< active descriptors whose key was compared
    bool headersLocated{false};                       //!< the locator was called
    bool eligibilityChecked{false}; //!< headers were examined for what forbids merging
    uint32_t skbHeadsAllocated{0};  //!< page mode: heads made for sessions or passed frames
    uint32_t headBytesCopied{0};    //!< page mode: header bytes copied from page to head
    uint32_t fragsLinked{0};        //!< page mode: frags attached to a head
    uint32_t listMembersLinked{0};  //!< skb mode: sk_buffs chained behind a session's first
    uint32_t headersRewritten{0};   //!< super-packets whose headers were rewritten
    uint32_t framesDelivered{0};    //!< deliveries to the sink by this call
};

/**
 * @ingroup offload
 * What a manager has counted since it was made.
 *
 * Frames in = frames aggregated + passed + refused; wire frames aggregated = delivered in sessions
 * + held.
 */
struct LroCounters
{
    uint64_t aggregated{
        0};              //!< stats.aggregated: frames that went into a session, the first included
    uint64_t flushed{0}; //!< stats.flushed: sessions delivered
    uint64_t noDesc{0};  //!< stats.no_desc: lookups that found no descriptor
    EnumCounts<LroOutcome> outcomes;    //!< frames
    EnumCounts<LroReason> reasons;      //!< frames
    EnumCounts<LroFlushReason> flushes; //!< sessions
    uint64_t framesReceived{0};         //!< frames handed in
    uint64_t bytesReceived{0};          //!< bytes of wire frames handed in
    uint64_t bytesDelivered{0};         //!< bytes of wire frames in what the sink got
    uint64_t bytesRefused{0};           //!< bytes left with the driver; the rest is held

    /// @param outcome an outcome @return frames with it
    uint64_t Frames(LroOutcome outcome) const
    {
        return outcomes[outcome];
    }

    /// @param reason a reason @return frames passed or refused for it
    uint64_t Frames(LroReason reason) const
    {
        return reasons[reason];
    }

    /// @param reason a reason @return sessions flushed for it
    uint64_t Sessions(LroFlushReason reason) const
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
std::ostream& operator<<(std::ostream& os, const LroCounters& counters);

/**
 * @ingroup offload
 * Where an LRO manager delivers to.
 */
class LroSink
{
  public:
    virtual ~LroSink() = default;

    /**
     * Take a frame up the stack. Called from within receive and flush calls, in order of delivery;
     * must not call back into the manager.
     * @param frame the frame; the sink may move out what it likes, the rest is dropped on return
     * @param delivery what it is and why it comes now
     */
    virtual void Deliver(Frame& frame, const LroDelivery& delivery) = 0;
};

} // namespace ns3::offload

#endif // OFFLOAD_LRO_TYPES_H
