/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_FRAME_H
#define OFFLOAD_FRAME_H

#include "ns3/offload-frag.h"

#include <cstdint>
#include <cstring>
#include <optional>
#include <vector>

/**
 * @file
 * @ingroup offload
 * A frame as the receive and segmentation engines see it: a small linear head and payload frags.
 */

namespace ns3::offload
{

/**
 * @ingroup offload
 * The linear head of a frame: at most CAPACITY bytes, stored inline.
 */
class FrameHead
{
  public:
    /// Room for Ethernet, two tags, IPv6 with a few extension headers and a full TCP header.
    static constexpr uint32_t CAPACITY = 256;

    FrameHead() = default;

    /// @param other whose bytes are copied
    FrameHead(const FrameHead& other) noexcept
    {
        Assign(other.m_bytes, other.m_length);
    }

    /// @param other whose bytes are copied @return this
    FrameHead& operator=(const FrameHead& other) noexcept
    {
        if (this != &other)
        {
            Assign(other.m_bytes, other.m_length);
        }
        return *this;
    }

    /**
     * Replace the content.
     * @param bytes first byte to copy; must not lie within this head
     * @param length number of bytes; at most CAPACITY are stored
     * @return the number of bytes stored
     */
    uint32_t Assign(const uint8_t* bytes, uint32_t length) noexcept
    {
        m_length = length < CAPACITY ? length : CAPACITY;
        uint32_t i = 0;
        for (; i + BLOCK <= m_length; i += BLOCK)
        {
            std::memcpy(m_bytes + i, bytes + i, BLOCK);
        }
        if (i < m_length && m_length >= BLOCK)
        {
            std::memcpy(m_bytes + m_length - BLOCK, bytes + m_length - BLOCK, BLOCK);
        }
        else if (i < m_length)
        {
            std::memcpy(m_bytes, bytes, m_length);
        }
        return m_length;
    }

    /**
     * Set the number of valid bytes, after writing through Data().
     * @param length number of bytes, at most CAPACITY
     */
    void Resize(uint32_t length) noexcept
    {
        m_length = length < CAPACITY ? length : CAPACITY;
    }

    /// @return the bytes, to read
    const uint8_t* Data() const
    {
        return m_bytes;
    }

    /// @return the bytes, to write; CAPACITY of them
    uint8_t* Data()
    {
        return m_bytes;
    }

    /// @return number of valid bytes
    uint32_t Length() const
    {
        return m_length;
    }

  private:
    /// A copy of fixed length compiles to a few moves. For a variable length of up to 256 bytes
    /// compilers use an instruction that takes longer to start than to copy headers.
    static constexpr uint32_t BLOCK = 16;

    uint32_t m_length{0};      //!< valid bytes
    uint8_t m_bytes[CAPACITY]; //!< uninitialised beyond m_length: clearing 256 bytes a frame costs
};

/**
 * @ingroup offload
 * What is known about the transport checksum of a frame; the values are those of skb->ip_summed.
 */
enum class ChecksumState : uint8_t
{
    NONE = 0,        //!< not verified
    UNNECESSARY = 1, //!< verified, or not needed
    COMPLETE = 2,    //!< Frame::checksum is the sum over the packet
    PARTIAL =
        3, //!< the field holds the pseudo-header sum; checksumStart, checksumOffset complete it
};

/**
 * @ingroup offload
 * How a super-packet is to be segmented.
 */
enum class SegmentationType : uint8_t
{
    NONE,         //!< not a super-packet, or one of the 2007 LRO, which does not set it
    TCP_V4,       //!< TCP over IPv4
    TCP_V6,       //!< TCP over IPv6
    UDP_L4,       //!< a train of UDP datagrams
    UDP_FRAGMENT, //!< one UDP datagram in IP fragments (SKB_GSO_UDP)
    DCCP,         //!< a train of DCCP datagrams
};

/**
 * @ingroup offload
 * The buffers that hold a frame, counted as skb fields count them: what a host pays for.
 *
 * A driver fills this for the frames it receives, an engine keeps the sums for what it merges.
 */
struct BufferCount
{
    uint32_t skbHeads{0};        //!< sk_buffs in all; 0 for a page-mode frame, which has none yet
    uint32_t fragListMembers{0}; //!< sk_buffs chained behind the first
    uint32_t frags{0};           //!< page fragments (nr_frags), those of zero bytes included
    uint32_t linearBytes{0}; //!< bytes in the linear area of the first sk_buff after the 14 bytes
                             //!< of MAC header
    uint32_t headAllocBytes{0}; //!< page mode: bytes asked for when the head was allocated
};

/**
 * @ingroup offload
 * What travels beside the bytes of a frame.
 */
struct FrameInfo
{
    uint32_t length{0};        //!< bytes from the first of the link header to the last
    uint32_t payloadLength{0}; //!< bytes of transport payload, once an engine knows it
    uint32_t wireBytes{0};     //!< sum of length over the wire frames merged in here
    uint32_t segments{1};      //!< number of wire frames merged in here
    uint32_t trueSize{0};      //!< bytes of memory that the buffers occupy (skb->truesize)
    BufferCount buffers;       //!< the buffers, counted

    uint16_t networkOffset{0};   //!< of the IP header in the head, 0 if not located
    uint16_t transportOffset{0}; //!< of the TCP or UDP header in the head, 0 if not located

    ChecksumState checksumState{ChecksumState::NONE}; //!< skb->ip_summed
    uint32_t checksum{0};                             //!< skb->csum; meaning by checksumState
    uint16_t checksumStart{0};                        //!< PARTIAL: first byte to sum, in the frame
    uint16_t checksumOffset{0};                       //!< PARTIAL: of the field, from checksumStart

    std::optional<uint16_t> vlanTci; //!< 802.1Q tag control information beside the frame

    SegmentationType gsoType{SegmentationType::NONE}; //!< how to segment
    uint32_t gsoSize{0};       //!< payload bytes of a segment; 0: do not segment
    uint32_t gsoFragmentId{0}; //!< UDP_FRAGMENT over IPv6: identification (ip6_frag_id)
    bool gsoEcn{false};        //!< only the first segment carries CWR (SKB_GSO_TCP_ECN)
    bool gsoFixedId{false};    //!< segments repeat the IPv4 identification (SKB_GSO_TCP_FIXEDID)

    /// Whether the head differs from the wire frame's. If not, and segments is 1, the frame is
    /// exactly what came in, so its owner may hand up the original.
    bool headModified{false};

    uint64_t cookie{0}; //!< the driver's; a super-packet has that of its first frame

    /// What is known of an empty frame. Defined in the source file: a compiler that sees the values
    /// stores them one by one, which is slower than a copy.
    static const FrameInfo EMPTY;
};

/**
 * @ingroup offload
 * A frame as an skb is one: head, payload frags and what travels beside the bytes.
 *
 * Invariants, for frames handed to an engine and for frames delivered by one:
 * - the bytes of the frame are those of the head followed by those of the frags, and length is
 *   their number;
 * - the head begins with the link (Ethernet) header and holds all headers an engine is to see. It
 *   may hold more of the frame's beginning, if the first frag is "backed": its object has the same
 *   bytes directly before the frag, so that ReturnHead() can give them back to it.
 *
 * Engines take a frame by reference and leave it empty when they keep it; the capacity of frags
 * then comes back with it, so that a driver which reuses its frame never allocates.
 */
struct Frame : FrameInfo
{
    FrameHead head;          //!< link, network and transport headers
    std::vector<Frag> frags; //!< what follows the head, in order
    /// Headers, from the link header on, of the frames chained behind this one with their headers
    /// as they came (SKB_GSO_FRAGLIST). Their payload, gsoSize bytes each, the last may have fewer,
    /// is in frags and counts in length; these headers do not.
    std::vector<FrameHead> fragList;

    /// Make the frame empty, keeping the capacity of the lists. Releases what the frags held.
    void Clear()
    {
        frags.clear();
        fragList.clear();
        head.Resize(0);
        static_cast<FrameInfo&>(*this) = EMPTY;
    }

    /**
     * Become another frame. What this one was is lost; nothing is allocated.
     * @param other the other frame, which is left empty
     */
    void Take(Frame& other)
    {
        static_cast<FrameInfo&>(*this) = other;
        head = other.head;
        frags.swap(other.frags);
        fragList.swap(other.fragList);
        other.Clear();
    }

    /**
     * Shorten the head and give the bytes that it loses back to the first frag.
     * @param headLength bytes to stay in the head; nothing happens if it has no more than these
     * @return whether all the bytes could be given back. False leaves the frame unchanged: there is
     * no frag, or its object does not begin early enough
     */
    bool ReturnHead(uint32_t headLength)
    {
        if (!CanReturnHead(headLength))
        {
            return false;
        }
        if (head.Length() > headLength)
        {
            frags.front().ExtendFront(head.Length() - headLength);
            head.Resize(headLength);
        }
        return true;
    }

    /// @param headLength bytes to stay in the head @return whether ReturnHead() would succeed
    bool CanReturnHead(uint32_t headLength) const
    {
        return head.Length() <= headLength ||
               (!frags.empty() && frags.front().Offset() >= head.Length() - headLength);
    }

    /// @return head and frags counted; equals length unless an invariant is broken
    uint32_t CountBytes() const;
};

/**
 * Exchange two frames; copies heads, moves frags, allocates nothing.
 * @param a one frame
 * @param b the other
 */
void SwapFrames(Frame& a, Frame& b);

} // namespace ns3::offload

#endif // OFFLOAD_FRAME_H
