/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/segment-list.h"

#include "ns3/checksum.h"
#include "ns3/header-fields.h"
#include "ns3/segment-network.h"

#include <algorithm>
#include <cstring>

/**
 * @file
 * @ingroup offload
 * ns3::offload::ListSegmentation implementation.
 */

namespace ns3::offload
{

namespace
{

constexpr uint32_t PORTS_LENGTH = 4; //!< bytes of both ports, which are first in TCP and UDP

/// @param packet a measured super-packet @return whether the list has as many frames, with headers
/// of the same length, as its payload makes segments
bool
IsListOfSegments(const SuperPacket& packet)
{
    const auto& list = packet.frame.fragList;
    const auto segments = (static_cast<uint64_t>(packet.CutLength()) + packet.frame.gsoSize - 1) /
                          packet.frame.gsoSize;
    return segments == list.size() + 1 &&
           std::all_of(list.begin(), list.end(), [&](const FrameHead& head) {
               return head.Length() == packet.headersEnd;
           });
}

/// @param packet a super-packet @param head first byte of a frame with headers as long
/// @return sum of what a router may change and the transport's checksum covers
uint32_t
SumOfFlow(const SuperPacket& packet, const uint8_t* head)
{
    const uint8_t* ip = head + packet.view.networkOffset;
    const uint32_t ports = SumBytes(head + packet.view.transportOffset, PORTS_LENGTH);
    return packet.view.network == NetworkKind::IPV4
               ? SumBytes(ip + ipv4::SOURCE, ipv4::ADDRESSES_LENGTH, ports)
               : SumBytes(ip + ipv6::SOURCE, ipv6::ADDRESSES_LENGTH, ports);
}

/**
 * Give a frame of the list what has happened to the super-packet's headers.
 * @param packet the super-packet
 * @param head first byte of the frame
 */
void
TakeOverHeaders(const SuperPacket& packet, uint8_t* head)
{
    const uint8_t* from = packet.frame.head.Data();
    const HeaderView& view = packet.view;
    uint8_t* ip = head + view.networkOffset;
    uint8_t* field = head + view.transportOffset + packet.checksumOffset;
    const uint32_t change = SumSubtract(SumOfFlow(packet, from), SumOfFlow(packet, head));
    if (SumFold(change) != 0xffff)
    {
        const auto sum = static_cast<uint16_t>(~Load16(field));
        const uint16_t checksum = ChecksumOfSum(SumAdd(sum, change));
        Store16(field, checksum == 0 && !packet.isZeroChecksum ? 0xffff : checksum);
    }
    const uint16_t identification = Load16(ip + ipv4::IDENTIFICATION);
    std::memcpy(head, from, view.transportOffset + PORTS_LENGTH);
    if (view.network == NetworkKind::IPV4)
    {
        Store16(ip + ipv4::IDENTIFICATION, identification);
    }
}

} // namespace

SegmentReason
ListSegmentation::Examine(SuperPacket& packet) const
{
    const bool isUdp = packet.view.transport == TransportKind::UDP;
    const uint32_t inHead = packet.frame.head.Length() - packet.view.transportOffset;
    uint32_t headerLength = isUdp ? udp::HEADER_LENGTH : tcp::MIN_HEADER_LENGTH;
    if (inHead < headerLength)
    {
        return SegmentReason::TRANSPORT_TRUNCATED;
    }
    if (!isUdp)
    {
        headerLength = tcp::HeaderLength(packet.Transport());
        if (headerLength < tcp::MIN_HEADER_LENGTH)
        {
            return SegmentReason::TCP_DATA_OFFSET;
        }
    }
    if (inHead < headerLength)
    {
        return SegmentReason::TRANSPORT_TRUNCATED;
    }
    packet.headersEnd = packet.view.transportOffset + headerLength;
    packet.repeatedEnd = packet.headersEnd;
    packet.checksumOffset = isUdp ? udp::CHECKSUM : tcp::CHECKSUM;
    packet.isZeroChecksum = !isUdp;
    return IsListOfSegments(packet) ? SegmentReason::NONE : SegmentReason::LIST_MISMATCH;
}

uint32_t
ListSegmentation::WriteHeaders(const SuperPacket& packet,
                               const SegmentPlace& place,
                               uint8_t* head) const
{
    if (!place.IsFirst())
    {
        TakeOverHeaders(packet, head);
    }
    if (packet.view.transport == TransportKind::UDP)
    {
        Store16(head + packet.view.transportOffset + udp::LENGTH,
                static_cast<uint16_t>(udp::HEADER_LENGTH + place.length));
    }
    WriteNetworkHeader(packet, place, head + packet.view.networkOffset);
    return 0;
}

} // namespace ns3::offload
