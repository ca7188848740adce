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
 * ns3::offload::DccpSegmentation implementation.
 */

namespace ns3::offload
{

namespace
{

/// @param header a DCCP header, all of the generic one @return what its fields forbid
SegmentReason
ExamineFields(const uint8_t* header)
{
    if (!(header[dccp::TYPE] & dccp::EXTENDED))
    {
        return SegmentReason::DCCP_SHORT_SEQUENCE;
    }
    const uint8_t type = dccp::Type(header);
    if (type != dccp::TYPE_DATA && type != dccp::TYPE_DATA_ACK)
    {
        return SegmentReason::DCCP_TYPE;
    }
    const uint32_t shortest =
        dccp::HEADER_LENGTH + (type == dccp::TYPE_DATA_ACK ? dccp::ACK_LENGTH : 0);
    return dccp::HeaderLength(header) < shortest ? SegmentReason::DCCP_DATA_OFFSET
                                                 : SegmentReason::NONE;
}

/**
 * Write how much of a segment its checksum covers.
 * @param header the segment's header
 * @param length bytes of the segment from its DCCP header on
 * @return bytes covered
 */
uint32_t
WriteCoverage(uint8_t* header, uint32_t length)
{
    constexpr uint32_t WORD = 4;
    const uint32_t coverage = header[dccp::COVERAGE] & dccp::COVERAGE_MASK;
    const uint32_t covered = dccp::HeaderLength(header) + (coverage - 1) * WORD;
    if (coverage == 0 || covered >= length)
    {
        header[dccp::COVERAGE] &= static_cast<uint8_t>(~dccp::COVERAGE_MASK);
        return length;
    }
    return covered;
}

} // namespace

SegmentReason
DccpSegmentation::Examine(SuperPacket& packet) const
{
    const uint32_t inHead = packet.frame.head.Length() - packet.view.transportOffset;
    if (inHead < dccp::HEADER_LENGTH)
    {
        return SegmentReason::TRANSPORT_TRUNCATED;
    }
    const uint8_t* header = packet.Transport();
    const SegmentReason reason = ExamineFields(header);
    if (reason != SegmentReason::NONE)
    {
        return reason;
    }
    if (inHead < dccp::HeaderLength(header))
    {
        return SegmentReason::TRANSPORT_TRUNCATED;
    }
    packet.headersEnd = packet.view.transportOffset + dccp::HeaderLength(header);
    packet.repeatedEnd = packet.headersEnd;
    packet.checksumOffset = dccp::CHECKSUM;
    packet.isZeroChecksum = true;
    packet.pseudoSum = packet.IsPartial() ? Load16(header + dccp::CHECKSUM)
                                          : SumPseudoHeader(packet, protocol::DCCP);
    return SegmentReason::NONE;
}

uint32_t
DccpSegmentation::WriteHeaders(const SuperPacket& packet,
                               const SegmentRange& range,
                               uint8_t* head) const
{
    WriteNetworkHeader(packet, range, head + packet.view.networkOffset);
    uint8_t* transport = head + packet.view.transportOffset;
    Store48(transport + dccp::SEQUENCE, Load48(transport + dccp::SEQUENCE) + range.index);
    const uint32_t length = packet.TransportHeaderLength() + range.length;
    const uint32_t covered = WriteCoverage(transport, length);
    // The pseudo header has the whole length, whatever is covered.
    const uint32_t sum = SumAdd(SumSubtract(packet.pseudoSum, packet.transportLength), length);
    Store16(transport + dccp::CHECKSUM, SumFold(sum));
    return covered;
}

} // namespace ns3::offload
