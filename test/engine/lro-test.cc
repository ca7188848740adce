/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "lro-bench.h"

#include <boost/test/unit_test.hpp>
#include <functional>
#include <vector>

/**
 * @file
 * @ingroup offload-test
 * The rules of LRO:
 * - what does not forbid merging: PSH, TTL, DSCP, ECT, identification, DF, acknowledgment, window;
 * - what forbids it, each with a reason of its own; the session goes up before the frame;
 * - the same for a frame that would open a session;
 * - sequence numbers and timestamps wrap;
 * - a flow that changes its options within a session is merged, as the original does it;
 * - headers of a super-packet: first frame's, but for acknowledgment, window, echo, lengths,
 * checksums;
 * - a session of one frame comes up as it came in;
 * - three flows, one flush, three packets, in order of descriptors; a flow's flush leaves the
 * others;
 * - more flows than descriptors: the rest passes;
 * - max_aggr counts frames in skb mode and frags in page mode; the size limit leaves room for an
 * MTU;
 * - no locator, or one that refuses: all passes; a location outside the head is not believed;
 * - "maybe receive" leaves a refused frame with the driver, unchanged, and flushes its session;
 * - without checksum maintenance the first frame's checksum stays;
 * - buffers are counted by mode, true size is the sum of the frames';
 * - steps are reported: lookups, links, allocations.
 */

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

/// @param packet a packet @return the next of its flow, with the same headers
TcpPacket
Next(const TcpPacket& packet)
{
    TcpPacket next = packet;
    next.sequence += static_cast<uint32_t>(packet.payload.size());
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
    const auto verdict = vectors::JudgeChecksums(bytes, TagPlace::IN_BAND);
    return verdict.ip.value_or(false) && verdict.tcp.value_or(false);
}

} // namespace

BOOST_AUTO_TEST_SUITE(Lro)

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

    /// Notes the heads of what comes up: these frames have no pieces.
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
    BOOST_CHECK(frame.pieces.empty());

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
    const auto verdict = vectors::JudgeChecksums(up, TagPlace::IN_BAND);
    BOOST_CHECK(verdict.ip == true);
    BOOST_CHECK(verdict.tcp == false);
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

BOOST_AUTO_TEST_CASE(FaultsOfSettingsHaveARemedy)
{
    BOOST_CHECK_EQUAL(LroConfig().FindFault(), "");
    LroConfig config;
    config.mtu = 70000;
    BOOST_CHECK_EQUAL(config.FindFault(), "mtu is 70000 bytes; use the device's, 1 to 65535");
    config = {};
    config.maxDesc = 0;
    BOOST_CHECK(config.FindFault().find("max_desc") == 0);
    config = {};
    config.maxAggr = 0;
    BOOST_CHECK(config.FindFault().find("max_aggr") == 0);
}

BOOST_AUTO_TEST_SUITE_END()
