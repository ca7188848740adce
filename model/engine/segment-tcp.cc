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

/**
 * @file
 * @ingroup offload
 * ns3::offload::TcpSegmentation implementation.
 */

namespace ns3::offload
{

SegmentReason
TcpSegmentation::Measure(SuperPacket& packet)
{
    const uint32_t inHead = packet.frame.head.Length() - packet.view.transportOffset;
    if (inHead < tcp::MIN_HEADER_LENGTH)
    {
        return SegmentReason::TRANSPORT_TRUNCATED;
    }
    const uint32_t headerLength = tcp::HeaderLength(packet.Transport());
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
    return SegmentReason::NONE;
}

SegmentReason
TcpSegmentation::Examine(SuperPacket& packet) const
{
    const SegmentReason reason = Measure(packet);
    if (reason == SegmentReason::NONE)
    {
        packet.pseudoSum = packet.IsPartial() ? Load16(packet.Transport() + tcp::CHECKSUM)
                                              : SumPseudoHeader(packet, protocol::TCP);
    }
    return reason;
}

uint32_t
TcpSegmentation::WriteHeaders(const SuperPacket& packet,
                              const SegmentRange& range,
                              uint8_t* head) const
{
    WriteNetworkHeader(packet, range, head + packet.view.networkOffset);
    uint8_t* transport = head + packet.view.transportOffset;
    Store32(transport + tcp::SEQUENCE, Load32(transport + tcp::SEQUENCE) + range.offset);
    if (!range.isLast)
    {
        // FIN and PSH belong behind the last byte of the super-packet.
        transport[tcp::FLAGS] &= static_cast<uint8_t>(~(tcp::FIN | tcp::PSH));
    }
    if (!range.IsFirst())
    {
        // A second CWR would tell the receiver of a second reduction.
        transport[tcp::FLAGS] &= static_cast<uint8_t>(~tcp::CWR);
    }
    const uint32_t length = packet.TransportHeaderLength() + range.length;
    const uint32_t sum = SumAdd(SumSubtract(packet.pseudoSum, packet.transportLength), length);
    Store16(transport + tcp::CHECKSUM, SumFold(sum));
    return length;
}

} // namespace ns3::offload
