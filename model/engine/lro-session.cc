/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "engine/lro-session.h"

#include "engine/checksum.h"

#include <algorithm>

/**
 * @file
 * @ingroup offload
 * ns3::offload::LroSession implementation.
 */

namespace ns3::offload
{

void
LroSession::Open(Frame& frame, const LroTcpSegment& segment, bool keepSum)
{
    SwapFrames(m_frame, frame);
    frame.Clear();
    // Payload that stands in the head with nothing behind it may stay: more payload comes after it.
    m_frame.ReturnHead(segment.HeaderEnd());
    m_frame.networkOffset = segment.networkOffset;
    m_frame.transportOffset = segment.transportOffset;
    m_frame.payloadLength = segment.payloadLength;
    m_nextSequence = segment.sequence + segment.payloadLength;
    m_acknowledgment = segment.acknowledgment;
    m_window = segment.window;
    m_totalLength = segment.totalLength;
    m_largestPayload = static_cast<uint16_t>(segment.payloadLength);
    m_hasTimestamp = segment.tcpHeaderLength != tcp::MIN_HEADER_LENGTH;
    m_timestampValue = m_hasTimestamp ? segment.timestampValue : 0;
    m_timestampEcho = segment.timestampEcho;
    m_keepSum = keepSum;
    m_payloadSum = keepSum ? SumOfPayloadByChecksum(m_frame, segment) : 0;
}

void
LroSession::Append(Frame& frame, const LroTcpSegment& segment)
{
    const uint32_t payload = segment.payloadLength;
    if (m_keepSum)
    {
        m_payloadSum = SumAddBlock(m_payloadSum,
                                   SumOfPayloadByChecksum(frame, segment),
                                   m_frame.payloadLength);
    }
    m_nextSequence += payload;
    m_acknowledgment = segment.acknowledgment;
    m_window = segment.window;
    m_timestampEcho = segment.timestampEcho;
    m_totalLength = static_cast<uint16_t>(m_totalLength + payload);
    m_largestPayload = std::max(m_largestPayload, static_cast<uint16_t>(payload));

    frame.ReturnHead(segment.HeaderEnd());
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
    Store32(tcp + tcp::ACKNOWLEDGMENT, m_acknowledgment);
    Store16(tcp + tcp::WINDOW, m_window);
    if (m_hasTimestamp)
    {
        Store32(tcp + tcp::TIMESTAMP_ECHO, m_timestampEcho);
    }
    Store16(ip + ipv4::TOTAL_LENGTH, m_totalLength);
    const uint32_t ipHeaderLength = ipv4::HeaderLength(ip);
    Store16(ip + ipv4::CHECKSUM, 0);
    Store16(ip + ipv4::CHECKSUM, ChecksumOfSum(SumBytes(ip, ipHeaderLength)));
    if (m_keepSum)
    {
        const uint16_t tcpLength = static_cast<uint16_t>(m_totalLength - ipHeaderLength);
        Store16(tcp + tcp::CHECKSUM, 0);
        const uint32_t sum = SumBytes(
            tcp,
            tcp::HeaderLength(tcp),
            SumAdd(m_payloadSum, SumPseudoHeaderV4(ip + ipv4::SOURCE, protocol::TCP, tcpLength)));
        Store16(tcp + tcp::CHECKSUM, ChecksumOfSum(sum));
    }
    m_frame.headModified = true;
    return true;
}

void
LroSession::Clear()
{
    m_frame.Clear();
}

void
LroSession::Print(std::ostream& os) const
{
    os << m_frame.segments << " segments, " << m_frame.payloadLength << " payload bytes in "
       << m_frame.frags.size() << " frags, next seq " << m_nextSequence << ", ack "
       << m_acknowledgment << ", win " << m_window;
    if (m_hasTimestamp)
    {
        os << ", TSval " << m_timestampValue << ", TSecr " << m_timestampEcho;
    }
}

} // namespace ns3::offload
