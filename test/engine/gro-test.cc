/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "allocation-counter.h"
#include "gro-bench.h"

#include "ns3/checksum.h"

#include <boost/test/unit_test.hpp>
#include <functional>
#include <sstream>

/**
 * @file
 * @ingroup offload-test
 * The rules of GRO:
 * - a change in the middle of three segments: what merges, what makes the held packet go up, what
 *   passes and what overtakes, each with its reason;
 * - PSH, FIN and a short segment end a packet and are merged into it;
 * - sequence numbers and identifications wrap;
 * - the second identification decides between counting and repeating;
 * - three flows in one list, one flush, three packets out, the oldest first;
 * - a full list: the oldest goes up, or the newcomer passes;
 * - lists are chosen by hash, and other hashes are other flows;
 * - what is older than a tick goes up, the rest stays;
 * - a packet stays below the maximum of its IP version;
 * - what a super-packet says of itself, and that one frame stays as it came;
 * - input that the NIC has verified, summed, or not verified;
 * - UDP merges only if asked to, up to 64 datagrams, the last may be shorter;
 * - IPv6: traffic class and hop limit flush, flow label tells flows apart;
 * - super-packets from elsewhere pass;
 * - GRO off: everything passes;
 * - wrong settings are told with a remedy;
 * - nothing is allocated in the steady state.
 */

using namespace ns3::offload;
using namespace ns3::offload::test;

namespace
{

using Frames = std::vector<std::vector<uint32_t>>;
using Flush = GroFlushReason;

/// @param packet a packet @return the next of its flow
TcpPacket
Next(const TcpPacket& packet)
{
    TcpPacket next = packet;
    next.sequence += static_cast<uint32_t>(packet.payload.size());
    ++next.identification;
    return next;
}

/// @return a packet with timestamps
TcpPacket
WithTimestamps()
{
    TcpPacket packet;
    packet.timestamps = Timestamps{100, 50};
    return packet;
}

/// A change to the second of two packets, and what must come of it.
struct Mutation
{
    const char* what;                       //!< for the message
    std::function<void(TcpPacket&)> mutate; //!< the change
    GroOutcome outcome;                     //!< of the second
    Flush flush;                            //!< why the first went up, NONE if it did not
    GroReason reason;                       //!< why the second passed
};

/// @return every mutation that has a rule
const std::vector<Mutation>&
Mutations()
{
    using O = GroOutcome;
    using R = GroReason;
    static const std::vector<Mutation> mutations = {
        {"nothing", [](TcpPacket&) {}, O::MERGED, Flush::NONE, R::NONE},
        {"PSH", [](TcpPacket& p) { p.flags |= tcp::PSH; }, O::MERGED, Flush::TCP_FLAGS, R::NONE},
        {"FIN", [](TcpPacket& p) { p.flags |= tcp::FIN; }, O::MERGED, Flush::TCP_FLAGS, R::NONE},
        {"shorter",
         [](TcpPacket& p) { p.payload = Bytes(199); },
         O::MERGED,
         Flush::SHORT_SEGMENT,
         R::NONE},
        {"longer",
         [](TcpPacket& p) { p.payload = Bytes(201); },
         O::HELD,
         Flush::LARGER_SEGMENT,
         R::NONE},
        {"pure ACK",
         [](TcpPacket& p) { p.payload.clear(); },
         O::PASSED,
         Flush::LARGER_SEGMENT,
         R::NO_PAYLOAD},
        {"gap", [](TcpPacket& p) { p.sequence += 1; }, O::HELD, Flush::OUT_OF_SEQUENCE, R::NONE},
        {"PSH out of sequence",
         [](TcpPacket& p) {
             p.sequence += 1;
             p.flags |= tcp::PSH;
         },
         O::PASSED,
         Flush::OUT_OF_SEQUENCE,
         R::TCP_FLAGS},
        {"acknowledgment",
         [](TcpPacket& p) { p.acknowledgment += 1; },
         O::HELD,
         Flush::ACKNOWLEDGMENT,
         R::NONE},
        {"window", [](TcpPacket& p) { p.window += 1; }, O::HELD, Flush::TCP_HEADER, R::NONE},
        {"SYN",
         [](TcpPacket& p) { p.flags |= tcp::SYN; },
         O::PASSED,
         Flush::TCP_HEADER,
         R::TCP_FLAGS},
        {"RST",
         [](TcpPacket& p) { p.flags |= tcp::RST; },
         O::PASSED,
         Flush::TCP_HEADER,
         R::TCP_FLAGS},
        {"URG",
         [](TcpPacket& p) { p.flags |= tcp::URG; },
         O::PASSED,
         Flush::TCP_HEADER,
         R::TCP_FLAGS},
        {"ECE", [](TcpPacket& p) { p.flags |= tcp::ECE; }, O::HELD, Flush::TCP_HEADER, R::NONE},
        {"CWR",
         [](TcpPacket& p) { p.flags |= tcp::CWR; },
         O::HELD,
         Flush::CONGESTION_WINDOW_REDUCED,
         R::NONE},
        {"timestamp",
         [](TcpPacket& p) { p.timestamps->value += 1; },
         O::HELD,
         Flush::TCP_OPTIONS,
         R::NONE},
        {"fewer options",
         [](TcpPacket& p) { p.timestamps.reset(); },
         O::HELD,
         Flush::TCP_HEADER,
         R::NONE},
        {"TTL", [](TcpPacket& p) { p.ttl = 3; }, O::HELD, Flush::TIME_TO_LIVE, R::NONE},
        {"CE", [](TcpPacket& p) { p.tos = 3; }, O::HELD, Flush::TRAFFIC_CLASS, R::NONE},
        {"DF", [](TcpPacket& p) { p.fragment = 0; }, O::HELD, Flush::DONT_FRAGMENT, R::NONE},
        {"identification",
         [](TcpPacket& p) { p.identification += 1; },
         O::HELD,
         Flush::IDENTIFICATION,
         R::NONE},
        {"padding",
         [](TcpPacket& p) { p.padding = 1; },
         O::PASSED,
         Flush::FRAME_REFUSED,
         R::LENGTH_MISMATCH},
        {"reserved bit",
         [](TcpPacket& p) { p.fragment |= 0x8000; },
         O::PASSED,
         Flush::FRAME_REFUSED,
         R::RESERVED_BIT},
        {"fragment",
         [](TcpPacket& p) { p.fragment = ipv4::MORE_FRAGMENTS; },
         O::PASSED,
         Flush::NONE,
         R::FRAGMENT},
        {"IP options",
         [](TcpPacket& p) { p.ipOptions = Bytes(4, 1); },
         O::PASSED,
         Flush::NONE,
         R::IP_HEADER},
        {"wrong checksum",
         [](TcpPacket& p) { p.checksumError = 1; },
         O::PASSED,
         Flush::NONE,
         R::TRANSPORT_CHECKSUM},
        {"tag", [](TcpPacket& p) { p.tag = 7; }, O::PASSED, Flush::NONE, R::NOT_IP},
        {"another port", [](TcpPacket& p) { p.sourcePort += 1; }, O::HELD, Flush::NONE, R::NONE},
        {"another address",
         [](TcpPacket& p) { p.sourceAddress += 1; },
         O::HELD,
         Flush::NONE,
         R::NONE},
    };
    return mutations;
}

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
        frame.pieces.emplace_back(nullptr, nullptr, HEAD, length - HEAD);
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

/// @return settings with UDP
GroConfig
WithUdp()
{
    GroConfig config;
    config.udpGroForwarding = true;
    return config;
}

} // namespace

BOOST_AUTO_TEST_SUITE(Gro)

BOOST_AUTO_TEST_CASE(EachRuleHasItsReason)
{
    for (const Mutation& mutation : Mutations())
    {
        BOOST_TEST_CONTEXT(mutation.what)
        {
            GroBench bench;
            const TcpPacket first = WithTimestamps();
            BOOST_CHECK(bench.Receive(first).outcome == GroOutcome::HELD);
            TcpPacket second = Next(first);
            mutation.mutate(second);
            const Bytes bytes = second.Build();
            const GroReport report = bench.Receive(bytes);
            BOOST_CHECK_EQUAL(ToString(report.outcome), ToString(mutation.outcome));
            BOOST_CHECK_EQUAL(ToString(report.flushReason), ToString(mutation.flush));
            BOOST_CHECK_EQUAL(ToString(report.reason), ToString(mutation.reason));
            const bool isFirstUp = mutation.flush != Flush::NONE;
            const bool isPassed = mutation.outcome == GroOutcome::PASSED;
            BOOST_CHECK_EQUAL(bench.Up().size(), (isFirstUp ? 1U : 0U) + (isPassed ? 1U : 0U));
            BOOST_CHECK_EQUAL(bench.Up().size(), report.framesDelivered);
            bench.Engine().FlushAll();
            if (mutation.outcome != GroOutcome::MERGED)
            {
                BOOST_REQUIRE_EQUAL(bench.Up().size(), 2U);
                const bool isOvertaken = isPassed && !isFirstUp;
                BOOST_CHECK(bench.Up()[isOvertaken ? 1 : 0].bytes == first.Build());
                BOOST_CHECK(bench.Up()[isOvertaken ? 0 : 1].bytes == bytes);
            }
        }
    }
}

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

BOOST_AUTO_TEST_CASE(SequenceAndIdentificationWrap)
{
    GroBench bench;
    TcpPacket packet;
    packet.sequence = 0xffffff00;
    packet.identification = 0xfffe;
    for (int i = 0; i < 5; ++i, packet = Next(packet))
    {
        bench.Receive(packet);
    }
    bench.Engine().FlushAll();
    BOOST_CHECK((bench.FramesUp() == Frames{{0, 1, 2, 3, 4}}));
    BOOST_CHECK(!bench.Up()[0].frame.gsoFixedId);
}

BOOST_AUTO_TEST_CASE(SecondIdentificationDecides)
{
    GroBench bench;
    TcpPacket packet;
    packet.fragment = 0; // it does so without DF too
    for (const uint16_t identification : {5, 5, 5, 6, 7, 7, 7})
    {
        packet.identification = identification;
        bench.Receive(packet);
        packet = Next(packet);
    }
    bench.Engine().FlushAll();
    BOOST_CHECK((bench.FramesUp() == Frames{{0, 1, 2}, {3, 4}, {5, 6}}));
    BOOST_CHECK(bench.Up()[0].frame.gsoFixedId);
    BOOST_CHECK(!bench.Up()[1].frame.gsoFixedId);
    BOOST_CHECK_EQUAL(bench.Engine().Counters().Packets(Flush::IDENTIFICATION), 2U);
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

BOOST_AUTO_TEST_CASE(PacketStaysBelowMaximum)
{
    // Two segments of 200 have 440 bytes of IP packet.
    for (const uint32_t maximum : {440U, 441U})
    {
        GroConfig config;
        config.groIpv4MaxSize = maximum;
        config.groMaxSize = 0; // of IPv6 only
        GroBench bench(config);
        const TcpPacket packet;
        bench.Receive(packet);
        const GroReport report = bench.Receive(Next(packet));
        BOOST_CHECK(report.flushReason == (maximum == 440 ? Flush::SIZE_LIMIT : Flush::NONE));
    }
}

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
