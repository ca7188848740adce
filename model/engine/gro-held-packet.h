/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_GRO_HELD_PACKET_H
#define OFFLOAD_GRO_HELD_PACKET_H

#include "engine/gro-packet.h"
#include "engine/gro-prediction.h"

#include <cstdint>
#include <iosfwd>
#include <utility>

/**
 * @file
 * @ingroup offload
 * What GRO holds of a flow.
 */

namespace ns3::offload
{

/**
 * @ingroup offload
 * A super-packet in the making: the first frame, to which the payload of others is appended. It
 * decides nothing; the rules are in gro-rules.h.
 *
 * The headers stay those of the first frame, PSH and FIN apart, until Finish(). In a list
 * (fraglist) the headers of the other frames stay, too.
 */
class GroHeldPacket
{
  public:
    /// How a packet begins.
    struct Beginning
    {
        uint32_t hash; //!< receive hash
        uint64_t tick; //!< when the first frame came
        bool isList;   //!< whether frames are to be chained to it, rather than merged
    };

    /**
     * Begin with a frame.
     * @param frame the frame; taken, and left empty
     * @param packet its headers
     * @param beginning what else there is to know
     * @param config settings
     */
    void Open(Frame& frame,
              const GroPacket& packet,
              const Beginning& beginning,
              const GroConfig& config);

    /**
     * Append a frame's payload.
     * @param frame the frame; taken, and left empty
     * @param packet its headers
     * @param report what was done
     */
    void Append(Frame& frame, const GroPacket& packet, GroReport& report)
    {
        if (m_frame.segments == 1)
        {
            BeginMerging(frame);
        }
        const bool isList = m_beginning.isList;
        if (!isList && !packet.isUdp)
        {
            KeepFlags(frame);
            m_prediction.Advance(frame, packet.payloadLength);
        }
        frame.ReturnHead(packet.payloadOffset);
        if (isList)
        {
            m_frame.fragList.push_back(frame.head);
        }
        TakePayload(frame, packet, isList, report);
    }

    /**
     * Append() of a frame that was predicted: a segment like the first, and no list.
     * @param frame the frame; taken, and left empty
     * @param report what was done
     */
    void AppendPredicted(Frame& frame, GroReport& report)
    {
        if (m_frame.segments == 1)
        {
            BeginMerging(frame);
        }
        KeepFlags(frame);
        m_prediction.Advance(frame, m_first.payloadLength);
        frame.ReturnHead(m_first.payloadOffset);
        TakePayload(frame, m_first, false, report);
    }

    /**
     * Write into the headers what merging has changed, and into the frame's fields what
     * segmentation needs. A packet of one frame stays as it came.
     * @return whether headers were rewritten
     */
    bool Finish();

    /// Drop everything but the capacity of the list of frags.
    void Clear();

    /// @return the super-packet; complete after Finish()
    Frame& SuperPacket()
    {
        return m_frame;
    }

    /// @return the super-packet, to look at
    const Frame& SuperPacket() const
    {
        return m_frame;
    }

    /// @return headers of the first frame
    const GroPacket& First() const
    {
        return m_first;
    }

    /// @return the first frame's IP header
    const uint8_t* NetworkHeader() const
    {
        return m_frame.head.Data() + m_first.networkOffset;
    }

    /// @return the first frame's TCP or UDP header
    const uint8_t* TransportHeader() const
    {
        return m_frame.head.Data() + m_first.transportOffset;
    }

    /// @param next a frame with the same receive hash @return as GroPrediction::Matches()
    bool Predicts(const Frame& next) const
    {
        return m_prediction.Matches(next);
    }

    /// @return payload bytes of the first frame, the size of all segments but the last
    uint32_t SegmentSize() const
    {
        return m_first.payloadLength;
    }

    /// @return bytes that the frame may not reach: the IP packet's limit and the link header
    uint32_t LengthLimit() const
    {
        return m_lengthLimit;
    }

    /// @return whether frames are chained to it with their headers
    bool IsList() const
    {
        return m_beginning.isList;
    }

    /// @return whether all frames so far have the same IPv4 identification, if there are several
    bool HasFixedId() const
    {
        return m_hasFixedId;
    }

    /// @return receive hash
    uint32_t Hash() const
    {
        return m_beginning.hash;
    }

    /// @return when the first frame came
    uint64_t Tick() const
    {
        return m_beginning.tick;
    }

    /**
     * Print the state for a person.
     * @param os where to
     */
    void Print(std::ostream& os) const;

  private:
    /// @param config settings @return bytes that the IP packet may not reach
    uint32_t FindSizeLimit(const GroConfig& config) const;

    /// @param second the second frame: it decides what the others may be
    void BeginMerging(const Frame& second);

    /// Write the IP length of the whole; IPv6 may get a jumbo payload option.
    void WriteNetworkLength();

    /**
     * Write the sum of the pseudo header into the checksum's field.
     * @param ip the IP header
     * @param transport the TCP or UDP header
     * @param length bytes of transport header and payload
     */
    void WritePartialChecksum(const uint8_t* ip, uint8_t* transport, uint32_t length);

    /// @param frame a segment; its PSH and FIN hold for the whole packet
    void KeepFlags(const Frame& frame)
    {
        const uint32_t offset = m_first.transportOffset + tcp::FLAGS;
        m_frame.head.Data()[offset] |= frame.head.Data()[offset] & (tcp::PSH | tcp::FIN);
    }

    /**
     * Take all of a frame but its headers.
     * @param frame the frame; left empty
     * @param packet its headers
     * @param isList whether its sk_buff is chained with its headers
     * @param report what was done
     */
    void TakePayload(Frame& frame, const GroPacket& packet, bool isList, GroReport& report)
    {
        for (Frag& frag : frame.frags)
        {
            m_frame.frags.push_back(std::move(frag));
        }
        const uint32_t headerBytes = packet.payloadOffset - packet.networkOffset;
        const BufferCount& buffers = frame.buffers;
        const bool isInFrags = buffers.frags > 0 && buffers.linearBytes <= headerBytes;
        Link(buffers, isInFrags && !isList, report);
        m_frame.length += packet.payloadLength;
        m_frame.payloadLength += packet.payloadLength;
        m_frame.wireBytes += frame.wireBytes;
        m_frame.trueSize += frame.trueSize;
        m_frame.segments += frame.segments;
        frame.Clear();
    }

    /**
     * Count a frame's buffers: its fragments move over, if they may and there is room, else the
     * whole sk_buff is chained.
     * @param buffers of the frame
     * @param mayMove whether the fragments are enough, as they hold all that is wanted
     * @param report what was done
     */
    void Link(const BufferCount& buffers, bool mayMove, GroReport& report)
    {
        constexpr uint32_t MAX_FRAGS = 17; // MAX_SKB_FRAGS
        BufferCount& total = m_frame.buffers;
        if (mayMove && m_lastFrags + buffers.frags <= MAX_FRAGS)
        {
            m_lastFrags += buffers.frags;
            report.fragsLinked += buffers.frags;
        }
        else
        {
            m_lastFrags = buffers.frags;
            total.skbHeads += buffers.skbHeads;
            ++total.fragListMembers;
            ++report.listMembersLinked;
        }
        total.frags += buffers.frags;
    }

    Frame m_frame;              //!< the first frame, growing
    GroPacket m_first;          //!< headers of the first frame
    GroPrediction m_prediction; //!< of the headers of the next
    uint32_t m_lastFrags{0};    //!< fragments in the sk_buff chained last
    uint32_t m_lengthLimit{0};  //!< bytes that the frame may not reach
    Beginning m_beginning{};    //!< how it began
    bool m_hasFixedId{false};   //!< the second frame had the identification of the first
};

} // namespace ns3::offload

#endif // OFFLOAD_GRO_HELD_PACKET_H
