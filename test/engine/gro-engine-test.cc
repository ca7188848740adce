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
 * The rules of what goes into GRO and what comes out:
 * - what a super-packet says of itself, and that one frame stays as it came;
 * - input that the NIC has verified, summed, or not verified;
 * - UDP merges only if asked to, up to 64 datagrams, the last may be shorter;
 * - IPv6: traffic class and hop limit flush, flow label tells flows apart;
 * - super-packets from elsewhere pass;
 * - GRO off: everything passes;
 * - wrong settings are told with a remedy.
 */

#include "engine/checksum.h"
#include "gro-bench.h"

#include <boost/test/unit_test.hpp>
#include <vector>

using namespace ns3::offload;
using namespace ns3::offload::test;

namespace
{

/// @return settings with UDP
GroConfig
WithUdp()
{
    GroConfig config;
    config.udpGroForwarding = true;
    return config;
}

} // namespace

BOOST_AUTO_TEST_SUITE(GroEngineRules)

BOOST_AUTO_TEST_CASE(SuperPacketSaysWhatItIs)
{
    GroBench bench;
    const TcpPacket packet = WithTimestamps();
    TcpPacket last = Next(packet);
    last.flags |= tcp::PSH;
    last.payload.resize(150);
    bench.Receive(packet);
    bench.Receive(last);
    BOOST_REQUIRE_EQUAL(bench.Up().size(), 1U);
    const GroDelivered& up = bench.Up()[0];
    const Frame& frame = up.frame;
    BOOST_CHECK(frame.gsoType == SegmentationType::TCP_V4);
    BOOST_CHECK_EQUAL(frame.gsoSize, 200U);
    BOOST_CHECK_EQUAL(frame.segments, 2U);
    BOOST_CHECK_EQUAL(frame.payloadLength, 350U);
    BOOST_CHECK_EQUAL(frame.length, up.bytes.size());
    BOOST_CHECK_EQUAL(frame.CountBytes(), up.bytes.size());
    BOOST_CHECK_EQUAL(frame.wireBytes, packet.Build().size() + last.Build().size());
    BOOST_CHECK_EQUAL(frame.trueSize, frame.wireBytes);
    BOOST_CHECK_EQUAL(frame.buffers.skbHeads, 2U);
    BOOST_CHECK_EQUAL(frame.buffers.fragListMembers, 1U);
    BOOST_CHECK(frame.headModified);
    BOOST_CHECK(frame.checksumState == ChecksumState::PARTIAL);
    BOOST_CHECK_EQUAL(frame.checksumStart, 34U);
    BOOST_CHECK_EQUAL(frame.checksumOffset, tcp::CHECKSUM);

    // The first frame's headers, but for lengths, checksums and PSH.
    TcpPacket expected = packet;
    expected.flags |= tcp::PSH;
    expected.payload.insert(expected.payload.end(), last.payload.begin(), last.payload.end());
    Bytes bytes = expected.Build();
    const auto length = static_cast<uint32_t>(bytes.size() - frame.checksumStart);
    Store16(&bytes[frame.checksumStart + frame.checksumOffset],
            SumFold(SumPseudoHeaderV4(&bytes[14 + ipv4::SOURCE], protocol::TCP, length)));
    BOOST_CHECK(up.bytes == bytes);
}

BOOST_AUTO_TEST_CASE(OneFrameStaysAsItCame)
{
    GroBench bench;
    const Bytes bytes = TcpPacket().Build();
    const GroReport report = bench.Receive(bytes);
    BOOST_CHECK_EQUAL(report.checksumBytes, bytes.size() - 34);
    bench.Engine().FlushAll();
    const GroDelivered& up = bench.Up()[0];
    BOOST_CHECK(up.bytes == bytes);
    BOOST_CHECK(up.delivery.wasHeld);
    BOOST_CHECK(!up.frame.headModified);
    BOOST_CHECK_EQUAL(up.frame.gsoSize, 0U);
    BOOST_CHECK(up.frame.checksumState == ChecksumState::UNNECESSARY);
}

BOOST_AUTO_TEST_CASE(WhatTheNicKnowsIsBelieved)
{
    TcpPacket packet;
    packet.checksumError = 1;
    const Bytes bytes = packet.Build();

    /// A state, and what comes of a frame with a wrong checksum.
    struct Case
    {
        ChecksumState state;
        uint32_t sum;
        GroOutcome outcome;
    };

    const uint32_t sum = SumBytes(&bytes[14], bytes.size() - 14);
    for (const Case& c : {Case{ChecksumState::NONE, 0, GroOutcome::PASSED},
                          Case{ChecksumState::UNNECESSARY, 0, GroOutcome::HELD},
                          Case{ChecksumState::COMPLETE, sum, GroOutcome::PASSED},
                          Case{ChecksumState::COMPLETE, SumSubtract(sum, 1), GroOutcome::HELD}})
    {
        GroBench bench;
        Frame frame;
        vectors::FillFrame(frame, bytes, 0);
        frame.checksumState = c.state;
        frame.checksum = c.sum;
        const GroReport report = bench.Engine().Receive(frame);
        BOOST_CHECK(report.outcome == c.outcome);
        BOOST_CHECK_EQUAL(report.checksumBytes > 0, c.outcome == GroOutcome::PASSED);
    }
}

BOOST_AUTO_TEST_CASE(SuperPacketsFromElsewherePass)
{
    GroBench bench;
    const TcpPacket packet;
    bench.Receive(packet);
    Frame frame;
    vectors::FillFrame(frame, Next(packet).Build(), 1);
    frame.gsoSize = 100;
    const GroReport report = bench.Engine().Receive(frame);
    BOOST_CHECK(report.reason == GroReason::SUPER_PACKET);
    BOOST_CHECK(report.flushReason == Flush::FRAME_REFUSED);
    BOOST_CHECK((bench.FramesUp() == Frames{{0}, {1}}));
}

BOOST_AUTO_TEST_CASE(UdpMergesWhenAskedTo)
{
    GroBench off;
    BOOST_CHECK(off.Receive(UdpPacket().Build()).reason == GroReason::UDP_OFF);

    for (const bool isIpv6 : {false, true})
    {
        GroBench bench(WithUdp());
        UdpPacket packet;
        packet.isIpv6 = isIpv6;
        for (int i = 0; i < 65; ++i, ++packet.identification)
        {
            bench.Receive(packet.Build());
        }
        BOOST_REQUIRE_EQUAL(bench.Up().size(), 1U);
        BOOST_CHECK_EQUAL(bench.Up()[0].frame.segments, 64U);
        BOOST_CHECK(bench.Up()[0].delivery.flushReason == Flush::UDP_COUNT);
        BOOST_CHECK(bench.Up()[0].frame.gsoType == SegmentationType::UDP_L4);
        packet.payload.pop_back();
        BOOST_CHECK(bench.Receive(packet.Build()).flushReason == Flush::SHORT_SEGMENT);
        packet.hasChecksum = false;
        BOOST_CHECK(bench.Receive(packet.Build()).reason == GroReason::UDP_NO_CHECKSUM);
    }
}

BOOST_AUTO_TEST_CASE(Ipv6PriorityFlushesFlowLabelTellsFlows)
{
    UdpPacket packet;
    packet.isIpv6 = true;
    const auto flushReason = [&](const UdpPacket& second) {
        GroBench bench(WithUdp());
        bench.Receive(packet.Build());
        return bench.Receive(second.Build()).flushReason;
    };
    UdpPacket second = packet;
    second.firstWord |= 3U << 20;
    BOOST_CHECK(flushReason(second) == Flush::TRAFFIC_CLASS);
    second = packet;
    second.hopLimit = 1;
    BOOST_CHECK(flushReason(second) == Flush::TIME_TO_LIVE);
    second = packet;
    second.firstWord |= 1;
    BOOST_CHECK(flushReason(second) == Flush::NONE);
}

BOOST_AUTO_TEST_CASE(OffMeansOff)
{
    GroConfig config;
    config.gro = false;
    GroBench bench(config);
    BOOST_CHECK(bench.Receive(TcpPacket()).reason == GroReason::GRO_OFF);
    BOOST_CHECK(bench.Up()[0].frame.checksumState == ChecksumState::NONE);
}

BOOST_AUTO_TEST_CASE(WrongSettingsAreTold)
{
    BOOST_CHECK_EQUAL(GroConfig().FindFault(), "");
    GroConfig config;
    config.groMaxSize = 524281;
    BOOST_CHECK_EQUAL(config.FindFault(), "gro_max_size is 524281 bytes; use 0 to 524280");
    config = GroConfig();
    config.maxHeld = 0;
    BOOST_CHECK_EQUAL(config.FindFault(), "maxHeld is 0; use 1 or more, or switch GRO off");
}

BOOST_AUTO_TEST_SUITE_END()
