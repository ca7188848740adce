/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_SEGMENTER_H
#define OFFLOAD_SEGMENTER_H

#include "engine/segment-protocol.h"
#include "engine/segment-types.h"

#include "ns3/offload-frame.h"

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
 * Segments a super-packet into the frames that go on the wire.
 *
 * The behaviour is that of GSO in Linux 6.18 for Frame::gsoType TCP_V4, TCP_V6, UDP_L4 and
 * UDP_FRAGMENT. Linux does not segment DCCP; here it follows from its RFC. What the caller must do:
 * - hand in frames as Frame describes: the head holds all headers, and what it holds of the payload
 *   is backed by the first frag;
 * - set gsoType and gsoSize, gsoFixedId where the identification is to stay, and gsoFragmentId for
 *   fragments of IPv6. gsoEcn changes nothing here: software keeps CWR on the first segment whether
 *   it is asked to or not;
 * - set checksumState; PARTIAL with checksumStart and checksumOffset. A sum of the pseudo header
 *   that is wrong makes the checksums of all segments wrong by the same amount.
 *
 * Segments copy the headers and share the payload: for every range of a super-packet's frag that a
 * segment covers, it gets a frag. A segment has the super-packet's tag and cookie, and buffers of
 * its own. Its trueSize is 0: whoever gives it memory sets that. Nothing is padded to Ethernet's
 * minimum.
 *
 * A list (Frame::fragList) is taken apart into the frames that GRO has chained; what a router has
 * changed in the headers of the first is changed in all. The jumbo payload option of a super-packet
 * over IPv6 (BIG TCP) is removed.
 *
 * The segmenter does not verify checksums, and takes the length of the frame for that of the
 * packet: link padding behind a datagram would be sent as payload. It skips one VLAN tag. IPv4
 * fragments are segmented like other packets; IPv6 fragment headers are refused. Frags without
 * bytes (see Frag::HasSum()) count as zeros in a checksum.
 *
 * Nothing is allocated any more once a segment with as many frags as any has been built.
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
     * Segment a super-packet.
     * @param frame the super-packet; empty on return if it was segmented, unchanged if refused
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
     * Build and deliver all segments of a super-packet that passed all rules.
     * @param packet the super-packet, its head without payload
     * @param transport its protocol
     * @param report what was done
     */
    void BuildAll(const SuperPacket& packet,
                  const SegmentProtocol& transport,
                  SegmentReport& report);

    /**
     * Build the next segment.
     * @param packet the super-packet
     * @param transport its protocol
     * @param range which part of it
     * @param cursor where its payload begins; moved to its end
     * @param report what was done
     */
    void Build(const SuperPacket& packet,
               const SegmentProtocol& transport,
               const SegmentRange& range,
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
