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
 * ns3::offload::UdpSegmentation implementation.
 */

namespace ns3::offload
{

SegmentReason
UdpSegmentation::Measure(SuperPacket& packet)
{
    if (packet.frame.head.Length() - packet.view.transportOffset < udp::HEADER_LENGTH)
    {
        return SegmentReason::TRANSPORT_TRUNCATED;
    }
    packet.headersEnd = packet.view.transportOffset + udp::HEADER_LENGTH;
    packet.repeatedEnd = packet.headersEnd;
    packet.checksumOffset = udp::CHECKSUM;
    packet.isZeroChecksum = false;
    return SegmentReason::NONE;
}

SegmentReason
UdpSegmentation::Examine(SuperPacket& packet) const
{
    const SegmentReason reason = Measure(packet);
    if (reason != SegmentReason::NONE)
    {
        return reason;
    }
    if (!packet.IsPartial())
    {
        // 0 in the field would be "none", and nobody could tell it from a sum to be completed.
        return SegmentReason::CHECKSUM_REQUIRED;
    }
    packet.pseudoSum = Load16(packet.Transport() + udp::CHECKSUM);
    return SegmentReason::NONE;
}

uint32_t
UdpSegmentation::WriteHeaders(const SuperPacket& packet,
                              const SegmentRange& range,
                              uint8_t* head) const
{
    WriteNetworkHeader(packet, range, head + packet.view.networkOffset);
    uint8_t* transport = head + packet.view.transportOffset;
    const uint32_t claimed = Load16(transport + udp::LENGTH);
    const uint32_t length = udp::HEADER_LENGTH + range.length;
    Store16(transport + udp::LENGTH, static_cast<uint16_t>(length));
    Store16(transport + udp::CHECKSUM,
            SumFold(SumAdd(SumSubtract(packet.pseudoSum, claimed), length)));
    return length;
}

} // namespace ns3::offload
