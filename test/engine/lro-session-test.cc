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
 * The rules of an LRO session, which becomes a super-packet:
 * - headers of a super-packet: first frame's, but for acknowledgment, window, echo, lengths,
 *   checksums;
 * - without checksum maintenance the first frame's checksum stays;
 * - max_aggr counts frames in skb mode and frags in page mode; the size limit leaves room for an
 *   MTU;
 * - buffers are counted by mode, true size is the sum of the frames';
 * - steps are reported: lookups, links, allocations.
 */

#include "lro-bench.h"

#include <boost/test/unit_test.hpp>
#include <utility>
#include <vector>

using namespace ns3::offload;
using namespace ns3::offload::test;

namespace
{

/// @param bytes a frame without tag @return its TCP header
const uint8_t*
TcpOf(const Bytes& bytes)
{
    return &bytes[34];
}

} // namespace

BOOST_AUTO_TEST_SUITE(LroSessionRules)

BOOST_AUTO_TEST_CASE(HeadersOfASuperPacket)
{
    LroBench bench;
    TcpPacket first = WithTimestamps();
    first.flags |= tcp::PSH;
    first.tos = 0x10;
    TcpPacket last = Next(first);
    last.flags = tcp::ACK;
    last.tos = 0;
    last.ttl = 1;
    last.acknowledgment = 77;
    last.window = 99;
    last.timestamps = Timestamps{111, 222};
    last.payload = TcpPacket::Pattern(301, 9);
    bench.Receive(first);
    bench.Receive(last);
    bench.Manager().FlushAll();

    TcpPacket expected = first;
    expected.acknowledgment = 77;
    expected.window = 99;
    expected.timestamps = Timestamps{100, 222};
    expected.payload.insert(expected.payload.end(), last.payload.begin(), last.payload.end());
    BOOST_REQUIRE_EQUAL(bench.Up().size(), 1U);
    const Delivered& up = bench.Up()[0];
    BOOST_CHECK(up.bytes == expected.Build());
    BOOST_CHECK(up.frame.headModified);
    BOOST_CHECK_EQUAL(up.frame.gsoSize, 301U);
    BOOST_CHECK_EQUAL(up.frame.payloadLength, 501U);
    BOOST_CHECK_EQUAL(up.frame.length, up.bytes.size());
    BOOST_CHECK_EQUAL(up.frame.wireBytes, first.Build().size() + last.Build().size());
}

BOOST_AUTO_TEST_CASE(ChecksumNotMaintained)
{
    LroConfig config;
    config.maintainTcpChecksum = false;
    LroBench bench(config);
    const Bytes first = TcpPacket().Build();
    bench.Receive(first);
    bench.Receive(Next(TcpPacket()));
    bench.Manager().FlushAll();
    const Bytes& up = bench.Up()[0].bytes;
    BOOST_CHECK_EQUAL(Load16(TcpOf(up) + tcp::CHECKSUM), Load16(TcpOf(first) + tcp::CHECKSUM));
    const auto verdict = vectors::JudgeChecksums(up, TagLocation::IN_BAND);
    BOOST_CHECK(verdict.ip == true);
    BOOST_CHECK(verdict.tcp == false);
}

BOOST_AUTO_TEST_CASE(MaxAggrCountsFramesOrFrags)
{
    LroConfig config;
    config.maxAggr = 4;
    config.mtu = 9000;
    for (const auto& [entry, frames] : {std::pair(Entry::SKB, 4U), std::pair(Entry::FRAGS, 2U)})
    {
        LroBench bench(config, entry);
        TcpPacket packet;
        packet.payload = Bytes(3000); // two buffers of 2048 bytes
        uint32_t received = 0;
        LroReport report;
        while (report.flushReason == LroFlushReason::NONE && received < 10)
        {
            report = bench.Receive(packet);
            packet = Next(packet);
            ++received;
        }
        BOOST_CHECK_EQUAL(received, frames);
        BOOST_CHECK(report.flushReason == LroFlushReason::MAX_AGGR);
        BOOST_CHECK_EQUAL(bench.Up().size(), 1U);
    }
}

BOOST_AUTO_TEST_CASE(MaxAggrOneStillMergesTwo)
{
    LroConfig config;
    config.maxAggr = 1;
    LroBench bench(config);
    BOOST_CHECK(bench.Receive(TcpPacket()).outcome == LroOutcome::HELD);
    BOOST_CHECK(bench.Receive(Next(TcpPacket())).flushReason == LroFlushReason::MAX_AGGR);
    BOOST_CHECK(bench.Up()[0].frames == std::vector<uint32_t>({0, 1}));
}

BOOST_AUTO_TEST_CASE(SizeLimitLeavesRoomForAnMtu)
{
    LroConfig config;
    config.maxAggr = 1000;
    for (const uint32_t extra : {0U, 1U})
    {
        config.mtu = 65535 - 440 + 1 - extra; // two frames make a datagram of 440 bytes
        LroBench bench(config);
        bench.Receive(TcpPacket());
        const LroReport report = bench.Receive(Next(TcpPacket()));
        BOOST_CHECK(report.flushReason ==
                    (extra == 0 ? LroFlushReason::SIZE_LIMIT : LroFlushReason::NONE));
    }
}

BOOST_AUTO_TEST_CASE(BuffersAreCountedByMode)
{
    for (const Entry entry : {Entry::SKB, Entry::FRAGS})
    {
        LroBench bench({}, entry);
        TcpPacket packet;
        LroReport report = bench.Receive(packet);
        const bool isFrags = entry == Entry::FRAGS;
        BOOST_CHECK_EQUAL(report.skbHeadsAllocated, isFrags ? 1U : 0U);
        BOOST_CHECK_EQUAL(report.headBytesCopied, isFrags ? 54U : 0U);
        BOOST_CHECK_EQUAL(report.fragsLinked, isFrags ? 1U : 0U);
        report = bench.Receive(Next(packet));
        BOOST_CHECK_EQUAL(report.skbHeadsAllocated, 0U);
        BOOST_CHECK_EQUAL(report.fragsLinked, isFrags ? 1U : 0U);
        BOOST_CHECK_EQUAL(report.listMembersLinked, isFrags ? 0U : 1U);
        BOOST_CHECK_EQUAL(report.descriptorsCompared, 1U);
        report = bench.Manager().FlushAll();
        BOOST_CHECK_EQUAL(report.headersRewritten, 1U);
        const Frame& frame = bench.Up()[0].frame;
        BOOST_CHECK_EQUAL(frame.buffers.skbHeads, isFrags ? 1U : 2U);
        BOOST_CHECK_EQUAL(frame.buffers.fragListMembers, isFrags ? 0U : 1U);
        BOOST_CHECK_EQUAL(frame.buffers.frags, isFrags ? 2U : 0U);
        BOOST_CHECK_EQUAL(frame.trueSize, isFrags ? 2 * 2048U : 2 * 254U);
    }
}

BOOST_AUTO_TEST_SUITE_END()
