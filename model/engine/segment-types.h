/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_SEGMENT_TYPES_H
#define OFFLOAD_SEGMENT_TYPES_H

#include "ns3/offload-enum.h"
#include "ns3/offload-frame.h"

#include <cstdint>
#include <iosfwd>

/**
 * @file
 * @ingroup offload
 * Outcomes, reports and counters of segmentation.
 */

namespace ns3::offload
{

/**
 * @ingroup offload
 * Why a super-packet was refused; NONE if it was segmented. Listed in the order in which the rules
 * are asked.
 */
enum class SegmentReason : uint8_t
{
    NONE,               //!< segmented
    NOT_A_SUPER_PACKET, //!< no segmentation type, or a segment size of 0
    NOT_IP,             //!< no complete Ethernet header, or another Ethernet type
    IP_HEADER,     //!< IP header truncated, not in the head, of another version, or ihl below 5
    TYPE_MISMATCH, //!< the headers are not those that the segmentation type names
    TRANSPORT_TRUNCATED, //!< transport header truncated or not in the head
    TCP_DATA_OFFSET,     //!< doff below 5
    DCCP_SHORT_SEQUENCE, //!< DCCP sequence numbers of 24 bits
    DCCP_TYPE,           //!< a DCCP packet that is neither Data nor DataAck
    DCCP_DATA_OFFSET,    //!< the DCCP data offset is within the header of its type
    LIST_MISMATCH,       //!< a list does not have a header for each segment of its payload
    FRAGMENT_SIZE,       //!< fragments not a multiple of 8 bytes, or shorter than the headers that
                         //!< the first must hold
    DATAGRAM_TOO_LONG,   //!< longer than a receiver can reassemble
    NO_ROOM_IN_HEAD,     //!< the head has no room for a fragment header
    CHECKSUM_REQUIRED,   //!< the protocol needs a partial checksum
    CHECKSUM_START,      //!< a partial checksum does not begin at the transport header
    CHECKSUM_OFFSET,     //!< a partial checksum is not for the transport's field
    FITS_ONE_SEGMENT,    //!< the payload is not longer than a segment
    SEGMENT_TOO_LONG,    //!< a segment would not fit the length field of IP
    PAYLOAD_IN_HEAD,     //!< payload stands in the head, and no frag can take it back
    COUNT                //!< number of reasons
};

/// @param reason a reason @return its texts
const EnumText<SegmentReason>& TextOf(SegmentReason reason);

/**
 * @ingroup offload
 * Who computes the transport checksums of segments.
 */
enum class SegmentChecksum : uint8_t
{
    COMPLETE, //!< the segmenter, over all bytes of each segment
    PARTIAL,  //!< whoever sends them: each segment leaves with ChecksumState::PARTIAL
};

/**
 * @ingroup offload
 * What one call did: the reason, and the operations that a cost model charges.
 */
struct SegmentReport
{
    SegmentReason reason{SegmentReason::NONE}; //!< NONE: segmented
    uint32_t segments{0};                      //!< delivered to the sink
    uint32_t unchained{0};         //!< of these, frames of a list, which were there already
    uint32_t headerBytesCopied{0}; //!< bytes of headers, all segments
    uint32_t fragsShared{0};       //!< frags made, each a handle on payload
    uint32_t bytesSummed{0};       //!< bytes read to complete transport checksums
};

/**
 * @ingroup offload
 * What a segmenter has counted since it was made.
 *
 * Payload bytes of the super-packets that were segmented = payload bytes of the segments delivered.
 */
struct SegmentCounters
{
    uint64_t superPackets{0};          //!< handed in
    uint64_t segments{0};              //!< delivered
    uint64_t payloadBytes{0};          //!< bytes of payload delivered
    EnumCounts<SegmentReason> reasons; //!< super-packets

    /// @param reason a reason @return super-packets refused for it; for NONE, those segmented
    uint64_t SuperPackets(SegmentReason reason) const
    {
        return reasons[reason];
    }
};

/**
 * Print what was counted.
 * @param os where to
 * @param counters counters
 * @return the stream
 */
std::ostream& operator<<(std::ostream& os, const SegmentCounters& counters);

/**
 * @ingroup offload
 * Where a segmenter delivers to.
 */
class SegmentSink
{
  public:
    virtual ~SegmentSink() = default;

    /**
     * Take a segment. Called from within Segment(), in order of payload; must not call back into
     * the segmenter.
     * @param segment the frame; the sink may move out what it likes, the rest is dropped on return
     */
    virtual void Deliver(Frame& segment) = 0;
};

} // namespace ns3::offload

#endif // OFFLOAD_SEGMENT_TYPES_H
