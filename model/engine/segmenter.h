/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_SEGMENTER_H
#define OFFLOAD_SEGMENTER_H

#include "ns3/frame.h"
#include "ns3/segment-protocol.h"
#include "ns3/segment-types.h"

#include <cstdint>

/**
 * @file
 * @ingroup offload
 * Segmentation of super-packets as Linux does it in software.
 */

namespace ns3::offload
{

/**
 * @ingroup offload
 * Cuts a super-packet into the frames that go on the wire.
 *
 * The behaviour is that of GSO in Linux 6.18 for Frame::gsoType TCP_V4, TCP_V6, UDP_L4 and
 * UDP_FRAGMENT; DCCP, which no Linux cuts, follows from its RFC. What the caller must do:
 * - hand in frames as Frame describes: the head holds all headers, and what it holds of the payload
 *   is backed by the first piece;
 * - set gsoType and gsoSize, gsoFixedId where the identification is to stay, and gsoFragmentId for
 *   fragments of IPv6. gsoEcn changes nothing here: software keeps CWR on the first segment whether
 *   it is asked to or not;
 * - set checksumState; PARTIAL with checksumStart and checksumOffset. A sum of the pseudo header
 *   that is wrong makes the checksums of all segments wrong by the same amount.
 *
 * Segments copy the headers and share the payload: a piece is made for every range of a piece of
 * the super-packet that a segment covers. A segment has the super-packet's tag and cookie, and
 * buffers of its own; its trueSize is left to who makes memory of it. Nothing is padded to
 * Ethernet's minimum.
 *
 * A list (Frame::fragList) is taken apart into the frames that GRO has chained, with what became of
 * the headers of the first. The jumbo payload option of a super-packet over IPv6 (BIG TCP) is taken
 * out.
 *
 * The segmenter does not verify checksums, and takes the length of the frame for that of the
 * packet: link padding behind a datagram would be sent as payload. One tag is looked at. IPv4
 * fragments are cut like other packets; IPv6 fragment headers are refused. Pieces without bytes
 * (see Piece::HasSum()) count as zeros in a checksum.
 *
 * No call allocates once a segment with the most pieces has been made.
 */
class Segmenter
{
  public:
    /**
     * @param sink where segments go, outliving the segmenter
     * @param checksum who computes transport checksums
     */
    explicit Segmenter(SegmentSink& sink, SegmentChecksum checksum = SegmentChecksum::COMPLETE);

    /**
     * Cut a super-packet.
     * @param frame the super-packet; empty on return if it was cut, as it was if refused
     * @return what was done
     */
    SegmentReport Segment(Frame& frame);

    /// @return what was counted so far
    const SegmentCounters& Counters() const
    {
        return m_counters;
    }

  private:
    /// Where the next payload byte of a super-packet is.
    struct PayloadCursor;

    /**
     * Cut a super-packet that no rule forbids to.
     * @param packet the super-packet, its head without payload
     * @param transport its protocol
     * @param report what was done
     */
    void Cut(const SuperPacket& packet, const SegmentProtocol& transport, SegmentReport& report);

    /**
     * Make the next segment.
     * @param packet the super-packet
     * @param transport its protocol
     * @param place which part of it
     * @param cursor where that begins; moved to its end
     * @param report what was done
     */
    void Make(const SuperPacket& packet,
              const SegmentProtocol& transport,
              const SegmentPlace& place,
              PayloadCursor& cursor,
              SegmentReport& report);

    /**
     * Complete the checksum of the segment.
     * @param packet the super-packet
     * @param covered bytes from the transport header on that it covers
     */
    void WriteChecksum(const SuperPacket& packet, uint32_t covered);

    SegmentSink& m_sink;              //!< where segments go
    const SegmentChecksum m_checksum; //!< who computes
    Frame m_segment;                  //!< used for one segment after another
    SegmentCounters m_counters;       //!< by name
};

/**
 * Compute the checksum of a frame that is partial (skb_checksum_help). A checksum of 0 becomes
 * 0xffff whatever the protocol.
 * @param frame a frame with ChecksumState::PARTIAL; NONE on return if it was completed
 * @return whether the field is in the head; false leaves the frame as it was
 */
bool CompleteChecksum(Frame& frame);

} // namespace ns3::offload

#endif // OFFLOAD_SEGMENTER_H
