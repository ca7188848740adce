/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_LRO_SESSION_H
#define OFFLOAD_LRO_SESSION_H

#include "engine/checksum.h"
#include "engine/lro-prediction.h"

#include "ns3/offload-frame.h"

#include <algorithm>
#include <cstdint>
#include <ostream>
#include <utility>

/**
 * @file
 * @ingroup offload
 * What one LRO descriptor holds.
 */

namespace ns3::offload
{

/**
 * @ingroup offload
 * A super-packet in the making: the first frame, to which the payload of others is appended, and
 * what its headers must become. It decides nothing; the rules are in lro-rules.h.
 */
class LroSession
{
  public:
    /**
     * Begin with a frame.
     * @param frame the frame; taken, and left empty
     * @param segment its fields
     * @param keepSum whether the TCP checksum is to be maintained
     * @param isModel whether a frame of the same headers, but the next, may be merged: such are
     * then predicted
     */
    void Open(Frame& frame, const LroTcpSegment& segment, bool keepSum, bool isModel);

    /**
     * Append a frame's payload.
     * @param frame the frame; taken, and left empty
     * @param segment its fields
     */
    void Append(Frame& frame, const LroTcpSegment& segment)
    {
        const uint8_t* head = frame.head.Data();
        const uint32_t payload = segment.payloadLength;
        if (m_keepSum)
        {
            AddHeaders(SumOfFlow(head, segment),
                       head + segment.transportOffset,
                       segment.HasTimestamp());
        }
        m_acknowledgment = segment.acknowledgment;
        m_window = segment.window;
        m_timestampEcho = segment.timestampEcho;
        m_largestPayload = std::max(m_largestPayload, static_cast<uint16_t>(payload));
        TakePayload(frame, segment.HeaderEnd(), payload);
    }

    /**
     * Append() of a frame that was predicted.
     * @param frame the frame; taken, and left empty
     */
    void AppendPredicted(Frame& frame)
    {
        const uint8_t* tcp = frame.head.Data() + LroPrediction::TCP_OFFSET;
        m_acknowledgment = Load32(tcp + tcp::ACKNOWLEDGMENT);
        m_window = Load16(tcp + tcp::WINDOW);
        uint32_t headers = LroPrediction::TCP_OFFSET + tcp::MIN_HEADER_LENGTH;
        if (m_hasTimestamp)
        {
            m_timestampEcho = Load32(tcp + tcp::TIMESTAMP_ECHO);
            headers += tcp::ALIGNED_TIMESTAMP_LENGTH;
        }
        if (m_keepSum)
        {
            AddHeaders(m_flowSum, tcp, m_hasTimestamp);
        }
        TakePayload(frame, headers, m_firstPayload);
    }

    /// @param segment a segment that was predicted @return whether its headers and its payload are
    /// as long as those of the first
    bool IsLikeFirst(const LroTcpSegment& segment) const;

    /// @param next a frame @return as LroPrediction::IsAlike(), of this session or the last one
    /// here
    bool IsAlike(const Frame& next) const
    {
        return m_prediction.IsAlike(next);
    }

    /// @param next a frame that is like the first @return as LroPrediction::Continues(); false if
    /// there is no session
    bool Continues(const Frame& next) const
    {
        return m_isOpen && m_prediction.Continues(next, NextSequence());
    }

    /// @return whether there is a session
    bool IsOpen() const
    {
        return m_isOpen;
    }

    /**
     * Write into the headers what merging has changed, if it has.
     * @return whether headers were rewritten
     */
    bool Finish();

    /// Drop everything but the capacity of the list of frags, and what the headers were like.
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

    /// @return the sequence number that continues the session
    uint32_t NextSequence() const
    {
        return m_firstSequence + m_frame.payloadLength;
    }

    /// @return TSval of the first frame; 0 if that had no timestamp, as in the original
    uint32_t TimestampValue() const
    {
        return m_timestampValue;
    }

    /// @return bytes of the super-packet as skb->len counts them: without the 14 bytes of MAC
    /// header
    uint32_t SkbLength() const
    {
        return m_frame.length - ethernet::HEADER_LENGTH;
    }

    /**
     * Print the state for a person.
     * @param os where to
     */
    void Print(std::ostream& os) const;

  private:
    /**
     * Note what the checksum of a segment that is to be appended covers besides its payload.
     * @param flow as SumOfFlow()
     * @param tcp its TCP header
     * @param hasTimestamp whether it has a timestamp
     */
    void AddHeaders(uint64_t flow, const uint8_t* tcp, bool hasTimestamp)
    {
        uint64_t sum = flow + SumNativeWords(tcp + tcp::SEQUENCE, tcp::OPTIONS - tcp::SEQUENCE);
        if (hasTimestamp)
        {
            sum += SumNativeWords(tcp + tcp::TIMESTAMP_VALUE, 2 * sizeof(uint32_t)); // and echo
        }
        m_headerSums[m_frame.payloadLength % 2] += sum;
    }

    /// @param head a head @param segment its fields @return the sum of what segments of the flow
    /// have in common that are as long: pseudo header, ports, type of the option; for SumOfNative()
    static uint64_t SumOfFlow(const uint8_t* head, const LroTcpSegment& segment);

    /// @return the sum of the payload behind that of the first segment, as the checksums tell
    uint32_t SumOfAppended() const;

    /**
     * Take all of a frame but its headers.
     * @param frame the frame; left empty
     * @param headers bytes of these
     * @param payload bytes of its payload
     */
    void TakePayload(Frame& frame, uint32_t headers, uint32_t payload)
    {
        frame.ReturnHead(headers);
        for (Frag& frag : frame.frags)
        {
            m_frame.frags.push_back(std::move(frag));
        }
        m_frame.length += payload;
        m_frame.payloadLength += payload;
        m_frame.wireBytes += frame.wireBytes;
        m_frame.segments += frame.segments;
        m_frame.trueSize += frame.trueSize;
        frame.Clear();
    }

    Frame m_frame;                //!< the first frame, growing
    LroPrediction m_prediction;   //!< of the headers of the next
    uint32_t m_firstSequence{0};  //!< of the first payload byte
    uint32_t m_firstPayload{0};   //!< bytes of the first segment
    uint32_t m_acknowledgment{0}; //!< of the last frame
    uint32_t m_timestampValue{0}; //!< of the first frame: PAWS must not see a later one on old data
    uint32_t m_timestampEcho{0};  //!< of the last frame
    uint64_t m_flowSum{0};        //!< SumOfFlow() of segments as long as the first
    /// What the checksums cover besides payload, of appended segments whose payload begins at an
    /// even and at an odd byte: so the payload's own sum is known.
    uint64_t m_headerSums[2]{};
    uint16_t m_window{0};         //!< of the last frame
    uint16_t m_largestPayload{0}; //!< bytes of the largest segment
    bool m_isOpen{false};         //!< from Open() to Clear()
    bool m_hasTimestamp{false};   //!< the first frame has the option
    bool m_keepSum{true};         //!< whether m_headerSums are maintained
};

} // namespace ns3::offload

#endif // OFFLOAD_LRO_SESSION_H
