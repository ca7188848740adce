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
 * GRO and segmentation against an obviously correct model, the frames themselves, on random traffic
 * with losses, duplicates, odd lengths, flags, options, padding and wrong checksums:
 * - what comes up, segmented again, are the frames that came in, byte for byte;
 * - those of a flow in their order, apart from frames that have no flow for GRO: those overtake;
 * - bytes in = bytes delivered + bytes held, after every frame;
 * - the named counters add up;
 * - every frag is released in the end.
 */

#include "engine/segmenter.h"
#include "gro-bench.h"
#include "random-changes.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <map>
#include <numeric>

using namespace ns3::offload;
using namespace ns3::offload::test;

namespace
{

/// The other end: notes the segments.
class NotingSink : public SegmentSink
{
  public:
    std::vector<Bytes> frames; //!< in order

    void Deliver(Frame& segment) override
    {
        frames.push_back(vectors::LinearBytes(segment));
    }
};

/// Random traffic of some flows.
class Traffic : public RandomChanges
{
  public:
    /// @param seed of the random numbers
    explicit Traffic(uint32_t seed)
        : RandomChanges(seed),
          m_flows(1 + Below(12))
    {
        for (std::size_t i = 0; i < m_flows.size(); ++i)
        {
            m_flows[i].sourcePort = static_cast<uint16_t>(1000 + i);
            m_flows[i].sequence = 0U - Below(5000); // most streams wrap
            m_flows[i].identification = static_cast<uint16_t>(Any());
            if (Below(2) == 0)
            {
                m_flows[i].timestamps = Timestamps{Any(), 1};
            }
        }
    }

    /// @return the next frame from the wire
    TcpPacket Next()
    {
        if (Below(8) == 0)
        {
            m_current = Below(static_cast<uint32_t>(m_flows.size()));
        }
        TcpPacket& flow = m_flows[m_current];
        TcpPacket packet = flow;
        const uint32_t length = Below(8) == 0 ? Below(1400) : 1400;
        packet.payload = TcpPacket::Pattern(length, static_cast<uint8_t>(Any()));
        flow.sequence += Below(30) == 0 ? 0 : length; // repeated, or not
        flow.acknowledgment += Below(20) == 0 ? 1 : 0;
        flow.identification = static_cast<uint16_t>(flow.identification + (m_current % 2));
        Disturb(packet);
        return packet;
    }

  private:
    std::vector<TcpPacket> m_flows; //!< headers of the next segment of each
    uint32_t m_current{0};          //!< flow of the burst
};

/// Frames of each flow, by source port.
using Flows = std::map<uint16_t, std::vector<Bytes>>;

/// @param bench with its engine @param received bytes handed in so far
void
CheckAccounts(GroBench& bench, uint64_t received)
{
    const GroCounters& counters = bench.Engine().Counters();
    const auto total = [](const auto& counts) {
        return std::accumulate(counts.begin(), counts.end(), uint64_t{0});
    };
    BOOST_REQUIRE_EQUAL(counters.bytesReceived, received);
    BOOST_REQUIRE_EQUAL(received, counters.bytesDelivered + bench.Engine().BytesHeld());
    BOOST_REQUIRE_EQUAL(total(counters.outcomes), counters.framesReceived);
    BOOST_REQUIRE_EQUAL(total(counters.reasons), counters.framesReceived);
    BOOST_REQUIRE_EQUAL(total(counters.flushes), counters.flushed);
    BOOST_REQUIRE_EQUAL(counters.Frames(GroOutcome::HELD),
                        counters.flushed + bench.Engine().PacketsHeld());
}

/// @param bench what came up @return the same, cut again
std::vector<Bytes>
SegmentAgain(GroBench& bench)
{
    NotingSink wire;
    Segmenter segmenter(wire);
    for (GroDelivered& up : bench.Up())
    {
        if (up.frame.gsoSize > 0)
        {
            BOOST_REQUIRE(segmenter.Segment(up.frame).reason == SegmentReason::NONE);
        }
        else
        {
            wire.frames.push_back(up.bytes);
        }
    }
    return wire.frames;
}

/// @param seed of the traffic
void
Run(uint32_t seed)
{
    constexpr uint32_t PORT = 34; // offset of the source port where there are no IP options
    Traffic traffic(seed);
    GroConfig config;
    config.buckets = 1 + traffic.Below(4);
    config.maxHeld = 1 + traffic.Below(8);
    config.groIpv4MaxSize = 3000 + traffic.Below(120000);
    config.eviction = traffic.Below(2) == 0 ? GroEviction::OLDEST_OUT : GroEviction::PASS_NEWCOMER;
    config.fraglist = traffic.Below(3) == 0;
    GroBench bench(config);
    std::vector<Bytes> in;
    std::vector<Bytes> overtaking;
    uint64_t received = 0;
    for (uint64_t i = 0; i < 400; ++i)
    {
        const TcpPacket packet = traffic.Next();
        in.push_back(packet.Build());
        if (packet.checksumError != 0 || !packet.ipOptions.empty())
        {
            overtaking.push_back(in.back());
        }
        received += in.back().size();
        bench.Receive(in.back(), packet.sourcePort, i);
        CheckAccounts(bench, received);
        if (traffic.Below(50) == 0)
        {
            bench.Engine().FlushOlderThan(i - std::min<uint64_t>(i, traffic.Below(30)));
        }
        if (traffic.Below(50) == 0)
        {
            bench.Engine().FlushAll();
        }
    }
    bench.Engine().FlushAll();
    CheckAccounts(bench, received);
    BOOST_REQUIRE_LT(bench.Up().size(), in.size());

    std::vector<Bytes> out = SegmentAgain(bench);
    BOOST_REQUIRE_EQUAL(out.size(), in.size());
    const auto byFlow = [&](const std::vector<Bytes>& frames) {
        Flows flows;
        for (const Bytes& frame : frames)
        {
            const bool isOvertaking =
                std::find(overtaking.begin(), overtaking.end(), frame) != overtaking.end();
            flows[isOvertaking ? 0 : Load16(&frame[PORT])].push_back(frame);
        }
        return flows;
    };
    BOOST_REQUIRE(byFlow(in) == byFlow(out));
}

} // namespace

BOOST_AUTO_TEST_SUITE(GroRandom)

BOOST_AUTO_TEST_CASE(SegmentedAgainItIsTheInput)
{
    const uint32_t before = vectors::ByteBuffer::Alive();
    for (uint32_t seed = 1; seed <= 40; ++seed)
    {
        BOOST_TEST_CONTEXT("seed " << seed)
        {
            Run(seed);
        }
    }
    BOOST_CHECK_EQUAL(vectors::ByteBuffer::Alive(), before);
}

BOOST_AUTO_TEST_SUITE_END()
