/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "segment-bench.h"

#include "engine/checksum.h"

#include <boost/test/unit_test.hpp>
#include <numeric>

/**
 * @file
 * @ingroup offload-test
 * Bench of segmentation: implementation.
 */

namespace ns3::offload::test
{

namespace
{

/// What a test has to know of a transport.
struct TransportEntry
{
    TransportKind kind;      //!< the transport
    uint8_t number;          //!< its protocol number
    uint32_t checksumOffset; //!< of the checksum in its header
    SegmentationType type;   //!< how to cut it over IPv4
};

constexpr TransportEntry TRANSPORTS[] = {
    {TransportKind::TCP, protocol::TCP, tcp::CHECKSUM, SegmentationType::TCP_V4},
    {TransportKind::UDP, protocol::UDP, udp::CHECKSUM, SegmentationType::UDP_L4},
    {TransportKind::DCCP, protocol::DCCP, dccp::CHECKSUM, SegmentationType::DCCP},
};

/// @param view headers @return what is to be known of their transport
const TransportEntry&
EntryOf(const HeaderView& view)
{
    for (const TransportEntry& entry : TRANSPORTS)
    {
        if (entry.kind == view.transport)
        {
            return entry;
        }
    }
    BOOST_FAIL("a frame of a transport that cannot be cut");
    return TRANSPORTS[0];
}

} // namespace

void
Recorder::Deliver(Frame& segment)
{
    BOOST_CHECK_EQUAL(segment.CountBytes(), segment.length);
    bytes.push_back(vectors::LinearBytes(segment));
    frames.push_back(segment);
}

HeaderView
ViewOf(const Bytes& bytes)
{
    const auto length = static_cast<uint32_t>(bytes.size());
    return HeaderView::Parse(bytes.data(), length, length);
}

uint32_t
PseudoSum(const Bytes& bytes, const HeaderView& view, uint32_t length)
{
    const uint8_t number = EntryOf(view).number;
    const uint8_t* ip = &bytes[view.networkOffset];
    return view.network == NetworkKind::IPV4 ? SumPseudoHeaderV4(ip + ipv4::SOURCE, number, length)
                                             : SumPseudoHeaderV6(ip + ipv6::SOURCE, number, length);
}

uint8_t*
ChecksumField(Bytes& bytes, const HeaderView& view)
{
    return &bytes[view.transportOffset + EntryOf(view).checksumOffset];
}

Bytes
OverIpv6(const Bytes& bytes)
{
    const HeaderView view = ViewOf(bytes);
    Bytes header(ipv6::HEADER_LENGTH);
    header[0] = 0x6b;
    Store16(&header[ipv6::PAYLOAD_LENGTH],
            static_cast<uint16_t>(view.datagramEnd - view.transportOffset));
    header[ipv6::NEXT_HEADER] = bytes[IP + ipv4::PROTOCOL];
    header[ipv6::HOP_LIMIT] = 3;
    std::iota(header.begin() + ipv6::SOURCE, header.end(), uint8_t{200});
    Bytes result = bytes;
    result.resize(IP);
    result.reserve(bytes.size() + ipv6::HEADER_LENGTH);
    Store16(&result[ethernet::TYPE], ethernet::TYPE_IPV6);
    result.insert(result.end(), header.begin(), header.end());
    result.insert(result.end(), bytes.begin() + view.transportOffset, bytes.end());
    return result;
}

Bytes
OverIpv4(uint8_t protocolNumber, const Bytes& transport, const Bytes& payload)
{
    TcpPacket packet;
    packet.payload = {};
    Bytes bytes = packet.Build();
    bytes.resize(IP + ipv4::MIN_HEADER_LENGTH);
    bytes.insert(bytes.end(), transport.begin(), transport.end());
    bytes.insert(bytes.end(), payload.begin(), payload.end());
    bytes[IP + ipv4::PROTOCOL] = protocolNumber;
    Store16(&bytes[IP + ipv4::TOTAL_LENGTH], static_cast<uint16_t>(bytes.size() - IP));
    Store16(&bytes[IP + ipv4::CHECKSUM], 0);
    Store16(&bytes[IP + ipv4::CHECKSUM],
            ChecksumOfSum(SumBytes(&bytes[IP], ipv4::MIN_HEADER_LENGTH)));
    return bytes;
}

Bytes
UdpOverIpv4(const Bytes& payload)
{
    Bytes header{40000 >> 8, 40000 & 0xff, 0, 80, 0, 0, 0, 0};
    Store16(&header[udp::LENGTH], static_cast<uint16_t>(udp::HEADER_LENGTH + payload.size()));
    return OverIpv4(protocol::UDP, header, payload);
}

Bytes
WithChecksum(Bytes bytes)
{
    const HeaderView view = ViewOf(bytes);
    const uint32_t length = view.datagramEnd - view.transportOffset;
    uint8_t* field = ChecksumField(bytes, view);
    Store16(field, 0);
    const uint32_t pseudo = PseudoSum(bytes, view, length);
    const uint16_t checksum = ChecksumOfSum(SumBytes(&bytes[view.transportOffset], length, pseudo));
    Store16(field, checksum == 0 && view.IsUdp() ? 0xffff : checksum);
    return bytes;
}

Frame
SuperPacketOf(Bytes bytes, uint32_t gsoSize)
{
    const HeaderView view = ViewOf(bytes);
    const TransportEntry& entry = EntryOf(view);
    const auto transportLength = static_cast<uint32_t>(bytes.size()) - view.transportOffset;
    Store16(ChecksumField(bytes, view), SumFold(PseudoSum(bytes, view, transportLength)));
    Frame frame;
    vectors::FillFrame(frame, bytes, 0);
    frame.checksumState = ChecksumState::PARTIAL;
    frame.checksumStart = view.transportOffset;
    frame.checksumOffset = static_cast<uint16_t>(entry.checksumOffset);
    frame.gsoSize = gsoSize;
    const bool isTcpV6 = entry.kind == TransportKind::TCP && view.network == NetworkKind::IPV6;
    frame.gsoType = isTcpV6 ? SegmentationType::TCP_V6 : entry.type;
    return frame;
}

Recorder
Cut(Frame frame, SegmentChecksum checksum)
{
    Recorder recorder;
    Segmenter segmenter(recorder, checksum);
    const SegmentReport report = segmenter.Segment(frame);
    BOOST_REQUIRE_MESSAGE(report.reason == SegmentReason::NONE, ToString(report.reason));
    BOOST_CHECK_EQUAL(report.segments, recorder.bytes.size());
    BOOST_CHECK_EQUAL(segmenter.Counters().segments, report.segments);
    BOOST_CHECK_EQUAL(frame.length, 0U);
    return recorder;
}

bool
HasRightIpChecksum(const Bytes& bytes)
{
    const HeaderView view = ViewOf(bytes);
    const uint32_t length = view.transportOffset - view.networkOffset;
    return view.network == NetworkKind::IPV6 ||
           SumFold(SumBytes(&bytes[view.networkOffset], length)) == 0xffff;
}

bool
HasRightChecksums(const Bytes& bytes)
{
    const HeaderView view = ViewOf(bytes);
    const uint32_t length = view.datagramEnd - view.transportOffset;
    return view.outcome == ParseOutcome::OK && HasRightIpChecksum(bytes) &&
           SumFold(
               SumBytes(&bytes[view.transportOffset], length, PseudoSum(bytes, view, length))) ==
               0xffff;
}

Bytes
JoinPayload(const std::vector<Bytes>& segments)
{
    Bytes payload;
    for (const Bytes& bytes : segments)
    {
        const HeaderView view = ViewOf(bytes);
        const auto begin = bytes.begin() + view.payloadOffset;
        payload.insert(payload.end(), begin, begin + view.payloadLength);
    }
    return payload;
}

SegmentReason
Refusal(Frame frame)
{
    const Bytes before = vectors::LinearBytes(frame);
    Recorder recorder;
    Segmenter segmenter(recorder);
    const SegmentReason reason = segmenter.Segment(frame).reason;
    BOOST_CHECK(recorder.bytes.empty());
    BOOST_CHECK(vectors::LinearBytes(frame) == before);
    BOOST_CHECK_EQUAL(segmenter.Counters().SuperPackets(reason), 1U);
    return reason;
}

} // namespace ns3::offload::test
