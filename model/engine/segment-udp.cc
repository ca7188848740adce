/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/segment-udp.h"

#include "ns3/checksum.h"
#include "ns3/header-fields.h"
#include "ns3/segment-network.h"

/**
 * @file
 * @ingroup offload
 * ns3::offload::UdpSegmentation implementation.
 */

namespace ns3::offload
{

SegmentReason
UdpSegmentation::Examine(SuperPacket& packet) const
{
    if (packet.frame.head.Length() - packet.view.transportOffset < udp::HEADER_LENGTH)
    {
        return SegmentReason::TRANSPORT_TRUNCATED;
    }
    if (!packet.IsPartial())
    {
        // 0 in the field would be "none", and nobody could tell it from a sum to be completed.
        return SegmentReason::CHECKSUM_REQUIRED;
    }
    packet.headersEnd = packet.view.transportOffset + udp::HEADER_LENGTH;
    packet.repeatedEnd = packet.headersEnd;
    packet.checksumOffset = udp::CHECKSUM;
    packet.isZeroChecksum = false;
    packet.pseudoSum = Load16(packet.Transport() + udp::CHECKSUM);
    return SegmentReason::NONE;
}

uint32_t
UdpSegmentation::WriteHeaders(const SuperPacket& packet,
                              const SegmentPlace& place,
                              uint8_t* head) const
{
    WriteNetworkHeader(packet, place, head + packet.view.networkOffset);
    uint8_t* transport = head + packet.view.transportOffset;
    const uint32_t claimed = Load16(transport + udp::LENGTH);
    const uint32_t length = udp::HEADER_LENGTH + place.length;
    Store16(transport + udp::LENGTH, static_cast<uint16_t>(length));
    Store16(transport + udp::CHECKSUM,
            SumFold(SumAdd(SumSubtract(packet.pseudoSum, claimed), length)));
    return length;
}

} // namespace ns3::offload
