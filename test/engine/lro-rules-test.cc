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
 * The rules by which LRO merges a segment:
 * - what does not forbid merging: PSH, TTL, DSCP, ECT, identification, DF, acknowledgment, window;
 * - what forbids it, each with a reason of its own; the session goes up before the frame;
 * - the same for a frame that would open a session;
 * - sequence numbers and timestamps wrap;
 * - a flow that changes its options within a session is merged, as the original does it.
 */

#include "lro-bench.h"

#include <boost/test/unit_test.hpp>
#include <functional>
#include <vector>

using namespace ns3::offload;
using namespace ns3::offload::test;

namespace
{

/// A change to the packet in the middle of three, and what must come of it.
struct Mutation
{
    const char* what;                       //!< for the message
    std::function<void(TcpPacket&)> mutate; //!< the change
    LroReason reason;                       //!< NONE: merged
};

/// @return every mutation that has a rule
const std::vector<Mutation>&
Mutations()
{
    using R = LroReason;
    static const std::vector<Mutation> mutations = {
        {"nothing", [](TcpPacket&) {}, R::NONE},
        {"PSH", [](TcpPacket& p) { p.flags |= tcp::PSH; }, R::NONE},
        {"TTL", [](TcpPacket& p) { p.ttl = 3; }, R::NONE},
        {"DSCP and ECT(0)", [](TcpPacket& p) { p.tos = 0xba; }, R::NONE},
        {"identification", [](TcpPacket& p) { p.identification = 0; }, R::NONE},
        {"DF", [](TcpPacket& p) { p.fragment = 0; }, R::NONE},
        {"acknowledgment", [](TcpPacket& p) { p.acknowledgment += 5; }, R::NONE},
        {"window", [](TcpPacket& p) { p.window = 0; }, R::NONE},
        {"larger payload", [](TcpPacket& p) { p.payload = Bytes(900); }, R::NONE},
        {"wrong checksum", [](TcpPacket& p) { p.checksumError = 1; }, R::NONE},
        {"gap", [](TcpPacket& p) { p.sequence += 1; }, R::OUT_OF_SEQUENCE},
        {"overlap", [](TcpPacket& p) { p.sequence -= 1; }, R::OUT_OF_SEQUENCE},
        {"padding", [](TcpPacket& p) { p.padding = 1; }, R::LENGTH_MISMATCH},
        {"pure ACK", [](TcpPacket& p) { p.payload.clear(); }, R::NO_PAYLOAD},
        {"IP options", [](TcpPacket& p) { p.ipOptions = Bytes(4, 1); }, R::IP_OPTIONS},
        {"CE", [](TcpPacket& p) { p.tos = 3; }, R::CONGESTION_EXPERIENCED},
        {"FIN", [](TcpPacket& p) { p.flags |= tcp::FIN; }, R::TCP_FLAGS},
        {"SYN", [](TcpPacket& p) { p.flags |= tcp::SYN; }, R::TCP_FLAGS},
        {"RST", [](TcpPacket& p) { p.flags |= tcp::RST; }, R::TCP_FLAGS},
        {"URG", [](TcpPacket& p) { p.flags |= tcp::URG; }, R::TCP_FLAGS},
        {"ECE", [](TcpPacket& p) { p.flags |= tcp::ECE; }, R::TCP_FLAGS},
        {"CWR", [](TcpPacket& p) { p.flags |= tcp::CWR; }, R::TCP_FLAGS},
        {"no ACK", [](TcpPacket& p) { p.flags = 0; }, R::TCP_FLAGS},
        {"doff 6",
         [](TcpPacket& p) {
             p.timestamps.reset();
             p.tcpOptions = Bytes(4, 1);
         },
         R::TCP_HEADER_LENGTH},
        {"twelve NOPs",
         [](TcpPacket& p) {
             p.timestamps.reset();
             p.tcpOptions = Bytes(12, 1);
         },
         R::TCP_OPTIONS},
        {"older timestamp", [](TcpPacket& p) { p.timestamps->value -= 1; }, R::TIMESTAMP_BACKWARDS},
        {"same timestamp", [](TcpPacket&) {}, R::NONE},
        {"zero echo", [](TcpPacket& p) { p.timestamps->echo = 0; }, R::TIMESTAMP_ECHO_ZERO},
        {"fragment", [](TcpPacket& p) { p.fragment = 8; }, R::LOCATOR_REFUSED},
    };
    return mutations;
}

/// @param reason why a frame was not merged @return whether a session of its flow had to go up
bool
Flushes(LroReason reason)
{
    return reason != LroReason::NONE && reason != LroReason::LOCATOR_REFUSED;
}

/// @param bytes a frame without tag @return its TCP header
const uint8_t*
TcpOf(const Bytes& bytes)
{
    return &bytes[34];
}

/// @param bytes a frame @return whether IP and TCP checksum are right
bool
HasRightChecksums(const Bytes& bytes)
{
    const auto verdict = vectors::JudgeChecksums(bytes, TagLocation::IN_BAND);
    return verdict.ip.value_or(false) && verdict.tcp.value_or(false);
}

} // namespace

BOOST_AUTO_TEST_SUITE(LroRules)

BOOST_AUTO_TEST_CASE(EachRuleInMidStream)
{
    for (const Entry entry : {Entry::SKB, Entry::FRAGS, Entry::MAYBE_FRAGS})
    {
        for (const Mutation& mutation : Mutations())
        {
            LroBench bench({}, entry);
            const TcpPacket first = WithTimestamps();
            TcpPacket second = Next(first);
            mutation.mutate(second);
            BOOST_CHECK(bench.Receive(first).outcome == LroOutcome::HELD);
            const LroReport report = bench.Receive(second);
            BOOST_CHECK_MESSAGE(report.reason == mutation.reason,
                                mutation.what << ": " << ToString(report.reason));
            BOOST_CHECK_EQUAL(report.sessionsFlushed, Flushes(mutation.reason) ? 1U : 0U);
            bench.Manager().FlushAll();
            if (mutation.reason == LroReason::NONE)
            {
                BOOST_REQUIRE_EQUAL(bench.Up().size(), 1U);
                BOOST_CHECK(bench.Up()[0].frames == std::vector<uint32_t>({0, 1}));
            }
            else
            {
                BOOST_REQUIRE_EQUAL(bench.Up().size(), 2U);
                const std::size_t session = Flushes(mutation.reason) ? 0 : 1;
                BOOST_CHECK(bench.Up()[session].bytes == first.Build());
                BOOST_CHECK(bench.Up()[1 - session].bytes == second.Build());
                BOOST_CHECK_EQUAL(bench.Manager().Counters().Frames(mutation.reason), 1U);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(EachRuleForAFirstFrame)
{
    for (const Mutation& mutation : Mutations())
    {
        LroBench bench;
        TcpPacket packet = WithTimestamps();
        mutation.mutate(packet);
        const LroReport report = bench.Receive(packet);
        const bool needsSession = mutation.reason == LroReason::OUT_OF_SEQUENCE ||
                                  mutation.reason == LroReason::TIMESTAMP_BACKWARDS;
        const LroReason expected = needsSession ? LroReason::NONE : mutation.reason;
        BOOST_CHECK_MESSAGE(report.reason == expected,
                            mutation.what << ": " << ToString(report.reason));
        bench.Manager().FlushAll();
        BOOST_REQUIRE_EQUAL(bench.Up().size(), 1U);
        BOOST_CHECK(bench.Up()[0].bytes == packet.Build());
        BOOST_CHECK(!bench.Up()[0].frame.headModified);
    }
}

BOOST_AUTO_TEST_CASE(SequenceNumbersWrap)
{
    for (const uint32_t before : {1U, 100U, 200U})
    {
        LroBench bench;
        TcpPacket packet;
        packet.sequence = 0U - before;
        for (int i = 0; i < 4; ++i)
        {
            bench.Receive(packet);
            packet = Next(packet);
        }
        bench.Manager().FlushAll();
        BOOST_REQUIRE_EQUAL(bench.Up().size(), 1U);
        BOOST_CHECK_EQUAL(PayloadOf(bench.Up()[0].bytes).size(), 800U);
        BOOST_CHECK_EQUAL(Load32(TcpOf(bench.Up()[0].bytes) + tcp::SEQUENCE), 0U - before);
        BOOST_CHECK(HasRightChecksums(bench.Up()[0].bytes));
    }
}

BOOST_AUTO_TEST_CASE(TimestampsWrap)
{
    LroBench bench;
    TcpPacket packet = WithTimestamps();
    packet.timestamps->value = 0xffffffff;
    bench.Receive(packet);
    packet = Next(packet);
    packet.timestamps->value = 1;
    BOOST_CHECK(bench.Receive(packet).outcome == LroOutcome::MERGED);
    packet = Next(packet);
    packet.timestamps->value = 0xfffffffe;
    BOOST_CHECK(bench.Receive(packet).reason == LroReason::TIMESTAMP_BACKWARDS);
}

BOOST_AUTO_TEST_CASE(OptionsThatChangeWithinASession)
{
    // The original remembers only that the first frame had a timestamp, and goes on reading the
    // echo from where it stood: out of the payload of a frame without options.
    LroBench bench;
    TcpPacket plain = Next(WithTimestamps());
    plain.timestamps.reset();
    bench.Receive(WithTimestamps());
    BOOST_CHECK(bench.Receive(plain).outcome == LroOutcome::MERGED);
    bench.Manager().FlushAll();
    const Bytes& up = bench.Up()[0].bytes;
    BOOST_CHECK_EQUAL(Load32(TcpOf(up) + tcp::TIMESTAMP_ECHO), Load32(&plain.payload[8]));
    BOOST_CHECK(HasRightChecksums(up));

    LroBench other;
    TcpPacket late = Next(TcpPacket());
    late.timestamps = Timestamps{100, 50};
    other.Receive(TcpPacket());
    BOOST_CHECK(other.Receive(late).outcome == LroOutcome::MERGED);
    other.Manager().FlushAll();
    BOOST_CHECK_EQUAL(PayloadOf(other.Up()[0].bytes).size(), 400U);
    BOOST_CHECK(HasRightChecksums(other.Up()[0].bytes));
}

BOOST_AUTO_TEST_SUITE_END()
