/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_ARRIVED_PACKET_H
#define OFFLOAD_ARRIVED_PACKET_H

#include "ns3/packet-segment.h"
#include "ns3/packet.h"
#include "ns3/tag.h"

#include <cstdint>

namespace ns3
{

/**
 * @ingroup offload
 * A packet that came from the wire, from its network header: an ns3::Packet, or a segment of which
 * none was made yet, because it came in a train. One is made when Get() is called for the first
 * time; what can be said without is said without.
 */
class ArrivedPacket
{
  public:
    /// No packet.
    ArrivedPacket() = default;

    /// @param packet the packet; null for none
    ArrivedPacket(Ptr<const Packet> packet)
        : m_packet(packet)
    {
    }

    /// @param packet the packet; null for none
    ArrivedPacket(Ptr<Packet> packet)
        : m_packet(packet)
    {
    }

    /// @param segment the segment
    ArrivedPacket(const PacketSegment& segment)
        : m_segment(segment)
    {
    }

    /// @return the packet, the same one each time; null for none
    const Ptr<const Packet>& Get() const;

    /// @return bytes
    uint32_t GetSize() const
    {
        return m_packet ? m_packet->GetSize() : m_segment.GetSize();
    }

    /**
     * Copy bytes from the beginning.
     *
     * @param [out] bytes gets them
     * @param size how many
     * @return how many there were, up to size
     */
    uint32_t CopyData(uint8_t* bytes, uint32_t size) const;

    /**
     * Copy the headers, and perhaps what follows them.
     *
     * @param [out] bytes gets them
     * @param room bytes that there is room for
     * @return bytes copied
     */
    uint32_t CopyHeaders(uint8_t* bytes, uint32_t room) const;

    /**
     * @param [in,out] tag a packet tag
     * @return whether the packet has it
     */
    bool PeekPacketTag(Tag& tag) const;

    /**
     * @param offset first byte
     * @param length bytes
     * @return where these bytes are: those of neighbouring segments lie side by side
     */
    PacketPart GetPart(uint32_t offset, uint32_t length) const;

  private:
    mutable Ptr<const Packet> m_packet; //!< the packet, if there is one
    PacketSegment m_segment;            //!< what one can be made of
};

} // namespace ns3

#endif // OFFLOAD_ARRIVED_PACKET_H
