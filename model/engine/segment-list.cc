/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "engine/checksum.h"
#include "engine/header-fields.h"
#include "engine/segment-kinds.h"
#include "engine/segment-network.h"

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

/// @param packet a measured super-packet @return whether the list has a frame for each segment of
/// the payload, with headers of the same length
bool
IsListOfSegments(const SuperPacket& packet)
{
    const auto& list = packet.frame.fragList;
    const auto segments =
        (static_cast<uint64_t>(packet.SegmentedLength()) + packet.frame.gsoSize - 1) /
        packet.frame.gsoSize;
    return segments == list.size() + 1 &&
           std::all_of(list.begin(), list.end(), [&](const FrameHead& head) {
               return head.Length() == packet.headersEnd;
           });
}

/// @param packet a super-packet @param head first byte of a frame with headers as long
/// @return sum of addresses and ports: what a router may change and the checksum covers
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
 * Change a frame of the list as the super-packet's headers were changed on its way.
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
    const SegmentReason reason = packet.view.transport == TransportKind::UDP
                                     ? UdpSegmentation::Measure(packet)
                                     : TcpSegmentation::Measure(packet);
    if (reason != SegmentReason::NONE)
    {
        return reason;
    }
    return IsListOfSegments(packet) ? SegmentReason::NONE : SegmentReason::LIST_MISMATCH;
}

uint32_t
ListSegmentation::WriteHeaders(const SuperPacket& packet,
                               const SegmentRange& range,
                               uint8_t* head) const
{
    if (!range.IsFirst())
    {
        TakeOverHeaders(packet, head);
    }
    if (packet.view.transport == TransportKind::UDP)
    {
        Store16(head + packet.view.transportOffset + udp::LENGTH,
                static_cast<uint16_t>(udp::HEADER_LENGTH + range.length));
    }
    WriteNetworkHeader(packet, range, head + packet.view.networkOffset);
    return 0;
}

} // namespace ns3::offload
