/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

/**
 * @file
 * @ingroup offload-test
 * The rules of the headers of segments:
 * - sequence numbers advance by what was sent, and wrap;
 * - the identification counts and wraps, or stays if fixed;
 * - FIN and PSH are on the last segment only, CWR on the first only; other flags, options, the
 *   urgent pointer and all else of the headers are repeated;
 * - the length is that of the frame, whatever its header claims.
 */

#include "segment-bench.h"

#include <boost/test/unit_test.hpp>

using namespace ns3::offload;
using namespace ns3::offload::test;

namespace
{

/// @param bytes a segment @param offset of a field in the TCP header @return the field's place
const uint8_t*
TcpField(const Bytes& bytes, uint32_t offset)
{
    return &bytes[ViewOf(bytes).transportOffset + offset];
}

} // namespace

BOOST_AUTO_TEST_SUITE(SegmentHeaders)

BOOST_AUTO_TEST_CASE(SequenceAdvancesAndWraps)
{
    TcpPacket packet;
    packet.sequence = 0xffffff9c; // 100 before the end
    packet.payload = TcpPacket::Pattern(250);
    const Recorder out = Cut(SuperPacketOf(packet.Build(), 100));
    BOOST_REQUIRE_EQUAL(out.bytes.size(), 3U);
    BOOST_CHECK_EQUAL(Load32(TcpField(out.bytes[0], tcp::SEQUENCE)), 0xffffff9cU);
    BOOST_CHECK_EQUAL(Load32(TcpField(out.bytes[1], tcp::SEQUENCE)), 0U);
    BOOST_CHECK_EQUAL(Load32(TcpField(out.bytes[2], tcp::SEQUENCE)), 100U);
}

BOOST_AUTO_TEST_CASE(IdentificationCountsWrapsOrStays)
{
    TcpPacket packet;
    packet.identification = 0xffff;
    packet.payload = TcpPacket::Pattern(250);
    for (const bool isFixed : {false, true})
    {
        Frame frame = SuperPacketOf(packet.Build(), 100);
        frame.gsoFixedId = isFixed;
        const Recorder out = Cut(frame);
        for (uint32_t i = 0; i < out.bytes.size(); ++i)
        {
            const auto expected = static_cast<uint16_t>(0xffff + (isFixed ? 0 : i));
            BOOST_CHECK_EQUAL(Load16(&out.bytes[i][IP + ipv4::IDENTIFICATION]), expected);
            BOOST_CHECK(HasRightChecksums(out.bytes[i]));
        }
    }
}

BOOST_AUTO_TEST_CASE(FlagsKeepTheirPlace)
{
    TcpPacket packet;
    packet.flags = 0xff;
    packet.payload = TcpPacket::Pattern(250);
    for (const bool isEcn : {false, true})
    {
        Frame frame = SuperPacketOf(packet.Build(), 100);
        frame.gsoEcn = isEcn;
        const Recorder out = Cut(frame);
        const uint8_t everywhere = tcp::SYN | tcp::RST | tcp::ACK | tcp::URG | tcp::ECE;
        BOOST_CHECK_EQUAL(*TcpField(out.bytes[0], tcp::FLAGS), everywhere | tcp::CWR);
        BOOST_CHECK_EQUAL(*TcpField(out.bytes[1], tcp::FLAGS), everywhere);
        BOOST_CHECK_EQUAL(*TcpField(out.bytes[2], tcp::FLAGS), everywhere | tcp::FIN | tcp::PSH);
    }
}

BOOST_AUTO_TEST_CASE(AllElseOfTheHeadersIsRepeated)
{
    TcpPacket packet;
    packet.tag = 0x6005;
    packet.ipOptions = Bytes(8, 1);
    packet.timestamps = test::Timestamps{7, 9};
    packet.tos = 0xb7;
    packet.ttl = 3;
    packet.fragment = 0;
    packet.payload = TcpPacket::Pattern(250);
    Bytes whole = packet.Build();
    Store16(&whole[ViewOf(whole).transportOffset + tcp::URGENT], 999);
    Frame frame = SuperPacketOf(whole, 100);
    frame.vlanTci = 77;
    frame.cookie = 88;
    const Recorder out = Cut(frame);
    for (std::size_t i = 0; i < out.bytes.size(); ++i)
    {
        Bytes segment = out.bytes[i];
        BOOST_CHECK(HasRightChecksums(segment));
        BOOST_CHECK(out.frames[i].vlanTci == 77);
        BOOST_CHECK_EQUAL(out.frames[i].cookie, 88U);
        const uint32_t ip = ViewOf(segment).networkOffset;
        const uint32_t transport = ViewOf(segment).transportOffset;
        // What has to differ is made equal; then all must be.
        for (const uint32_t field : {ip + ipv4::TOTAL_LENGTH,
                                     ip + ipv4::IDENTIFICATION,
                                     ip + ipv4::CHECKSUM,
                                     transport + tcp::SEQUENCE + 2,
                                     transport + tcp::CHECKSUM})
        {
            Store16(&segment[field], Load16(&whole[field]));
        }
        const auto headersEnd = transport + 32;
        BOOST_CHECK(Bytes(segment.begin(), segment.begin() + headersEnd) ==
                    Bytes(whole.begin(), whole.begin() + headersEnd));
    }
}

BOOST_AUTO_TEST_CASE(LengthIsThatOfTheFrame)
{
    TcpPacket packet;
    packet.payload = TcpPacket::Pattern(250);
    for (const uint16_t claimed : {0, 20, 100, 40000})
    {
        Frame frame = SuperPacketOf(packet.Build(), 100);
        Store16(frame.head.Data() + IP + ipv4::TOTAL_LENGTH, claimed);
        BOOST_CHECK(JoinPayload(Cut(frame).bytes) == packet.payload);
    }
}

BOOST_AUTO_TEST_SUITE_END()
