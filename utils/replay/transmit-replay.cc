/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "transmit-replay.h"

#include "engine/checksum.h"
#include "engine/header-fields.h"

#include <algorithm>

namespace ns3::offload::replay
{

namespace
{

constexpr uint32_t LEAST_SEGMENT = 8; //!< bytes: an MTU that has no room for headers is no limit

/// @param ip an IP header @return whether it is one of IPv6
bool
IsIpv6(const uint8_t* ip)
{
    return ip[0] >> 4 == 6;
}

/// @param facts of a packet @param packet loses what the link has put behind it: it is no payload
void
TrimPadding(const FrameFacts& facts, Frame& packet)
{
    const uint32_t padding = facts.length - facts.networkEnd;
    const Frag& last = packet.frags.back();
    if (padding > 0 && padding <= last.Length())
    {
        packet.frags.back() = last.Slice(0, last.Length() - padding);
        packet.length -= padding;
    }
}

/// @param facts of a packet of UDP @param packet gets the sum of its pseudo header for a checksum
void
MakePartial(const FrameFacts& facts, Frame& packet)
{
    uint8_t* ip = packet.head.Data() + facts.network;
    const uint32_t length = facts.networkEnd - facts.transport;
    const uint32_t sum = IsIpv6(ip) ? SumPseudoHeaderV6(ip + ipv6::SOURCE, protocol::UDP, length)
                                    : SumPseudoHeaderV4(ip + ipv4::SOURCE, protocol::UDP, length);
    Store16(packet.head.Data() + facts.transport + udp::CHECKSUM, SumFold(sum));
    packet.checksumState = ChecksumState::PARTIAL;
    packet.checksumStart = facts.transport;
    packet.checksumOffset = udp::CHECKSUM;
}

} // namespace

TransmitReplay::TransmitReplay(const ReplaySettings& settings, uint32_t mtu, ReplayResult& result)
    : m_settings(settings),
      m_mtu(mtu),
      m_result(result),
      m_segmenter(*this),
      m_nic{m_nicSettings, m_features, m_link, nullptr, {}, {}, {}, {}}
{
    m_features.Request(NicFeature::SCATTER_GATHER, true);
    m_features.Request(NicFeature::TX_CHECKSUM, true);
    m_features.Request(NicFeature::TX_GSO, true);
    m_features.Request(NicFeature::TX_TCP, settings.txTcpSegmentation);
}

void
TransmitReplay::Take(const Frag& frag)
{
    const CapturedFrame& captured = CapturedFrame::Of(frag);
    const FrameFacts& facts = captured.facts;
    captured.Fill(m_frame, 0);
    captured.Fill(m_packet, 0);
    m_now = facts.time;
    m_result.counts.payloadIn += facts.payload;
    Choose(facts, m_frame);
    const SegmentationType type = m_frame.gsoType;
    const uint32_t size = m_frame.gsoSize;
    uint32_t segments = 1;
    if (type != SegmentationType::NONE)
    {
        TrimPadding(facts, m_frame);
        const uint64_t before = m_segmenter.Counters().payloadBytes;
        const SegmentReport report = m_segmenter.Segment(m_frame);
        segments = std::max(report.segments, uint32_t{1});
        m_result.counts.payloadOut += m_segmenter.Counters().payloadBytes - before;
    }
    const bool isCut = segments > 1;
    if (!isCut)
    {
        Pass(facts, m_frame);
    }
    Charge(isCut ? type : SegmentationType::NONE, size, segments, facts);
    m_result.CountPacket(m_now, segments, m_packet);
    m_frame.Clear();
    m_packet.Clear();
}

void
TransmitReplay::Finish()
{
    m_result.passes = ListCounts(m_segmenter.Counters().reasons);
}

void
TransmitReplay::Choose(const FrameFacts& facts, Frame& packet)
{
    if (facts.transport == 0)
    {
        return;
    }
    if (facts.isUdp)
    {
        ChooseUdp(facts, packet);
    }
    else
    {
        ChooseTcp(facts, packet);
    }
}

void
TransmitReplay::ChooseTcp(const FrameFacts& facts, Frame& packet) const
{
    const uint32_t headers = facts.headers - facts.network;
    const uint32_t room = m_mtu > headers + LEAST_SEGMENT ? m_mtu - headers : LEAST_SEGMENT;
    const uint32_t size = m_settings.mss > 0 ? m_settings.mss : room;
    if (facts.payload > size)
    {
        const uint8_t* ip = packet.head.Data() + facts.network;
        packet.gsoType = IsIpv6(ip) ? SegmentationType::TCP_V6 : SegmentationType::TCP_V4;
        packet.gsoSize = size;
        packet.gsoFixedId = m_settings.fixedId;
    }
}

void
TransmitReplay::ChooseUdp(const FrameFacts& facts, Frame& packet)
{
    const uint32_t ipHeader = facts.transport - facts.network;
    const uint32_t headers = ipHeader + udp::HEADER_LENGTH;
    if (m_settings.txUdpSegmentation)
    {
        const uint32_t room = m_mtu > headers + LEAST_SEGMENT ? m_mtu - headers : LEAST_SEGMENT;
        const uint32_t size = m_settings.mss > 0 ? m_settings.mss : room;
        if (facts.payload > size)
        {
            packet.gsoType = SegmentationType::UDP_L4;
            packet.gsoSize = size;
            MakePartial(facts, packet);
        }
    }
    else if (m_settings.txUdpFragmentation && facts.networkEnd - facts.network > m_mtu)
    {
        const bool isIpv6 = IsIpv6(packet.head.Data() + facts.network);
        const uint32_t taken = ipHeader + (isIpv6 ? fragment::HEADER_LENGTH : 0);
        const uint32_t room = m_mtu > taken ? m_mtu - taken : 0;
        packet.gsoType = SegmentationType::UDP_FRAGMENT;
        packet.gsoSize = std::max(room / FRAGMENT_UNIT, 1U) * FRAGMENT_UNIT;
        packet.gsoFragmentId = ++m_fragmentId;
        MakePartial(facts, packet);
    }
}

void
TransmitReplay::Pass(const FrameFacts& facts, Frame& packet)
{
    if (packet.checksumState == ChecksumState::NONE && facts.verdict == ChecksumVerdict::PARTIAL)
    {
        packet.checksumState = ChecksumState::PARTIAL; // the NIC completes it
        packet.checksumStart = facts.transport;
        packet.checksumOffset = static_cast<uint16_t>(facts.isUdp ? udp::CHECKSUM : tcp::CHECKSUM);
    }
    m_result.counts.payloadOut += facts.payload;
    m_result.CountFrame(m_now, facts.wireBytes);
    m_result.Write(m_now, packet);
}

void
TransmitReplay::Deliver(Frame& segment)
{
    const FrameFacts& facts = CapturedFrame::FirstOf(segment).facts;
    const uint32_t linkBytes = facts.linkBytes + (facts.vlanTci ? ethernet::TAG_LENGTH : 0);
    m_result.CountFrame(m_now, linkBytes + segment.length - ethernet::HEADER_LENGTH);
    m_result.Write(m_now, segment);
}

void
TransmitReplay::Charge(SegmentationType type,
                       uint32_t size,
                       uint32_t segments,
                       const FrameFacts& facts)
{
    TransmitTag::Fields fields;
    fields.type = type;
    fields.size = size;
    fields.segments = segments;
    fields.payload = facts.payload;
    Work work(Operation::TRANSMIT_PACKET);
    m_nic.AddWork(fields, work);
    const bool isWhole = type == SegmentationType::NONE || m_nic.Segments(fields);
    work.Add(Operation::RECLAIM_TX_DESCRIPTOR, isWhole ? 1 : segments);
    m_result.CountWork(m_now, work);
}

} // namespace ns3::offload::replay
