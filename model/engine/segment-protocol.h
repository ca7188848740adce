/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_SEGMENT_PROTOCOL_H
#define OFFLOAD_SEGMENT_PROTOCOL_H

#include "engine/header-view.h"
#include "engine/segment-types.h"

#include "ns3/offload-frame.h"

#include <cstdint>

/**
 * @file
 * @ingroup offload
 * What a segmenter asks of a transport protocol.
 */

namespace ns3::offload
{

/**
 * @ingroup offload
 * A super-packet with its headers located.
 *
 * Lengths are those of the frame. The length in the IP header is ignored: a super-packet may be
 * longer than the field can hold, and every segment gets a length of its own.
 */
struct SuperPacket
{
    const Frame& frame;          //!< the super-packet; its head holds the headers
    HeaderView view;             //!< where IP and transport begin; its outcome is not used
    uint32_t headersEnd{0};      //!< end of the transport header
    uint32_t repeatedEnd{0};     //!< end of the headers that every segment repeats. The bytes from
                                 //!< here to headersEnd are segmented with the payload
    uint32_t checksumOffset{0};  //!< of the checksum's field in the transport header
    bool isZeroChecksum{true};   //!< whether a checksum of 0 is sent as 0, else as 0xffff
    uint32_t transportLength{0}; //!< bytes of transport header and payload
    uint32_t ipv4Sum{0};         //!< as SumRepeatedIpv4Header(), once no rule forbids to segment
    uint32_t pseudoSum{0}; //!< pseudo-header sum, with the super-packet's length. If the field of a
                           //!< partial checksum was wrong, it is wrong in all segments

    /// @return the transport header
    const uint8_t* Transport() const
    {
        return frame.head.Data() + view.transportOffset;
    }

    /// @return bytes of transport payload
    uint32_t PayloadLength() const
    {
        return frame.length - headersEnd;
    }

    /// @return bytes to be divided among the segments
    uint32_t SegmentedLength() const
    {
        return frame.length - repeatedEnd;
    }

    /// @return whether only the first segment has the transport header
    bool IsFragmented() const
    {
        return repeatedEnd < headersEnd;
    }

    /// @return bytes of the transport header
    uint32_t TransportHeaderLength() const
    {
        return headersEnd - view.transportOffset;
    }

    /// @return whether its segments are frames that were chained, with headers of their own
    bool IsList() const
    {
        return !frame.fragList.empty();
    }

    /// @return whether each segment has an IPv4 identification one above that of the one before
    bool CountsIdentification() const
    {
        return !frame.gsoFixedId && !IsFragmented() && !IsList();
    }

    /// @return whether the checksum's field holds the pseudo-header sum
    bool IsPartial() const
    {
        return frame.checksumState == ChecksumState::PARTIAL;
    }
};

/**
 * @ingroup offload
 * Which part of a super-packet a segment is.
 */
struct SegmentRange
{
    uint32_t index{0};  //!< number of segments before it
    uint32_t offset{0}; //!< of its first byte among those that are segmented
    uint32_t length{0}; //!< bytes, repeated headers not counted
    bool isLast{false}; //!< whether none follows

    /// @return whether none is before it
    bool IsFirst() const
    {
        return index == 0;
    }
};

/**
 * @ingroup offload
 * One transport protocol. A new one is a class in segment-kinds.h, a source file of its own, and a
 * line in the segmenter's table.
 */
class SegmentProtocol
{
  public:
    virtual ~SegmentProtocol() = default;

    /**
     * Ask the protocol's own rules, and find the end of the headers.
     * @param packet a super-packet whose frame, view and transportLength are known and whose
     * transport is this one; the rest is filled in if the answer is NONE
     * @return the first rule that is broken
     */
    virtual SegmentReason Examine(SuperPacket& packet) const = 0;

    /**
     * Change what all segments share, once no rule forbids to segment.
     * @param packet the super-packet, measured
     * @param frame its frame, the head without payload
     * @param report what was done
     */
    virtual void Prepare([[maybe_unused]] SuperPacket& packet,
                         [[maybe_unused]] Frame& frame,
                         [[maybe_unused]] SegmentReport& report) const
    {
    }

    /**
     * Write the IP and transport headers of a segment. The checksum's field gets the folded
     * pseudo-header sum; the segmenter adds the rest.
     * @param packet the super-packet
     * @param range which part of it
     * @param head first byte of the segment, whose headers are copies of the super-packet's or, of
     * a list, its own
     * @return bytes from the transport header on that the segment's checksum covers; 0: it needs
     * none, and all is written
     */
    virtual uint32_t WriteHeaders(const SuperPacket& packet,
                                  const SegmentRange& range,
                                  uint8_t* head) const = 0;
};

} // namespace ns3::offload

#endif // OFFLOAD_SEGMENT_PROTOCOL_H
