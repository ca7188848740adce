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
 * The rules of the lists in which GRO holds packets:
 * - three flows in one list, one flush, three packets out, the oldest first;
 * - a full list: the oldest goes up, or the newcomer passes;
 * - lists are chosen by hash, and other hashes are other flows;
 * - what is older than a tick goes up, the rest stays;
 * - what is held can be printed;
 * - nothing is allocated in the steady state.
 */

#include "allocation-counter.h"
#include "engine/header-fields.h"
#include "gro-bench.h"

#include <boost/test/unit_test.hpp>
#include <sstream>
#include <vector>

using namespace ns3::offload;
using namespace ns3::offload::test;

namespace
{

/// A stack that takes nothing.
class NullSink : public GroSink
{
  public:
    uint64_t frames{0}; //!< delivered

    void Deliver(Frame&, const GroDelivery&) override
    {
        ++frames;
    }
};

/// @param engine to receive @param frame the driver's, used again and again
/// @param bytes a data segment, changed in place
void
ReceiveMany(GroEngine& engine, Frame& frame, Bytes& bytes)
{
    constexpr uint32_t HEAD = 54;
    const auto length = static_cast<uint32_t>(bytes.size());
    uint32_t sequence = 0;
    for (uint32_t i = 0; i < 1000; ++i)
    {
        Store32(&bytes[34 + tcp::SEQUENCE], sequence);
        Store16(&bytes[34], static_cast<uint16_t>(i % 100 == 99 ? i / 100 : 0)); // other flows
        sequence += i % 70 == 69 ? 1 : length - HEAD;                            // and gaps
        frame.head.Assign(bytes.data(), HEAD);
        frame.frags.emplace_back(nullptr, nullptr, HEAD, length - HEAD);
        frame.length = length;
        frame.checksumState = ChecksumState::UNNECESSARY;
        engine.Receive(frame);
        if (i % 300 == 299)
        {
            engine.FlushAll();
        }
    }
    engine.FlushAll();
}

} // namespace

BOOST_AUTO_TEST_SUITE(GroListRules)

BOOST_AUTO_TEST_CASE(ThreeFlowsOneFlushThreePackets)
{
    GroBench bench;
    TcpPacket packets[3];
    for (uint16_t i = 0; i < 3; ++i)
    {
        packets[i].sourcePort = static_cast<uint16_t>(1000 + i);
        bench.Receive(packets[i]);
    }
    bench.Receive(Next(packets[1]));
    BOOST_CHECK_EQUAL(bench.Engine().PacketsHeld(), 3U);
    const GroReport report = bench.Engine().FlushAll();
    BOOST_CHECK_EQUAL(report.packetsFlushed, 3U);
    BOOST_CHECK_EQUAL(report.headersRewritten, 1U);
    BOOST_CHECK((bench.FramesUp() == Frames{{0}, {1, 3}, {2}}));
    BOOST_CHECK_EQUAL(bench.Engine().PacketsHeld(), 0U);
    BOOST_CHECK_EQUAL(bench.Engine().BytesHeld(), 0U);
}

BOOST_AUTO_TEST_CASE(FullListEvictsByPolicy)
{
    for (const GroEviction eviction : {GroEviction::OLDEST_OUT, GroEviction::PASS_NEWCOMER})
    {
        GroConfig config;
        config.maxHeld = 2;
        config.eviction = eviction;
        GroBench bench(config);
        TcpPacket packet;
        GroReport report;
        for (int i = 0; i < 3; ++i, ++packet.sourcePort)
        {
            report = bench.Receive(packet);
        }
        const bool isOldestOut = eviction == GroEviction::OLDEST_OUT;
        BOOST_CHECK(report.outcome == (isOldestOut ? GroOutcome::HELD : GroOutcome::PASSED));
        BOOST_CHECK(report.flushReason == (isOldestOut ? Flush::EVICTED : Flush::NONE));
        BOOST_CHECK(report.reason == (isOldestOut ? GroReason::NONE : GroReason::NO_ROOM));
        BOOST_CHECK_EQUAL(bench.Engine().PacketsHeld(), 2U);
        BOOST_CHECK((bench.FramesUp() == Frames{{isOldestOut ? 0U : 2U}}));
    }
}

BOOST_AUTO_TEST_CASE(HashChoosesListAndFlow)
{
    GroConfig config;
    config.buckets = 2;
    config.maxHeld = 1;
    GroBench bench(config);
    const TcpPacket packet;
    BOOST_CHECK(bench.Receive(packet, 1).outcome == GroOutcome::HELD);
    BOOST_CHECK(bench.Receive(packet, 2).outcome == GroOutcome::HELD);
    // The list of 1, which is full; another hash, so another flow.
    const GroReport report = bench.Receive(Next(packet), 3);
    BOOST_CHECK_EQUAL(report.packetsCompared, 1U);
    BOOST_CHECK(report.flushReason == Flush::EVICTED);
    bench.Engine().FlushAll();
    BOOST_CHECK((bench.FramesUp() == Frames{{0}, {1}, {2}}));
}

BOOST_AUTO_TEST_CASE(OldPacketsGoUpYoungOnesStay)
{
    GroBench bench;
    TcpPacket a;
    TcpPacket b;
    b.sourcePort = 2;
    bench.Receive(a, 0, 10);
    bench.Receive(b, 0, 11);
    bench.Receive(Next(a), 0, 12); // a packet is as old as its first frame
    BOOST_CHECK_EQUAL(bench.Engine().FlushOlderThan(10).packetsFlushed, 0U);
    BOOST_CHECK(bench.Engine().FlushOlderThan(11).flushReason == Flush::TOO_OLD);
    BOOST_CHECK((bench.FramesUp() == Frames{{0, 2}}));
    BOOST_CHECK_EQUAL(bench.Engine().PacketsHeld(), 1U);
}

BOOST_AUTO_TEST_CASE(HeldPacketsArePrinted)
{
    GroBench bench;
    bench.Receive(TcpPacket());
    std::ostringstream os;
    bench.Engine().Print(os);
    BOOST_CHECK_EQUAL(os.str(),
                      "list 0:\nTCP over IPv4, ports 40000 to 80, 1 segments of 200 bytes, 254 "
                      "bytes in all, since tick 0\n");
}

BOOST_AUTO_TEST_CASE(SteadyStateAllocatesNothing)
{
    NullSink sink;
    GroConfig config;
    config.buckets = 1;
    config.maxHeld = 2;
    GroEngine engine(config, sink);
    Bytes bytes = TcpPacket().Build();
    Frame frame;
    // Frames change places with held packets: it takes some rounds until each has its capacity.
    for (int i = 0; i < 10; ++i)
    {
        ReceiveMany(engine, frame, bytes);
    }
    const uint64_t before = CountAllocations();
    sink.frames = 0;
    ReceiveMany(engine, frame, bytes);
    BOOST_CHECK_EQUAL(CountAllocations() - before, 0U);
    BOOST_CHECK_GT(sink.frames, 10U);
    BOOST_CHECK_LT(sink.frames, 100U);
}

BOOST_AUTO_TEST_SUITE_END()
