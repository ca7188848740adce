/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "engine/gro-engine.h"
#include "engine/header-view.h"
#include "engine/segmenter.h"

#include "ns3/abort.h"
#include "ns3/command-line.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <functional>
#include <set>
#include <string>
#include <vector>

/**
 * @file
 * @ingroup offload
 * How fast the engines are, without simulation. Each measurement is a pair: what a driver does in
 * any case (put the headers of a frame into one, with a handle on its payload, and parse them), and
 * the same with the engine. Times differ between machines and runs; the ratio differs less.
 */

using namespace ns3::offload;

namespace
{

constexpr uint32_t TCP_OFFSET = ethernet::HEADER_LENGTH + ipv4::MIN_HEADER_LENGTH;
constexpr uint32_t HEADERS = TCP_OFFSET + tcp::MIN_HEADER_LENGTH + 12; //!< with timestamps
constexpr uint32_t PAYLOAD = 1448;                                     //!< of a segment

using Headers = std::array<uint8_t, HEADERS>;

/// @param flow number of a flow @return headers of its first segment
Headers
MakeHeaders(uint32_t flow)
{
    Headers headers{};
    Store16(&headers[ethernet::TYPE], ethernet::TYPE_IPV4);
    uint8_t* ip = &headers[ethernet::HEADER_LENGTH];
    ip[0] = 0x45;
    Store16(ip + ipv4::TOTAL_LENGTH, HEADERS - ethernet::HEADER_LENGTH + PAYLOAD);
    Store16(ip + ipv4::FRAGMENT, ipv4::DONT_FRAGMENT);
    ip[ipv4::TTL] = 64;
    ip[ipv4::PROTOCOL] = protocol::TCP;
    Store32(ip + ipv4::SOURCE, 0x0a000001);
    Store32(ip + ipv4::DESTINATION, 0x0a000002);
    // The identification is 0 in all, as Linux sends it with DF, so the checksum stays.
    uint32_t sum = 0;
    for (uint32_t i = 0; i < ipv4::MIN_HEADER_LENGTH; i += 2)
    {
        sum += Load16(ip + i);
    }
    Store16(ip + ipv4::CHECKSUM, static_cast<uint16_t>(~((sum & 0xffff) + (sum >> 16))));
    uint8_t* transport = &headers[TCP_OFFSET];
    Store16(transport + tcp::SOURCE_PORT, static_cast<uint16_t>(10000 + flow));
    Store16(transport + tcp::DESTINATION_PORT, 5001);
    transport[tcp::DATA_OFFSET] = (HEADERS - TCP_OFFSET) / 4 << 4;
    transport[tcp::FLAGS] = tcp::ACK;
    Store32(transport + tcp::OPTIONS, tcp::ALIGNED_TIMESTAMP);
    return headers;
}

/**
 * Make a frame as a driver would.
 * @param frame to be filled; was empty
 * @param headers its headers
 * @param payload bytes that follow
 */
void
Fill(Frame& frame, const Headers& headers, uint32_t payload)
{
    frame.head.Assign(headers.data(), HEADERS);
    frame.frags.emplace_back(nullptr, nullptr, HEADERS, payload);
    frame.length = HEADERS + payload;
    frame.checksumState = ChecksumState::UNNECESSARY;
    frame.buffers.skbHeads = 1;
    frame.buffers.frags = 1;
    frame.buffers.linearBytes = HEADERS - ethernet::HEADER_LENGTH;
}

/// A stack, and a wire, that takes nothing.
class NullSink : public GroSink, public SegmentSink
{
  public:
    uint64_t frames{0}; //!< delivered

    void Deliver(Frame& /*frame*/, const GroDelivery& /*delivery*/) override
    {
        ++frames;
    }

    void Deliver(Frame& /*segment*/) override
    {
        ++frames;
    }
};

/// Segments of some flows in turn.
class Traffic
{
  public:
    /// @param flows their number
    explicit Traffic(uint32_t flows)
    {
        for (uint32_t flow = 0; flow < flows; ++flow)
        {
            m_flows.push_back(MakeHeaders(flow));
        }
    }

    /// @param frame to be filled with the next segment; was empty @return its flow
    uint32_t Next(Frame& frame)
    {
        const uint32_t flow = m_next;
        m_next = flow + 1 < m_flows.size() ? flow + 1 : 0;
        Fill(frame, m_flows[flow], PAYLOAD);
        uint8_t* sequence = &m_flows[flow][TCP_OFFSET + tcp::SEQUENCE];
        Store32(sequence, Load32(sequence) + PAYLOAD);
        return flow;
    }

  private:
    std::vector<Headers> m_flows; //!< of the next segment of each
    uint32_t m_next{0};           //!< flow
};

/// @param run what to measure, for a number of units @param units how many @return ns a unit
double
Measure(const std::function<void(uint32_t)>& run, uint32_t units)
{
    const auto begin = std::chrono::steady_clock::now();
    run(units);
    const std::chrono::duration<double, std::nano> time = std::chrono::steady_clock::now() - begin;
    return time.count() / units;
}

/**
 * Measure a pair, in turn, and print the medians.
 * @param name of the row
 * @param baseline what is done in any case
 * @param engine the same with the engine
 * @param units a round
 */
void
Compare(const std::string& name,
        const std::function<void(uint32_t)>& baseline,
        const std::function<void(uint32_t)>& engine,
        uint32_t units)
{
    constexpr std::size_t ROUNDS = 15;
    std::vector<double> bases;
    std::vector<double> engines;
    std::vector<double> ratios;
    for (std::size_t i = 0; i < ROUNDS; ++i)
    {
        bases.push_back(Measure(baseline, units));
        engines.push_back(Measure(engine, units));
        ratios.push_back(engines.back() / bases.back());
    }
    const auto median = [](std::vector<double>& values) {
        std::nth_element(values.begin(), values.begin() + ROUNDS / 2, values.end());
        return values[ROUNDS / 2];
    };
    std::printf("%-24s %10.1f %10.1f %8.2f\n",
                name.c_str(),
                median(bases),
                median(engines),
                median(ratios));
}

/// @param flows their number @param config settings @param units frames a round
/// @param name of the row
void
CompareGro(const std::string& name, uint32_t flows, const GroConfig& config, uint32_t units)
{
    Frame frame;
    Traffic parsed(flows);
    uint64_t found = 0;
    const auto baseline = [&](uint32_t frames) {
        for (uint32_t i = 0; i < frames; ++i)
        {
            parsed.Next(frame);
            const HeaderView view =
                HeaderView::Parse(frame.head.Data(), frame.head.Length(), frame.length);
            found += view.payloadLength;
            frame.Clear();
        }
    };
    NullSink sink;
    GroEngine gro(config, sink);
    Traffic traffic(flows);
    const uint32_t poll = 16 * flows;
    const auto engine = [&](uint32_t frames) {
        for (uint32_t i = 0; i < frames; ++i)
        {
            const uint32_t flow = traffic.Next(frame);
            gro.Receive(frame, flow);
            if (i % poll == poll - 1)
            {
                gro.FlushAll();
            }
        }
    };
    Compare(name, baseline, engine, units);
    gro.FlushAll();
    if (found == 0 || sink.frames == 0)
    {
        std::printf("nothing went through\n");
    }
}

/// @param units segments a round
void
CompareSegmentation(uint32_t units)
{
    constexpr uint32_t SEGMENTS = 44; // 64 KB
    const Headers headers = MakeHeaders(0);
    Frame frame;
    const auto baseline = [&](uint32_t segments) {
        const Frag payload(nullptr, nullptr, HEADERS, SEGMENTS * PAYLOAD);
        for (uint32_t i = 0; i < segments; ++i)
        {
            frame.head.Assign(headers.data(), HEADERS);
            frame.frags.push_back(payload.Slice(i % SEGMENTS * PAYLOAD, PAYLOAD));
            frame.length = HEADERS + PAYLOAD;
            frame.Clear();
        }
    };
    NullSink sink;
    Segmenter segmenter(sink, SegmentChecksum::PARTIAL);
    const auto engine = [&](uint32_t segments) {
        for (uint32_t i = 0; i < segments; i += SEGMENTS)
        {
            Fill(frame, headers, SEGMENTS * PAYLOAD);
            frame.gsoType = SegmentationType::TCP_V4;
            frame.gsoSize = PAYLOAD;
            segmenter.Segment(frame);
        }
    };
    Compare("segmentation", baseline, engine, units);
    if (sink.frames == 0)
    {
        std::printf("nothing went through\n");
    }
}

} // namespace

int
main(int argc, char* argv[])
{
    uint32_t units = 200000;
    std::string only;
    ns3::CommandLine cmd(__FILE__);
    cmd.Usage("Measures the receive and segmentation engines without simulation.");
    cmd.AddValue("units", "frames, or segments, a measurement", units);
    cmd.AddValue("only", "measure only this row: gro-1, gro-8, gro-64, list-8 or gso", only);
    cmd.Parse(argc, argv);
    const std::set<std::string> rows{"", "gro-1", "gro-8", "gro-64", "list-8", "gso"};
    NS_ABORT_MSG_IF(units == 0, "--units=0 measures nothing: give at least 1");
    NS_ABORT_MSG_IF(rows.count(only) == 0,
                    "--only=" << only << " is no row: give gro-1, gro-8, gro-64, list-8 or gso");

    std::printf("%-24s %10s %10s %8s\n", "ns a frame or segment", "without", "with", "ratio");
    const auto isWanted = [&](const std::string& row) { return only.empty() || only == row; };
    for (const uint32_t flows : {1U, 8U, 64U})
    {
        if (isWanted("gro-" + std::to_string(flows)))
        {
            CompareGro("GRO, flows: " + std::to_string(flows), flows, GroConfig(), units);
        }
    }
    if (isWanted("list-8"))
    {
        GroConfig lists;
        lists.fraglist = true;
        CompareGro("GRO lists, flows: 8", 8, lists, units);
    }
    if (isWanted("gso"))
    {
        CompareSegmentation(units);
    }
    return 0;
}
