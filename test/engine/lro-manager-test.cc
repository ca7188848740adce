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
 * The rules of an LRO manager, its descriptors and its locator:
 * - three flows, one flush, three packets, in order of descriptors; a flow's flush leaves the
 *   others;
 * - more flows than descriptors: the rest passes;
 * - no locator, or one that refuses: all passes; a location outside the head is not believed;
 * - payload that lies in the head is not merged;
 * - "maybe receive" leaves a refused frame with the driver, unchanged, and flushes its session;
 * - wrong settings are told with a remedy.
 */

#include "lro-bench.h"

#include <boost/test/unit_test.hpp>
#include <optional>
#include <vector>

using namespace ns3::offload;
using namespace ns3::offload::test;

BOOST_AUTO_TEST_SUITE(LroManagerRules)

BOOST_AUTO_TEST_CASE(ThreeFlowsOneFlushThreePackets)
{
    LroBench bench;
    std::vector<TcpPacket> flows(3);
    for (uint16_t i = 0; i < 3; ++i)
    {
        flows[i].sourcePort = i;
        bench.Receive(flows[i]);
    }
    BOOST_CHECK_EQUAL(bench.Manager().ActiveSessions(), 3U);
    const LroReport report = bench.Manager().FlushAll();
    BOOST_CHECK_EQUAL(report.sessionsFlushed, 3U);
    BOOST_REQUIRE_EQUAL(bench.Up().size(), 3U);
    for (uint16_t i = 0; i < 3; ++i)
    {
        BOOST_CHECK(bench.Up()[i].bytes == flows[i].Build());
    }
    BOOST_CHECK_EQUAL(bench.Manager().ActiveSessions(), 0U);
    BOOST_CHECK_EQUAL(bench.Manager().BytesHeld(), 0U);
}

BOOST_AUTO_TEST_CASE(FlushOfOneFlowLeavesTheOthers)
{
    LroBench bench;
    TcpPacket other;
    other.sourceAddress += 1;
    bench.Receive(TcpPacket());
    bench.Receive(other);

    Frame frame;
    vectors::FillFrame(frame, Next(other).Build(), 99);
    const HeaderLocation location{14, 34, HeaderLocation::IPV4 | HeaderLocation::TCP};
    LroReport report = bench.Manager().FlushPacket(frame, location);
    BOOST_CHECK(report.flushReason == LroFlushReason::FLOW_FLUSH);
    BOOST_REQUIRE_EQUAL(bench.Up().size(), 1U);
    BOOST_CHECK(bench.Up()[0].bytes == other.Build());
    BOOST_CHECK_EQUAL(bench.Manager().ActiveSessions(), 1U);

    report = bench.Manager().FlushPacket(frame, location);
    BOOST_CHECK_EQUAL(report.sessionsFlushed, 0U);
}

BOOST_AUTO_TEST_CASE(MoreFlowsThanDescriptors)
{
    LroConfig config;
    config.maxDesc = 2;
    LroBench bench(config);
    for (uint16_t i = 0; i < 3; ++i)
    {
        TcpPacket packet;
        packet.sourcePort = i;
        const LroReport report = bench.Receive(packet);
        BOOST_CHECK(report.reason == (i < 2 ? LroReason::NONE : LroReason::NO_DESCRIPTOR));
        BOOST_CHECK_EQUAL(report.descriptorsCompared, i);
    }
    BOOST_CHECK_EQUAL(bench.Manager().Counters().noDesc, 1U);
    BOOST_CHECK_EQUAL(bench.Up().size(), 1U);
}

BOOST_AUTO_TEST_CASE(LocatorsThatRefuseOrLie)
{
    /// Says what it is told to.
    class FixedLocator : public LroLocator
    {
      public:
        std::optional<HeaderLocation> answer; //!< what it says

        std::optional<HeaderLocation> LocateInSkb(const Frame&) override
        {
            return answer;
        }

        std::optional<HeaderLocation> LocateInFrag(const Frame&) override
        {
            return answer;
        }
    };

    /// Counts.
    class CountingSink : public LroSink
    {
      public:
        uint32_t passed{0}; //!< frames

        void Deliver(Frame&, const LroDelivery& delivery) override
        {
            passed += delivery.isSession ? 0 : 1;
        }
    };

    CountingSink sink;
    FixedLocator locator;
    LroManager with({}, &locator, sink);
    LroManager without({}, nullptr, sink);
    Frame frame;
    const auto receive = [&frame](LroManager& manager) {
        vectors::FillFrame(frame, TcpPacket().Build(), 0);
        return manager.ReceiveSkb(frame).reason;
    };
    BOOST_CHECK(receive(without) == LroReason::NO_LOCATOR);
    BOOST_CHECK(receive(with) == LroReason::LOCATOR_REFUSED);
    locator.answer = HeaderLocation{14, 34, HeaderLocation::IPV4};
    BOOST_CHECK(receive(with) == LroReason::UNSUPPORTED_PROTOCOL);
    locator.answer = HeaderLocation{14, 34, HeaderLocation::IPV6 | HeaderLocation::TCP};
    BOOST_CHECK(receive(with) == LroReason::UNSUPPORTED_PROTOCOL);
    uint32_t lies = 0;
    for (const uint16_t offset : {20, 240, 250, 256, 300, 65535})
    {
        locator.answer = HeaderLocation{14, offset, HeaderLocation::IPV4 | HeaderLocation::TCP};
        BOOST_CHECK(receive(with) != LroReason::NONE);
        locator.answer = HeaderLocation{offset, 34, HeaderLocation::IPV4 | HeaderLocation::TCP};
        BOOST_CHECK(receive(with) != LroReason::NONE);
        lies += 2;
    }
    BOOST_CHECK_EQUAL(sink.passed, 4 + lies);
}

BOOST_AUTO_TEST_CASE(PayloadThatNoPieceCanTakeBack)
{
    const TcpPacket packets[] = {TcpPacket(), Next(TcpPacket())};

    /// Notes the heads of what comes up: these frames have no frags.
    class HeadSink : public LroSink
    {
      public:
        std::vector<Bytes> heads; //!< what came up

        void Deliver(Frame& frame, const LroDelivery&) override
        {
            heads.emplace_back(frame.head.Data(), frame.head.Data() + frame.head.Length());
        }
    };

    HeadSink sink;
    ParsingLroLocator locator;
    LroManager manager({}, &locator, sink);
    LroReason reasons[2];
    for (int i = 0; i < 2; ++i)
    {
        const Bytes bytes = packets[i].Build();
        Frame frame;
        frame.head.Assign(bytes.data(), static_cast<uint32_t>(bytes.size()));
        frame.length = static_cast<uint32_t>(bytes.size());
        reasons[i] = manager.ReceiveSkb(frame).reason;
    }
    BOOST_CHECK(reasons[0] == LroReason::NONE);
    BOOST_CHECK(reasons[1] == LroReason::PAYLOAD_IN_HEAD);
    BOOST_REQUIRE_EQUAL(sink.heads.size(), 2U);
    BOOST_CHECK(sink.heads[0] == packets[0].Build());
    BOOST_CHECK(sink.heads[1] == packets[1].Build());
}

BOOST_AUTO_TEST_CASE(MaybeReceiveLeavesRefusedFrames)
{
    ParsingLroLocator locator;

    /// Counts.
    class CountingSink : public LroSink
    {
      public:
        uint32_t sessions{0}; //!< delivered
        uint32_t others{0};   //!< delivered

        void Deliver(Frame&, const LroDelivery& delivery) override
        {
            ++(delivery.isSession ? sessions : others);
        }
    };

    CountingSink sink;
    LroManager manager({}, &locator, sink);
    vectors::PageAllocator pages(4096, 2048, 0);
    Frame frame;
    pages.Fill(frame, TcpPacket().Build(), 0);
    BOOST_CHECK(manager.MaybeReceiveFrags(frame).outcome == LroOutcome::HELD);
    BOOST_CHECK(frame.frags.empty());

    TcpPacket ack = Next(TcpPacket());
    ack.payload.clear();
    pages.Fill(frame, ack.Build(), 1);
    frame.checksumState = ChecksumState::COMPLETE;
    frame.checksum = 42;
    const LroReport report = manager.MaybeReceiveFrags(frame);
    BOOST_CHECK(report.outcome == LroOutcome::REFUSED);
    BOOST_CHECK(report.reason == LroReason::NO_PAYLOAD);
    BOOST_CHECK_EQUAL(report.skbHeadsAllocated, 0U);
    BOOST_CHECK(vectors::LinearBytes(frame) == ack.Build());
    BOOST_CHECK(frame.checksumState == ChecksumState::COMPLETE);
    BOOST_CHECK_EQUAL(frame.checksum, 42U);
    BOOST_CHECK_EQUAL(sink.sessions, 1U);
    BOOST_CHECK_EQUAL(sink.others, 0U);
    BOOST_CHECK_EQUAL(manager.Counters().bytesRefused, ack.Build().size());
}

BOOST_AUTO_TEST_CASE(FaultsOfSettingsHaveARemedy)
{
    BOOST_CHECK_EQUAL(LroConfig().FindFault(), "");
    LroConfig config;
    config.mtu = 70000;
    BOOST_CHECK_EQUAL(config.FindFault(), "mtu is 70000 bytes; use the device's, 1 to 65535");
}

BOOST_AUTO_TEST_SUITE_END()
