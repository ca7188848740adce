/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "packet/packet-segmenter.h"

#include "engine/checksum.h"
#include "engine/header-fields.h"
#include "packet/bytes-header.h"
#include "packet/ethernet-wire.h"
#include "packet/flow-monitor-refusal.h"
#include "packet/list-headers-tag.h"
#include "packet/packet-frame.h"

#include "ns3/abort.h"
#include "ns3/node.h"

#include <algorithm>
#include <array>

namespace ns3
{

namespace
{

/**
 * Ask for a checksum of each segment: a partial one, with the sum of the pseudo header in the
 * field, as Linux's TCP leaves it to who sends.
 *
 * @param frame a super-packet with its headers located
 */
void
AskForChecksum(offload::Frame& frame)
{
    namespace of = offload;
    const uint8_t* ip = frame.head.Data() + frame.networkOffset;
    const uint32_t length = frame.length - frame.transportOffset;
    const bool isV4 = ip[0] >> 4 == 4;
    const uint8_t protocol = of::IsTcp(frame) ? of::protocol::TCP : of::protocol::UDP;
    const uint32_t sum = isV4 ? of::SumPseudoHeaderV4(ip + of::ipv4::SOURCE, protocol, length)
                              : of::SumPseudoHeaderV6(ip + of::ipv6::SOURCE, protocol, length);
    const uint32_t field = protocol == of::protocol::TCP ? of::tcp::CHECKSUM : of::udp::CHECKSUM;
    of::Store16(frame.head.Data() + frame.transportOffset + field, of::SumFold(sum));
    frame.checksumState = of::ChecksumState::PARTIAL;
    frame.checksumStart = frame.transportOffset;
    frame.checksumOffset = static_cast<uint16_t>(field);
}

/**
 * Give a frame the headers of those that are chained behind it.
 *
 * @param list the headers
 * @param frame the first frame, with its head
 */
void
LoadList(const ListHeadersTag& list, offload::Frame& frame)
{
    for (uint32_t i = 0; i < list.GetFrames(); i++)
    {
        offload::FrameHead& head = frame.fragList.emplace_back();
        std::copy_n(frame.head.Data(), offload::ETHERNET_HEADER_BYTES, head.Data());
        std::copy_n(list.GetHeaders(i),
                    list.GetLength(),
                    head.Data() + offload::ETHERNET_HEADER_BYTES);
        head.Resize(offload::ETHERNET_HEADER_BYTES + list.GetLength());
    }
    frame.checksumState = offload::ChecksumState::UNNECESSARY;
}

/**
 * Make the checksums 0, as ns-3's stack leaves them where nobody looks at them.
 * @param segment a wire frame
 */
void
ClearChecksums(offload::Frame& segment)
{
    namespace of = offload;
    uint8_t* ip = segment.head.Data() + segment.networkOffset;
    if (ip[0] >> 4 == 4)
    {
        of::Store16(ip + of::ipv4::CHECKSUM, 0);
    }
    const uint32_t offset = of::IsTcp(segment) ? of::tcp::CHECKSUM : of::udp::CHECKSUM;
    if (segment.transportOffset + offset + 2 <= segment.head.Length())
    {
        of::Store16(segment.head.Data() + segment.transportOffset + offset, 0);
    }
}

} // namespace

const offload::FragOps PacketSegmenter::FRAG_OPS{nullptr, nullptr, &PacketSegmenter::SumPayload};

PacketSegmenter::PacketSegmenter()
    : m_completing(*this, offload::SegmentChecksum::COMPLETE),
      m_partial(*this, offload::SegmentChecksum::PARTIAL)
{
}

PacketSegmenter::~PacketSegmenter() = default;

Ptr<const PacketSegments>
PacketSegmenter::Segment(Ptr<const Packet> packet,
                         uint16_t protocol,
                         const TransmitTag::Fields& fields)
{
    RefuseStockFlowMonitor(packet);
    Ptr<const Packet> whole = packet;
    m_frame.Clear();
    offload::LoadTransmitHead(packet, protocol, m_frame);
    m_frame.gsoType = fields.type;
    m_frame.gsoSize = fields.size;
    m_frame.gsoFixedId = fields.fixedId;
    const uint32_t headers = m_frame.head.Length() - offload::ETHERNET_HEADER_BYTES;
    m_frame.frags.emplace_back(this, &FRAG_OPS, headers, packet->GetSize() - headers);
    ListHeadersTag list;
    if (fields.isList && packet->PeekPacketTag(list))
    {
        LoadList(list, m_frame);
        const Ptr<Packet> untagged = packet->Copy();
        untagged->RemovePacketTag(list);
        whole = untagged;
    }
    else if (m_frame.transportOffset != 0)
    {
        AskForChecksum(m_frame);
    }
    uint8_t* ip = m_frame.head.Data() + offload::ETHERNET_HEADER_BYTES;
    if (ip[0] >> 4 == 4)
    {
        uint8_t* id = ip + offload::ipv4::IDENTIFICATION;
        offload::Store16(id, static_cast<uint16_t>(offload::Load16(id) + fields.idOffset));
    }
    // Of the fragments of a datagram, which have an identification of their own.
    m_frame.gsoFragmentId = static_cast<uint32_t>(packet->GetUid());
    m_isComplete = Node::ChecksumEnabled();
    m_bytes.clear();
    if (m_isComplete)
    {
        m_bytes.resize(packet->GetSize());
        packet->CopyData(m_bytes.data(), packet->GetSize());
    }
    m_segments = Create<PacketSegments>(whole);
    const auto report = (m_isComplete ? m_completing : m_partial).Segment(m_frame);
    NS_ABORT_MSG_IF(report.reason != offload::SegmentReason::NONE,
                    "A packet of " << packet->GetSize() << " bytes with gso_size " << fields.size
                                   << " cannot be segmented: " << ToString(report.reason)
                                   << "; check the TransmitTag of who made it");
    return std::exchange(m_segments, nullptr);
}

TransmitTag::Fields
PacketSegmenter::GetFields(TransmitTag::Fields fields, const PacketSegment& segment)
{
    fields.type = offload::SegmentationType::NONE;
    fields.size = 0;
    fields.segments = 1;
    fields.isList = false;
    fields.idOffset = 0; // is in its header
    fields.payload = segment.GetPayloadBytes();
    return fields;
}

uint32_t
PacketSegmenter::SumPayload(const void* object, uint32_t offset, uint32_t length)
{
    const auto* self = static_cast<const PacketSegmenter*>(object);
    if (self->m_bytes.empty())
    {
        return 0; // a simulation without checksums
    }
    return offload::SumBytes(self->m_bytes.data() + offset, length);
}

void
PacketSegmenter::Deliver(offload::Frame& segment)
{
    if (!m_isComplete)
    {
        ClearChecksums(segment);
    }
    constexpr uint32_t LINK = offload::ETHERNET_HEADER_BYTES;
    // The frags of one segment lie side by side in the super-packet.
    m_segments->Add(segment.frags.front().Offset(),
                    segment.length - segment.head.Length(),
                    segment.head.Data() + LINK,
                    segment.head.Length() - LINK);
}

void
PacketSegmenter::ShiftIdentification(Ptr<Packet> packet, uint16_t offset)
{
    constexpr std::size_t LONGEST_HEADER = 60; // its length has four bits
    std::array<uint8_t, LONGEST_HEADER> header;
    packet->CopyData(header.data(), header.size());
    if (offload::ipv4::Version(header.data()) != 4)
    {
        return;
    }
    const uint32_t length = offload::ipv4::HeaderLength(header.data());
    uint8_t* id = header.data() + offload::ipv4::IDENTIFICATION;
    const uint16_t before = offload::Load16(id);
    const auto after = static_cast<uint16_t>(before + offset);
    offload::Store16(id, after);
    if (Node::ChecksumEnabled())
    {
        uint8_t* field = header.data() + offload::ipv4::CHECKSUM;
        const auto sum = static_cast<uint16_t>(~offload::Load16(field));
        offload::Store16(
            field,
            offload::ChecksumOfSum(offload::SumAdd(offload::SumSubtract(sum, before), after)));
    }
    packet->RemoveAtStart(length);
    offload::AddNetworkHeaders(*packet, header.data(), length);
}

} // namespace ns3
