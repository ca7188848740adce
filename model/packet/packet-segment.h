/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_PACKET_SEGMENT_H
#define OFFLOAD_PACKET_SEGMENT_H

#include "ns3/packet.h"
#include "ns3/simple-ref-count.h"

#include <cstdint>
#include <vector>

namespace ns3
{

/**
 * @ingroup offload
 * Some bytes of a packet.
 */
struct PacketPart
{
    Ptr<const Packet> packet; //!< the packet
    uint32_t offset;          //!< of the first byte
    uint32_t length;          //!< bytes, at least 1
};

/**
 * @ingroup offload
 * The segments of a super-packet: the headers of each, and which of the super-packet's bytes are
 * its payload.
 */
class PacketSegments : public SimpleRefCount<PacketSegments>
{
  public:
    /// A segment.
    struct Entry
    {
        uint32_t offset;      //!< first byte of its payload in the super-packet
        uint32_t payload;     //!< bytes of payload
        uint32_t headers;     //!< first byte of its headers among all headers
        uint32_t headerBytes; //!< bytes of its headers
    };

    /**
     * @param whole the super-packet, from its network header, which nobody changes any more
     */
    explicit PacketSegments(Ptr<const Packet> whole);

    /**
     * Add a segment.
     *
     * @param offset first byte of its payload in the super-packet
     * @param payload bytes of payload
     * @param headers its headers, from the network header
     * @param headerBytes bytes of them
     */
    void Add(uint32_t offset, uint32_t payload, const uint8_t* headers, uint32_t headerBytes);

    /// @return how many there are
    uint32_t GetCount() const
    {
        return static_cast<uint32_t>(m_entries.size());
    }

    /// @param index number of a segment @return the segment
    const Entry& Get(uint32_t index) const
    {
        return m_entries[index];
    }

    /// @param entry a segment @return its headers, from the network header
    const uint8_t* GetHeaders(const Entry& entry) const
    {
        return &m_headers[entry.headers];
    }

    /// @return the super-packet
    const Ptr<const Packet>& GetWhole() const
    {
        return m_whole;
    }

  private:
    const Ptr<const Packet> m_whole; //!< the super-packet
    std::vector<Entry> m_entries;    //!< segments, in order
    std::vector<uint8_t> m_headers;  //!< of all of them
};

/**
 * @ingroup offload
 * One of the segments of a super-packet. A packet is made of it only where somebody needs one: that
 * costs more than all else that a frame takes.
 */
class PacketSegment
{
  public:
    /// No segment.
    PacketSegment() = default;

    /**
     * @param all the segments of a super-packet
     * @param index number of this one
     */
    PacketSegment(Ptr<const PacketSegments> all, uint32_t index)
        : m_all(all),
          m_index(index)
    {
    }

    /// @return whether it is one
    explicit operator bool() const
    {
        return m_all != nullptr;
    }

    /**
     * @return the segment as a packet of its own, from its network header, with the super-packet's
     * packet tags, and byte tags with their bytes
     */
    Ptr<Packet> MakePacket() const;

    /// @return bytes from the network header
    uint32_t GetSize() const
    {
        return GetHeaderBytes() + GetPayloadBytes();
    }

    /// @return bytes of its headers, from the network header
    uint32_t GetHeaderBytes() const
    {
        return Get().headerBytes;
    }

    /// @return bytes of its payload
    uint32_t GetPayloadBytes() const
    {
        return Get().payload;
    }

    /// @return its headers, from the network header
    const uint8_t* GetHeaders() const
    {
        return m_all->GetHeaders(Get());
    }

    /// @return the super-packet
    const Ptr<const Packet>& GetWhole() const
    {
        return m_all->GetWhole();
    }

    /**
     * @param begin first byte of the payload
     * @param length bytes
     * @return where these bytes are in the super-packet
     */
    PacketPart GetPart(uint32_t begin, uint32_t length) const
    {
        return {GetWhole(), Get().offset + begin, length};
    }

  private:
    /// @return what is known of it
    const PacketSegments::Entry& Get() const
    {
        return m_all->Get(m_index);
    }

    Ptr<const PacketSegments> m_all; //!< all segments of the super-packet; null for no segment
    uint32_t m_index{0};             //!< number of this one
};

} // namespace ns3

#endif // OFFLOAD_PACKET_SEGMENT_H
