/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_PACKET_SEGMENTER_H
#define OFFLOAD_PACKET_SEGMENTER_H

#include "engine/segmenter.h"

#include "ns3/packet-segment.h"
#include "ns3/packet.h"
#include "ns3/transmit-tag.h"

#include <vector>

namespace ns3
{

/**
 * @ingroup offload
 * Segments super-packets of a simulation: the segmentation engine, over ns-3's packets.
 *
 * Payload is shared. Each segment has the super-packet's packet tags, and byte tags with their
 * bytes. Where Node::ChecksumEnabled is set, every segment gets its checksums; otherwise the
 * fields are 0, as ns-3's own stack leaves them.
 */
class PacketSegmenter : private offload::SegmentSink
{
  public:
    PacketSegmenter();
    ~PacketSegmenter() override;

    PacketSegmenter(const PacketSegmenter&) = delete;
    PacketSegmenter& operator=(const PacketSegmenter&) = delete;

    /**
     * Segment a super-packet.
     *
     * @param packet the super-packet, from its network header, which must not be changed any more;
     * of its packet tags those go to the segments that are not for segmentation
     * @param protocol Ethernet type
     * @param fields what its TransmitTag says, or said
     * @return the wire frames in order; a TransmitTag of the super-packet is still theirs
     */
    Ptr<const PacketSegments> Segment(Ptr<const Packet> packet,
                                      uint16_t protocol,
                                      const TransmitTag::Fields& fields);

    /**
     * @param fields what the TransmitTag of a super-packet says
     * @param segment one of its segments
     * @return what is to be in the TransmitTag of that, if it gets one
     */
    static TransmitTag::Fields GetFields(TransmitTag::Fields fields, const PacketSegment& segment);

    /**
     * Add what a tag asks for to the IPv4 identification of a packet that is not segmented.
     *
     * @param packet the packet, from its network header; changed
     * @param offset what to add
     */
    static void ShiftIdentification(Ptr<Packet> packet, uint16_t offset);

  private:
    /**
     * @param object a PacketSegmenter at work
     * @param offset first byte, from the super-packet's network header
     * @param length number of bytes
     * @return their sum
     */
    static uint32_t SumPayload(const void* object, uint32_t offset, uint32_t length);

    void Deliver(offload::Frame& segment) override;

    /// How frags refer to the super-packet at hand.
    static const offload::FragOps FRAG_OPS;

    offload::Segmenter m_completing; //!< for simulations with checksums
    offload::Segmenter m_partial;    //!< for those without
    std::vector<uint8_t> m_bytes;    //!< of the super-packet, if somebody wants their sum
    Ptr<PacketSegments> m_segments;  //!< what it was segmented into
    bool m_isComplete{false};        //!< ns-3 computes checksums
    offload::Frame m_frame;          //!< the super-packet, as the engine sees it
};

} // namespace ns3

#endif // OFFLOAD_PACKET_SEGMENTER_H
