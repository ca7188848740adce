/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_SEGMENT_TYPES_H
#define OFFLOAD_SEGMENT_TYPES_H

#include "ns3/frame.h"

#include <array>
#include <cstddef>
#include <cstdint>

/**
 * @file
 * @ingroup offload
 * Outcomes, reports and counters of segmentation.
 */

namespace ns3::offload
{

/**
 * @ingroup offload
 * Why a super-packet was refused; NONE if it was cut. Listed in the order in which the rules are
 * asked.
 */
enum class SegmentReason : uint8_t
{
    NONE,                //!< cut into segments
    NOT_A_SUPER_PACKET,  //!< no segmentation type, or a segment size of 0
    NOT_IP,              //!< no complete Ethernet header, or another Ethernet type
    IP_HEADER,           //!< IP header cut off, not in the head, of another version, or ihl below 5
    TYPE_MISMATCH,       //!< the headers are not those that the segmentation type names
    TRANSPORT_TRUNCATED, //!< transport header cut off or not in the head
    TCP_DATA_OFFSET,     //!< doff below 5
    DCCP_SHORT_SEQUENCE, //!< DCCP sequence numbers of 24 bits
    DCCP_TYPE,           //!< a DCCP packet that is neither Data nor DataAck
    DCCP_DATA_OFFSET,    //!< the DCCP data offset is within the header of its type
    LIST_MISMATCH,       //!< a list does not have a header for each segment of its payload
    FRAGMENT_SIZE,       //!< fragments of no multiple of 8 bytes, or shorter than the headers that
                         //!< have to be in the first
    DATAGRAM_TOO_LONG,   //!< longer than fragments can be put together again
    NO_ROOM_IN_HEAD,     //!< the head has no room for a fragment header
    CHECKSUM_REQUIRED,   //!< the protocol is cut only with a partial checksum
    CHECKSUM_START,      //!< a partial checksum does not begin at the transport header
    CHECKSUM_OFFSET,     //!< a partial checksum is not for the transport's field
    FITS_ONE_SEGMENT,    //!< the payload is not longer than a segment
    SEGMENT_TOO_LONG,    //!< a segment would not fit the length field of IP
    PAYLOAD_IN_HEAD,     //!< payload stands in the head, and no piece can take it back
    COUNT                //!< number of reasons
};

/// @param reason a reason @return a few words for a person; never null
const char* ToString(SegmentReason reason);

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
    SegmentReason reason{SegmentReason::NONE}; //!< NONE: cut
    uint32_t segments{0};                      //!< delivered to the sink
    uint32_t unchained{0};         //!< of these, frames of a list, which were there already
    uint32_t headerBytesCopied{0}; //!< bytes of headers, all segments
    uint32_t piecesShared{0};      //!< handles on payload made
    uint32_t bytesSummed{0};       //!< bytes read to complete transport checksums
};

/**
 * @ingroup offload
 * What a segmenter has counted since it was made.
 *
 * Payload bytes of super-packets cut = payload bytes of segments delivered.
 */
struct SegmentCounters
{
    uint64_t superPackets{0}; //!< handed in
    uint64_t segments{0};     //!< delivered
    uint64_t payloadBytes{0}; //!< bytes of payload delivered
    std::array<uint64_t, static_cast<std::size_t>(SegmentReason::COUNT)>
        reasons{}; //!< super-packets

    /// @param reason a reason @return super-packets refused for it; for NONE, those cut
    uint64_t SuperPackets(SegmentReason reason) const
    {
        return reasons[static_cast<std::size_t>(reason)];
    }
};

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
