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
 * The rules of GRO that chains frames (fraglist):
 * - what was chained, of TCP and UDP over either IP, comes back byte for byte, repeated
 *   identifications included;
 * - a router's change of link header, TTL, traffic class, addresses and ports reaches every frame,
 *   with right checksums;
 * - TCP: other flags, 64 segments, another state of the checksum end a list; UDP: 64 datagrams end
 *   it, another state overtakes; neither becomes longer than 64 KiB, headers included;
 * - a list whose headers do not match its payload is refused;
 * - nothing is allocated in the steady state.
 */

#include "allocation-counter.h"
#include "engine/checksum.h"
#include "gro-frames.h"
#include "segment-bench.h"

#include <boost/test/unit_test.hpp>
#include <functional>
#include <vector>

using namespace ns3::offload;
using namespace ns3::offload::test;

namespace
{

/// @param frames of one flow @return the list that they are chained to
Frame
ListOf(const std::vector<Bytes>& frames)
{
    GroBench bench(WithLists());
    for (const Bytes& bytes : frames)
    {
        bench.Receive(bytes);
    }
    bench.Engine().FlushAll();
    BOOST_REQUIRE_EQUAL(bench.Up().size(), 1U);
    return bench.Up()[0].frame;
}

/// @param frames some @param change one @return them changed
std::vector<Bytes>
Changed(std::vector<Bytes> frames, const std::function<void(uint8_t*)>& change)
{
    for (Bytes& bytes : frames)
    {
        change(bytes.data());
        if (ViewOf(bytes).network == NetworkKind::IPV4)
        {
            Store16(&bytes[IP + ipv4::CHECKSUM], 0);
            Store16(&bytes[IP + ipv4::CHECKSUM], ChecksumOfSum(SumBytes(&bytes[IP], 20)));
        }
        bytes = WithChecksum(bytes);
    }
    return frames;
}

} // namespace

BOOST_AUTO_TEST_SUITE(GroFraglist)

BOOST_AUTO_TEST_CASE(ChainedFramesComeBack)
{
    UdpPacket v6;
    v6.isIpv6 = true;
    std::vector<Bytes> tcpV6 = TcpFrames(5, false);
    for (Bytes& bytes : tcpV6)
    {
        bytes = WithChecksum(OverIpv6(bytes));
    }
    for (const std::vector<Bytes>& frames : {TcpFrames(5, false),
                                             TcpFrames(5, true),
                                             tcpV6,
                                             UdpFrames(5, UdpPacket()),
                                             UdpFrames(5, v6)})
    {
        const Frame list = ListOf(frames);
        BOOST_CHECK_EQUAL(list.segments, 5U);
        BOOST_REQUIRE_EQUAL(list.fragList.size(), 4U);
        BOOST_CHECK_EQUAL(list.buffers.fragListMembers, 4U);
        BOOST_CHECK(list.checksumState == ChecksumState::UNNECESSARY);
        BOOST_CHECK_EQUAL(list.CountBytes(), list.length);
        const HeaderView view = ViewOf(vectors::LinearBytes(list));
        BOOST_CHECK(view.outcome == ParseOutcome::OK);
        BOOST_CHECK_EQUAL(view.payloadLength, list.payloadLength);
        BOOST_CHECK(HasRightIpChecksum(vectors::LinearBytes(list)));
        BOOST_CHECK_EQUAL(list.gsoSize, ViewOf(frames[0]).payloadLength);

        for (const SegmentChecksum who : {SegmentChecksum::COMPLETE, SegmentChecksum::PARTIAL})
        {
            Recorder out;
            Segmenter segmenter(out, who);
            Frame frame = list;
            const SegmentReport report = segmenter.Segment(frame);
            BOOST_CHECK(out.bytes == frames);
            BOOST_CHECK_EQUAL(report.unchained, 5U);
            BOOST_CHECK_EQUAL(report.headerBytesCopied, 4 * ethernet::HEADER_LENGTH);
            BOOST_CHECK_EQUAL(report.fragsShared, 0U);
            BOOST_CHECK_EQUAL(report.bytesSummed, 0U);
        }
    }
}

BOOST_AUTO_TEST_CASE(WhatARouterChangesReachesAll)
{
    UdpPacket v6;
    v6.isIpv6 = true;
    const std::function<void(uint8_t*)> changes[] = {
        [](uint8_t* head) { head[0] = 0x22; },
        [](uint8_t* head) { --head[IP + (head[12] == 8 ? ipv4::TTL : ipv6::HOP_LIMIT)]; },
        [](uint8_t* head) { head[IP + 1] |= head[12] == 8 ? 3 : 0x30; }, // CE
        [](uint8_t* head) { head[IP + (head[12] == 8 ? ipv4::SOURCE : ipv6::SOURCE) + 1] = 99; },
        [](uint8_t* head) { ++head[IP + (head[12] == 8 ? 20 : 40) + 1]; }, // source port
    };
    for (const std::vector<Bytes>& frames :
         {TcpFrames(3, false), UdpFrames(3, UdpPacket()), UdpFrames(3, v6)})
    {
        for (const auto& change : changes)
        {
            const std::vector<Bytes> expected = Changed(frames, change);
            Frame list = ListOf(frames);
            change(list.head.Data());
            // Who changes what the first frame's checksum covers updates that, too.
            const HeaderView view = ViewOf(frames[0]);
            const uint32_t at =
                view.transportOffset + (view.IsTcp() ? tcp::CHECKSUM : udp::CHECKSUM);
            Store16(list.head.Data() + at, Load16(&expected[0][at]));
            BOOST_CHECK(Cut(list).bytes == expected);
        }
    }
}

BOOST_AUTO_TEST_CASE(WhatEndsAListOfTcp)
{
    TcpPacket first;
    first.payload = TcpPacket::Pattern(200);
    TcpPacket second = first;
    second.sequence += 200;
    ++second.identification;

    GroBench push(WithLists());
    push.Receive(first);
    second.flags |= tcp::PSH;
    const GroReport report = push.Receive(second);
    BOOST_CHECK(report.flushReason == Flush::TCP_HEADER);
    BOOST_CHECK(report.reason == GroReason::TCP_FLAGS);
    second.flags = first.flags;

    GroBench state(WithLists());
    state.Receive(first);
    Frame frame;
    const Bytes bytes = second.Build();
    vectors::FillFrame(frame, bytes, 1);
    frame.checksumState = ChecksumState::COMPLETE;
    frame.checksum = SumBytes(&bytes[IP], bytes.size() - IP);
    BOOST_CHECK(state.Engine().Receive(frame).flushReason == Flush::CHECKSUM_STATE);
    BOOST_CHECK_EQUAL(state.Engine().PacketsHeld(), 1U);

    GroBench many(WithLists());
    std::vector<Bytes> frames = TcpFrames(66, false);
    for (uint32_t i = 0; i < 65; ++i)
    {
        const GroReport next = many.Receive(frames[i]);
        BOOST_CHECK(next.flushReason == (i < 64 ? Flush::NONE : Flush::LIST_COUNT));
    }
    BOOST_CHECK_EQUAL(many.Up()[0].frame.segments, 64U);
}

BOOST_AUTO_TEST_CASE(WhatEndsAListOfUdp)
{
    GroBench many(WithLists());
    const std::vector<Bytes> frames = UdpFrames(70, UdpPacket());
    for (uint32_t i = 0; i < 64; ++i)
    {
        const GroReport next = many.Receive(frames[i]);
        BOOST_CHECK(next.flushReason == (i < 63 ? Flush::NONE : Flush::UDP_COUNT));
    }

    // A frame of which something else is known overtakes what is held.
    GroBench state(WithLists());
    state.Receive(frames[0]);
    Frame frame;
    vectors::FillFrame(frame, frames[1], 1);
    frame.checksumState = ChecksumState::COMPLETE;
    frame.checksum = SumBytes(&frames[1][IP], frames[1].size() - IP);
    BOOST_CHECK(state.Engine().Receive(frame).reason == GroReason::CHECKSUM_STATE);
    state.Engine().FlushAll();
    BOOST_CHECK((state.FramesUp() == Frames{{1}, {0}}));
}

BOOST_AUTO_TEST_CASE(ListStaysBelow64KiBHeadersIncluded)
{
    GroConfig config = WithLists();
    config.groIpv4MaxSize = 3000; // not asked
    for (const uint32_t tooMuch : {0U, 1U})
    {
        GroBench bench(config);
        UdpPacket packet;
        // The first with headers, one payload, and the third with headers: 65534 bytes, or 65537.
        packet.payload = Bytes((65535 - 2 * 28) / 3 + tooMuch);
        for (uint32_t i = 0; i < 2; ++i, ++packet.identification)
        {
            bench.Receive(packet.Build());
        }
        const GroReport report = bench.Receive(packet.Build());
        BOOST_CHECK(report.flushReason == (tooMuch ? Flush::SIZE_LIMIT : Flush::NONE));
    }
}

BOOST_AUTO_TEST_CASE(ListThatDoesNotMatchIsRefused)
{
    const Frame good = ListOf(TcpFrames(4, false));
    Frame frame = good;
    frame.fragList.pop_back();
    BOOST_CHECK(Refusal(frame) == SegmentReason::LIST_MISMATCH);
    frame = good;
    frame.gsoSize = 300;
    BOOST_CHECK(Refusal(frame) == SegmentReason::LIST_MISMATCH);
    frame = good;
    frame.fragList[1].Resize(60);
    BOOST_CHECK(Refusal(frame) == SegmentReason::LIST_MISMATCH);
    frame = good;
    frame.gsoType = SegmentationType::DCCP;
    BOOST_CHECK(Refusal(frame) == SegmentReason::TYPE_MISMATCH);
    frame = good;
    frame.head.Data()[good.transportOffset + tcp::DATA_OFFSET] = 0x40;
    BOOST_CHECK(Refusal(frame) == SegmentReason::TCP_DATA_OFFSET);
    frame = good;
    BOOST_REQUIRE(frame.ReturnHead(50));
    BOOST_CHECK(Refusal(frame) == SegmentReason::TRANSPORT_TRUNCATED);
}

BOOST_AUTO_TEST_CASE(SteadyStateAllocatesNothing)
{
    /// A stack that takes nothing.
    class NullSink : public GroSink
    {
      public:
        void Deliver(Frame&, const GroDelivery&) override
        {
        }
    };

    NullSink sink;
    GroEngine engine(WithLists(), sink);
    const std::vector<Bytes> frames = TcpFrames(60, false);
    Frame frame;
    uint64_t before = 0;
    for (uint32_t i = 0; i < 20; ++i)
    {
        before = test::CountAllocations();
        for (const Bytes& bytes : frames)
        {
            frame.head.Assign(bytes.data(), 66);
            frame.frags.emplace_back(nullptr, nullptr, 66, bytes.size() - 66);
            frame.length = static_cast<uint32_t>(bytes.size());
            frame.checksumState = ChecksumState::UNNECESSARY;
            engine.Receive(frame);
        }
        engine.FlushAll();
        before = test::CountAllocations() - before;
    }
    BOOST_CHECK_EQUAL(before, 0U);
}

BOOST_AUTO_TEST_SUITE_END()
