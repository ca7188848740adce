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

    /// What a super-packet was segmented into.
    struct Piece
    {
        Ptr<Packet> packet;         //!< a wire frame, from its network header
        TransmitTag::Fields fields; //!< what is to be in its TransmitTag, if it gets one
    };

    /**
     * Segment a super-packet.
     *
     * @param packet the super-packet, from its network header; of its packet tags those go to the
     * pieces that are not for segmentation
     * @param protocol Ethernet type
     * @param fields what its TransmitTag says, or said
     * @return the wire frames in order; a TransmitTag of the super-packet is still theirs
     */
    std::vector<Piece> Segment(Ptr<const Packet> packet,
                               uint16_t protocol,
                               const TransmitTag::Fields& fields);

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
    Ptr<const Packet> m_packet;      //!< the super-packet at hand
    TransmitTag::Fields m_fields;    //!< what its tag says
    std::vector<uint8_t> m_bytes;    //!< its bytes, if somebody wants their sum
    std::vector<Piece> m_pieces;     //!< what it was segmented into
    bool m_hasList{false};           //!< it has a ListHeadersTag
    bool m_isComplete{false};        //!< ns-3 computes checksums
    offload::Frame m_frame;          //!< it, as the engine sees it
};

} // namespace ns3

#endif // OFFLOAD_PACKET_SEGMENTER_H
