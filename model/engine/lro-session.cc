/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "engine/lro-session.h"

/**
 * @file
 * @ingroup offload
 * ns3::offload::LroSession implementation.
 */

namespace ns3::offload
{

namespace
{

/// @param sum of a header, changed with it @param at a field @param value what it becomes
void
Replace16(uint32_t& sum, uint8_t* at, uint16_t value)
{
    sum = SumAdd(SumSubtract(sum, Load16(at)), value);
    Store16(at, value);
}

/// @param sum of a header, changed with it @param at a field @param value what it becomes
void
Replace32(uint32_t& sum, uint8_t* at, uint32_t value)
{
    sum = SumAdd(SumSubtract(sum, Load32(at)), value);
    Store32(at, value);
}

} // namespace

void
LroSession::Open(Frame& frame, const LroTcpSegment& segment, bool keepSum, bool isModel)
{
    m_hasTimestamp = segment.HasTimestamp();
    m_keepSum = keepSum;
    m_isOpen = true;
    // Before the head is copied: to read what was just written in pieces of another size takes
    // long.
    const uint8_t* head = frame.head.Data();
    if (keepSum)
    {
        m_flowSum = SumOfFlow(head, segment);
        m_headerSums[0] = 0;
        m_headerSums[1] = 0;
    }
    isModel ? m_prediction.Learn(frame, segment) : m_prediction.Forget();
    m_frame.Take(frame);
    // Payload that stands in the head with nothing behind it may stay: more payload comes after it.
    m_frame.ReturnHead(segment.HeaderEnd());
    m_frame.networkOffset = segment.networkOffset;
    m_frame.transportOffset = segment.transportOffset;
    m_frame.payloadLength = segment.payloadLength;
    m_firstSequence = segment.sequence;
    m_firstPayload = segment.payloadLength;
    m_acknowledgment = segment.acknowledgment;
    m_window = segment.window;
    m_largestPayload = static_cast<uint16_t>(segment.payloadLength);
    m_timestampValue = m_hasTimestamp ? segment.timestampValue : 0;
    m_timestampEcho = segment.timestampEcho;
}

bool
LroSession::IsLikeFirst(const LroTcpSegment& segment) const
{
    return segment.networkOffset == m_frame.networkOffset &&
           segment.transportOffset == m_frame.transportOffset &&
           static_cast<uint32_t>(segment.payloadLength) == m_firstPayload &&
           segment.HasTimestamp() == m_hasTimestamp;
}

uint64_t
LroSession::SumOfFlow(const uint8_t* head, const LroTcpSegment& segment)
{
    const uint8_t* ip = head + segment.networkOffset;
    const uint8_t* tcp = head + segment.transportOffset;
    const uint64_t sum =
        SumNativePseudoHeader(ip, segment.tcpHeaderLength + segment.payloadLength) +
        SumNativeWords(tcp, tcp::SEQUENCE);
    return segment.HasTimestamp()
               ? sum + SumNativeWords(tcp + tcp::OPTIONS, tcp::TIMESTAMP_VALUE - tcp::OPTIONS)
               : sum;
}

uint32_t
LroSession::SumOfAppended() const
{
    // Over a segment with a right checksum, pseudo header, header with checksum and payload sum up
    // to (one's complement) zero. So the payload's sum is the negative of the rest; for a wrong
    // checksum it is wrong by the same amount.
    return SumAddBlock(~SumOfNative(m_headerSums[0]), ~SumOfNative(m_headerSums[1]), 1);
}

bool
LroSession::Finish()
{
    m_frame.gsoSize = m_largestPayload;
    if (m_frame.segments <= 1)
    {
        return false;
    }
    uint8_t* ip = m_frame.head.Data() + m_frame.networkOffset;
    uint8_t* tcp = m_frame.head.Data() + m_frame.transportOffset;
    // 16 bits, as the fields; a session has no IP options
    const uint32_t tcpLength =
        static_cast<uint16_t>(tcp::HeaderLength(tcp) + m_frame.payloadLength);
    const auto totalLength = static_cast<uint16_t>(ipv4::MIN_HEADER_LENGTH + tcpLength);
    // Of the sums nothing is read that was just written. The checksum of IP may have been wrong,
    // and becomes right.
    uint32_t sum = SumOfNative(SumNativeWords(ip, ipv4::MIN_HEADER_LENGTH));
    sum = SumSubtract(sum, Load16(ip + ipv4::CHECKSUM));
    Replace16(sum, ip + ipv4::TOTAL_LENGTH, totalLength);
    Store16(ip + ipv4::CHECKSUM, ChecksumOfSum(sum));

    // What the checksum of the first says of itself, the rest of the payload, and what changes
    sum = SumAdd(static_cast<uint16_t>(~Load16(tcp + tcp::CHECKSUM)), SumOfAppended());
    sum = SumSubtract(SumAdd(sum, tcpLength), tcp::HeaderLength(tcp) + m_firstPayload);
    Replace32(sum, tcp + tcp::ACKNOWLEDGMENT, m_acknowledgment);
    Replace16(sum, tcp + tcp::WINDOW, m_window);
    if (m_hasTimestamp)
    {
        Replace32(sum, tcp + tcp::TIMESTAMP_ECHO, m_timestampEcho);
    }
    if (m_keepSum)
    {
        Store16(tcp + tcp::CHECKSUM, ChecksumOfSum(sum));
    }
    m_frame.headModified = true;
    return true;
}

void
LroSession::Clear()
{
    m_frame.Clear();
    m_isOpen = false;
}

void
LroSession::Print(std::ostream& os) const
{
    os << m_frame.segments << " segments, " << m_frame.payloadLength << " payload bytes in "
       << m_frame.frags.size() << " frags, next seq " << NextSequence() << ", ack "
       << m_acknowledgment << ", win " << m_window;
    if (m_hasTimestamp)
    {
        os << ", TSval " << m_timestampValue << ", TSecr " << m_timestampEcho;
    }
}

} // namespace ns3::offload
