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
 * LRO against an obviously correct model, on random traffic with losses, duplicates, reordering,
 * odd lengths, flags, options, padding and wrong checksums:
 * - each flow's payload comes up as it came in: same bytes, same order, same sequence numbers;
 * - checksums stay right, or stay wrong if one was;
 * - bytes in = bytes delivered + bytes held, after every frame;
 * - the named counters add up;
 * - every frag is released in the end.
 */

#include "lro-bench.h"
#include "random-changes.h"

#include <boost/test/unit_test.hpp>
#include <map>
#include <vector>

using namespace ns3::offload;
using namespace ns3::offload::test;

namespace
{

/// A flow's sender.
struct Sender
{
    TcpPacket packet;            //!< headers of the next segment
    std::vector<TcpPacket> sent; //!< to repeat some
};

/// Random traffic of some flows.
class Traffic : public RandomChanges
{
  public:
    /// @param seed of the random numbers
    explicit Traffic(uint32_t seed)
        : RandomChanges(seed),
          m_senders(1 + Below(6))
    {
        for (std::size_t i = 0; i < m_senders.size(); ++i)
        {
            TcpPacket& packet = m_senders[i].packet;
            packet.sourcePort = static_cast<uint16_t>(1000 + i);
            packet.sequence = 0U - Below(5000); // most streams wrap
            if (Below(2) == 0)
            {
                packet.timestamps = Timestamps{Any(), 1 + Below(9)};
            }
        }
    }

    /// @return the next frame from the wire
    TcpPacket Next()
    {
        Sender& sender = m_senders[Below(static_cast<uint32_t>(m_senders.size()))];
        if (!sender.sent.empty() && Below(20) == 0)
        {
            return sender.sent[Below(static_cast<uint32_t>(sender.sent.size()))];
        }
        TcpPacket packet = sender.packet;
        const uint32_t length = Below(4) == 0 ? Below(30) : 1000 + Below(449);
        packet.payload = TcpPacket::Pattern(length, static_cast<uint8_t>(Any()));
        sender.packet.sequence += length;
        sender.packet.acknowledgment += Below(3);
        sender.packet.window = static_cast<uint16_t>(Any());
        if (packet.timestamps)
        {
            sender.packet.timestamps->value += Below(2);
        }
        Disturb(packet);
        sender.sent.push_back(packet);
        if (Below(30) == 0)
        {
            sender.packet.sequence += 100; // lost
        }
        return packet;
    }

  private:
    std::vector<Sender> m_senders; //!< the flows
};

/// A stretch of a flow.
using Stream = std::map<uint16_t, std::vector<std::pair<uint32_t, uint8_t>>>;

/// @param stream each flow's payload bytes with their sequence numbers, appended to
/// @param bytes a frame
void
Append(Stream& stream, const Bytes& bytes)
{
    const auto length = static_cast<uint32_t>(bytes.size());
    const HeaderView view = HeaderView::Parse(bytes.data(), length, length);
    BOOST_REQUIRE(view.IsTcp());
    const uint8_t* tcp = &bytes[view.transportOffset];
    uint32_t sequence = Load32(tcp + tcp::SEQUENCE);
    for (const uint8_t byte : PayloadOf(bytes))
    {
        stream[Load16(tcp)].emplace_back(sequence++, byte);
    }
}

/// @param bench with its manager @param received bytes handed in so far
void
CheckAccounts(LroBench& bench, uint64_t received)
{
    const LroCounters& counters = bench.Manager().Counters();
    BOOST_REQUIRE_EQUAL(counters.bytesReceived, received);
    BOOST_REQUIRE_EQUAL(received,
                        counters.bytesDelivered + counters.bytesRefused +
                            bench.Manager().BytesHeld());
    uint64_t outcomes = 0;
    for (const uint64_t count : counters.outcomes)
    {
        outcomes += count;
    }
    uint64_t reasons = 0;
    for (const uint64_t count : counters.reasons)
    {
        reasons += count;
    }
    uint64_t flushes = 0;
    for (const uint64_t count : counters.flushes)
    {
        flushes += count;
    }
    BOOST_REQUIRE_EQUAL(outcomes, counters.framesReceived);
    BOOST_REQUIRE_EQUAL(reasons, counters.framesReceived);
    BOOST_REQUIRE_EQUAL(flushes, counters.flushed);
    BOOST_REQUIRE_EQUAL(counters.Frames(LroOutcome::HELD),
                        counters.flushed + bench.Manager().ActiveSessions());
    BOOST_REQUIRE_EQUAL(counters.Frames(LroReason::NONE), counters.aggregated);
}

/// @param seed of the traffic @param entry how it comes in
void
Run(uint32_t seed, Entry entry)
{
    Traffic traffic(seed);
    LroConfig config;
    config.maxDesc = 1 + traffic.Below(8);
    config.maxAggr = 1 + traffic.Below(40);
    LroBench bench(config, entry);
    std::vector<TcpPacket> in;
    Stream expected;
    uint64_t received = 0;
    for (int i = 0; i < 300; ++i)
    {
        in.push_back(traffic.Next());
        const Bytes bytes = in.back().Build();
        received += bytes.size();
        Append(expected, bytes);
        bench.Receive(bytes);
        CheckAccounts(bench, received);
        if (traffic.Below(30) == 0)
        {
            bench.Manager().FlushAll();
        }
    }
    bench.Manager().FlushAll();
    CheckAccounts(bench, received);

    Stream actual;
    std::vector<bool> isUp(in.size());
    for (const Delivered& up : bench.Up())
    {
        Append(actual, up.bytes);
        bool isRight = true;
        for (const uint32_t index : up.frames)
        {
            BOOST_REQUIRE(!isUp[index]);
            isUp[index] = true;
            isRight = isRight && in[index].checksumError == 0;
        }
        BOOST_REQUIRE_EQUAL(up.frames.size(), up.frame.segments);
        const auto verdict = vectors::JudgeChecksums(up.bytes, TagLocation::IN_BAND);
        BOOST_REQUIRE(verdict.ip == true);
        BOOST_REQUIRE(verdict.tcp == isRight);
    }
    BOOST_REQUIRE(actual == expected);
    BOOST_REQUIRE(isUp == std::vector<bool>(in.size(), true));
}

} // namespace

BOOST_AUTO_TEST_SUITE(LroRandom)

BOOST_AUTO_TEST_CASE(AgainstTheByteStream)
{
    const uint32_t before = vectors::ByteBuffer::Alive();
    for (uint32_t seed = 1; seed <= 30; ++seed)
    {
        for (const Entry entry : {Entry::SKB, Entry::FRAGS, Entry::MAYBE_FRAGS})
        {
            BOOST_TEST_CONTEXT("seed " << seed << ", entry " << static_cast<int>(entry))
            {
                Run(seed, entry);
            }
        }
    }
    BOOST_CHECK_EQUAL(vectors::ByteBuffer::Alive(), before);
}

BOOST_AUTO_TEST_SUITE_END()
