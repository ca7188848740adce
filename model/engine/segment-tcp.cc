/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/segment-tcp.h"

#include "ns3/checksum.h"
#include "ns3/header-fields.h"
#include "ns3/segment-network.h"

/**
 * @file
 * @ingroup offload
 * ns3::offload::TcpSegmentation implementation.
 */

namespace ns3::offload
{

SegmentReason
TcpSegmentation::Examine(SuperPacket& packet) const
{
    const uint32_t inHead = packet.frame.head.Length() - packet.view.transportOffset;
    if (inHead < tcp::MIN_HEADER_LENGTH)
    {
        return SegmentReason::TRANSPORT_TRUNCATED;
    }
    const uint8_t* header = packet.Transport();
    const uint32_t headerLength = tcp::HeaderLength(header);
    if (headerLength < tcp::MIN_HEADER_LENGTH)
    {
        return SegmentReason::TCP_DATA_OFFSET;
    }
    if (inHead < headerLength)
    {
        return SegmentReason::TRANSPORT_TRUNCATED;
    }
    packet.headersEnd = packet.view.transportOffset + headerLength;
    packet.repeatedEnd = packet.headersEnd;
    packet.checksumOffset = tcp::CHECKSUM;
    packet.isZeroChecksum = true;
    packet.pseudoSum = packet.IsPartial() ? Load16(header + tcp::CHECKSUM)
                                          : SumPseudoHeader(packet, protocol::TCP);
    return SegmentReason::NONE;
}

uint32_t
TcpSegmentation::WriteHeaders(const SuperPacket& packet,
                              const SegmentPlace& place,
                              uint8_t* head) const
{
    WriteNetworkHeader(packet, place, head + packet.view.networkOffset);
    uint8_t* transport = head + packet.view.transportOffset;
    Store32(transport + tcp::SEQUENCE, Load32(transport + tcp::SEQUENCE) + place.offset);
    if (!place.isLast)
    {
        // The stream ends, or is to be read, behind the last byte of the super-packet.
        transport[tcp::FLAGS] &= static_cast<uint8_t>(~(tcp::FIN | tcp::PSH));
    }
    if (!place.IsFirst())
    {
        // Repeated, it would tell the receiver of another reduction.
        transport[tcp::FLAGS] &= static_cast<uint8_t>(~tcp::CWR);
    }
    const uint32_t length = packet.TransportHeaderLength() + place.length;
    const uint32_t sum = SumAdd(SumSubtract(packet.pseudoSum, packet.transportLength), length);
    Store16(transport + tcp::CHECKSUM, SumFold(sum));
    return length;
}

} // namespace ns3::offload
