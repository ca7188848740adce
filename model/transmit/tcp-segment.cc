/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "transmit/tcp-segment.h"

#include "engine/checksum.h"
#include "engine/header-fields.h"
#include "packet/bytes-header.h"

#include "ns3/node.h"
#include "ns3/socket.h"
#include "ns3/tcp-header.h"

#include <algorithm>
#include <cstring>

namespace ns3
{

namespace tcp = offload::tcp;

namespace
{

/// Flags of which a super-packet has one for all its segments.
constexpr uint8_t COMMON_FLAGS = tcp::ACK | tcp::ECE | tcp::SYN | tcp::RST | tcp::URG;

/**
 * @param options first byte of TCP options
 * @param length their length
 * @return where the values of a timestamp option are that ns-3 writes first or Linux behind two
 * NOPs; length if there is none
 */
uint32_t
FindTimestamp(const uint8_t* options, uint32_t length)
{
    constexpr uint8_t NOP = 1;
    constexpr uint8_t TIMESTAMP = 8;
    uint32_t at = 0;
    while (at < length && options[at] == NOP)
    {
        at++;
    }
    return at + 10 <= length && options[at] == TIMESTAMP ? at + 2 : length;
}

/**
 * @param a a segment
 * @param b another
 * @return whether their options differ in more than the values of timestamps
 */
bool
HaveOtherOptions(const TcpSegment& a, const TcpSegment& b)
{
    if (a.headerLength != b.headerLength)
    {
        return true;
    }
    constexpr uint32_t VALUES = 8;
    const uint32_t length = a.headerLength - tcp::OPTIONS;
    const uint8_t* left = a.header.data() + tcp::OPTIONS;
    const uint8_t* right = b.header.data() + tcp::OPTIONS;
    const uint32_t begin = FindTimestamp(left, length);
    const uint32_t end = std::min(begin + VALUES, length);
    return std::memcmp(left, right, begin) != 0 ||
           std::memcmp(left + end, right + end, length - end) != 0;
}

} // namespace

TcpSegment::TcpSegment(Ptr<Packet> whole)
    : packet(whole)
{
    packet->CopyData(header.data(), header.size());
    sequence = offload::Load32(header.data() + tcp::SEQUENCE);
    headerLength = static_cast<uint8_t>((header[tcp::DATA_OFFSET] >> 4) * 4);
    flags = header[tcp::FLAGS];
    payload = packet->GetSize() - headerLength;
    SocketIpTosTag tosTag;
    tos = packet->PeekPacketTag(tosTag) ? tosTag.GetTos() : 0;
}

TransmitBoundary
FindBoundary(const TcpSegment& first, const TcpSegment& last, const TcpSegment& next)
{
    if (next.sequence != last.GetEnd())
    {
        return TransmitBoundary::NOT_CONTIGUOUS;
    }
    if (last.payload < first.payload)
    {
        return TransmitBoundary::SHORT_BEFORE;
    }
    if (next.payload > first.payload)
    {
        return TransmitBoundary::LONGER;
    }
    if (first.isRetransmission != next.isRetransmission)
    {
        return TransmitBoundary::RETRANSMISSION;
    }
    if (next.payload == 0 || (last.flags & (tcp::FIN | tcp::PSH)) || (next.flags & tcp::CWR) ||
        ((first.flags ^ next.flags) & COMMON_FLAGS))
    {
        return TransmitBoundary::FLAGS;
    }
    if (HaveOtherOptions(last, next))
    {
        return TransmitBoundary::OPTIONS;
    }
    return first.tos == next.tos ? TransmitBoundary::NONE : TransmitBoundary::IP_FIELDS;
}

void
AddJoinedHeader(Packet& packet, const TcpSegment& first, const TcpSegment& last)
{
    std::array<uint8_t, 60> header = last.header;
    offload::Store32(header.data() + tcp::SEQUENCE, first.sequence);
    header[tcp::FLAGS] = static_cast<uint8_t>(last.flags | (first.flags & tcp::CWR));
    packet.AddHeader(
        offload::BytesHeader(header.data(), last.headerLength, TcpHeader::GetTypeId()));
}

void
SetPush(Ptr<Packet> packet)
{
    constexpr std::size_t LONGEST_HEADER = 60; // its length has four bits
    std::array<uint8_t, LONGEST_HEADER> header;
    packet->CopyData(header.data(), header.size());
    const uint32_t length = (header[tcp::DATA_OFFSET] >> 4) * 4U;
    header[tcp::FLAGS] |= tcp::PSH;
    if (Node::ChecksumEnabled())
    {
        const auto sum = static_cast<uint16_t>(~offload::Load16(&header[tcp::CHECKSUM]));
        offload::Store16(&header[tcp::CHECKSUM],
                         offload::ChecksumOfSum(offload::SumAdd(sum, tcp::PSH)));
    }
    packet->RemoveAtStart(length);
    packet->AddHeader(offload::BytesHeader(header.data(), length, TcpHeader::GetTypeId()));
}

} // namespace ns3
