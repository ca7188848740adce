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
 * Packets of 64 KiB and more (BIG TCP):
 * - over IPv4 length 0 is told, over IPv6 a jumbo payload option; segmented again they are the
 *   frames that came;
 * - IPv6 does without the option as long as its field can tell the length;
 * - each IP version has its own limit;
 * - UDP and lists stay below 64 KiB, and so does IPv6 where the head has no room for the option;
 * - a hop-by-hop header that is not ours stays.
 */

#include "engine/checksum.h"
#include "gro-bench.h"
#include "segment-bench.h"

#include <boost/test/unit_test.hpp>

using namespace ns3::offload;
using namespace ns3::offload::test;

namespace
{

/// @param size of either IP version @return settings
GroConfig
WithMaxSize(uint32_t size)
{
    GroConfig config;
    config.groMaxSize = size;
    config.groIpv4MaxSize = size;
    return config;
}

/// @param number of segments @param length of each @param isIpv6 over IPv6 @return TCP segments
std::vector<Bytes>
TcpFrames(uint32_t number, uint32_t length, bool isIpv6)
{
    std::vector<Bytes> frames;
    TcpPacket packet;
    for (uint32_t i = 0; i < number; ++i)
    {
        packet.payload = TcpPacket::Pattern(length, static_cast<uint8_t>(i));
        const Bytes bytes = packet.Build();
        frames.push_back(isIpv6 ? WithChecksum(OverIpv6(bytes)) : bytes);
        packet.sequence += length;
        ++packet.identification;
    }
    return frames;
}

/// @param bytes a frame over IPv6 @param length of an extension header, a multiple of 8
/// @param kind of it @return the frame with it
Bytes
WithExtension(Bytes bytes, uint32_t length, uint8_t kind)
{
    Bytes extension(length);
    extension[0] = bytes[IP + ipv6::NEXT_HEADER];
    extension[1] = static_cast<uint8_t>(length / 8 - 1);
    bytes[IP + ipv6::NEXT_HEADER] = kind;
    bytes.insert(bytes.begin() + IP + ipv6::HEADER_LENGTH, extension.begin(), extension.end());
    Store16(&bytes[IP + ipv6::PAYLOAD_LENGTH],
            static_cast<uint16_t>(bytes.size() - IP - ipv6::HEADER_LENGTH));
    return bytes;
}

/// @param bench to receive @param frames what; everything goes up in the end
void
ReceiveAll(GroBench& bench, const std::vector<Bytes>& frames)
{
    for (const Bytes& bytes : frames)
    {
        bench.Receive(bytes);
    }
    bench.Engine().FlushAll();
}

} // namespace

BOOST_AUTO_TEST_SUITE(GroBigTcp)

BOOST_AUTO_TEST_CASE(MergedAndSegmentedAgain)
{
    constexpr uint32_t PAYLOAD = 300 * 1448;
    for (const bool isIpv6 : {false, true})
    {
        const std::vector<Bytes> frames = TcpFrames(300, 1448, isIpv6);
        GroBench bench(WithMaxSize(524280));
        ReceiveAll(bench, frames);
        BOOST_REQUIRE_EQUAL(bench.Up().size(), 1U);
        const GroDelivered& up = bench.Up()[0];
        const uint32_t transport = IP + (isIpv6 ? 40 + 8 : 20);
        BOOST_CHECK_EQUAL(up.frame.length, transport + 20 + PAYLOAD);
        BOOST_CHECK_EQUAL(up.bytes.size(), up.frame.length);
        BOOST_CHECK_EQUAL(up.frame.transportOffset, transport);
        BOOST_CHECK_EQUAL(up.frame.checksumStart, transport);
        const uint8_t* ip = &up.bytes[IP];
        if (isIpv6)
        {
            const Bytes option{protocol::TCP, 0, 0xc2, 4}; // RFC 2675
            BOOST_CHECK_EQUAL(ip[ipv6::NEXT_HEADER], protocol::HOP_BY_HOP);
            BOOST_CHECK_EQUAL(Load16(ip + ipv6::PAYLOAD_LENGTH), 0U);
            BOOST_CHECK(Bytes(ip + 40, ip + 44) == option);
            BOOST_CHECK_EQUAL(Load32(ip + 44), 8 + 20 + PAYLOAD);
        }
        else
        {
            BOOST_CHECK_EQUAL(Load16(ip + ipv4::TOTAL_LENGTH), 0U);
            BOOST_CHECK_EQUAL(SumFold(SumBytes(ip, 20)), 0xffff);
        }
        BOOST_CHECK(Cut(up.frame).bytes == frames);
    }
}

BOOST_AUTO_TEST_CASE(Ipv6FieldIsUsedAsLongAsItCan)
{
    // An IPv6 payload of 65535 bytes, and one byte more.
    for (const uint32_t tooMuch : {0U, 1U})
    {
        TcpPacket packet;
        packet.payload = TcpPacket::Pattern(32758);
        std::vector<Bytes> frames{WithChecksum(OverIpv6(packet.Build()))};
        packet.sequence += 32758;
        packet.payload.resize(32757 + tooMuch);
        frames.push_back(WithChecksum(OverIpv6(packet.Build())));
        GroBench bench(WithMaxSize(100000));
        ReceiveAll(bench, frames);
        BOOST_REQUIRE_EQUAL(bench.Up().size(), 1U);
        const uint8_t* ip = &bench.Up()[0].bytes[IP];
        BOOST_CHECK_EQUAL(Load16(ip + ipv6::PAYLOAD_LENGTH), tooMuch ? 0U : 65535U);
        BOOST_CHECK_EQUAL(ip[ipv6::NEXT_HEADER], tooMuch ? 0 : protocol::TCP);
        BOOST_CHECK(Cut(bench.Up()[0].frame).bytes == frames);
    }
}

BOOST_AUTO_TEST_CASE(EachIpVersionHasItsLimit)
{
    for (const bool isIpv6 : {false, true})
    {
        GroConfig config = WithMaxSize(65536);
        (isIpv6 ? config.groMaxSize : config.groIpv4MaxSize) = 100000;
        for (const bool isOther : {false, true})
        {
            GroBench bench(config);
            ReceiveAll(bench, TcpFrames(60, 1448, isIpv6 != isOther));
            BOOST_CHECK_EQUAL(bench.Up().size(), isOther ? 2U : 1U);
        }
    }
}

BOOST_AUTO_TEST_CASE(WhatStaysBelow64KiB)
{
    GroConfig udp = WithMaxSize(524280);
    udp.udpGroForwarding = true;
    GroBench datagrams(udp);
    UdpPacket packet;
    packet.payload = Bytes(1448);
    for (uint32_t i = 0; i < 50; ++i, ++packet.identification)
    {
        datagrams.Receive(packet.Build());
    }
    BOOST_REQUIRE_EQUAL(datagrams.Up().size(), 1U);
    BOOST_CHECK(datagrams.Up()[0].delivery.flushReason == GroFlushReason::SIZE_LIMIT);
    BOOST_CHECK_EQUAL(datagrams.Up()[0].frame.segments, 45U);

    GroConfig lists = WithMaxSize(524280);
    lists.fraglist = true;
    GroBench chained(lists);
    ReceiveAll(chained, TcpFrames(60, 1448, false));
    BOOST_CHECK_EQUAL(chained.Up().size(), 2U);

    // Headers of 242 bytes leave room in the head, those of 250 do not.
    for (const uint32_t length : {168U, 176U})
    {
        std::vector<Bytes> frames = TcpFrames(60, 1448, true);
        for (Bytes& bytes : frames)
        {
            bytes = WithExtension(bytes, length, protocol::DESTINATION_OPTIONS);
        }
        GroBench bench(WithMaxSize(524280));
        ReceiveAll(bench, frames);
        BOOST_REQUIRE_EQUAL(bench.Up().size(), length == 168 ? 1U : 2U);
        std::vector<Bytes> out = Cut(bench.Up()[0].frame).bytes;
        frames.resize(out.size());
        BOOST_CHECK(out == frames);
    }
}

BOOST_AUTO_TEST_CASE(AnotherHopByHopHeaderStays)
{
    std::vector<Bytes> frames = TcpFrames(60, 1448, true);
    for (Bytes& bytes : frames)
    {
        bytes = WithExtension(bytes, 8, protocol::HOP_BY_HOP);
    }
    GroBench bench(WithMaxSize(524280));
    ReceiveAll(bench, frames);
    BOOST_REQUIRE_EQUAL(bench.Up().size(), 1U);
    Frame frame = bench.Up()[0].frame;
    BOOST_CHECK_EQUAL(frame.transportOffset, IP + 40 + 8 + 8);
    BOOST_CHECK_EQUAL(frame.head.Data()[IP + 40], protocol::HOP_BY_HOP);
    frame.head.Data()[IP + 42] = 1; // not the option that tells a length
    BOOST_CHECK(ViewOf(Cut(frame).bytes[0]).transportOffset == frame.transportOffset);
}

BOOST_AUTO_TEST_SUITE_END()
