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
 * The rules by which GRO merges a segment of TCP:
 * - a change to the second of two segments: what merges, what makes the held packet go up, what
 *   passes and what overtakes, each with its reason;
 * - PSH, FIN and a short segment end a packet and are merged into it;
 * - sequence numbers and identifications wrap;
 * - the second identification decides between counting and repeating;
 * - a packet stays below the maximum of its IP version.
 */

#include "gro-bench.h"

#include <boost/test/unit_test.hpp>
#include <functional>
#include <vector>

using namespace ns3::offload;
using namespace ns3::offload::test;

namespace
{

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

} // namespace

BOOST_AUTO_TEST_SUITE(GroRules)

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
            BOOST_CHECK_EQUAL(report.outcome, mutation.outcome);
            BOOST_CHECK_EQUAL(report.flushReason, mutation.flush);
            BOOST_CHECK_EQUAL(report.reason, mutation.reason);
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

BOOST_AUTO_TEST_SUITE_END()
