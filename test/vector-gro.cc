/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "vector-gro.h"

#include "engine/checksum.h"
#include "engine/gro-engine.h"
#include "engine/header-view.h"
#include "engine/segmenter.h"
#include "vector-buffer.h"
#include "vector-checksum.h"
#include "vector-virtio.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>

/**
 * @file
 * @ingroup offload-test
 * Running of recorded generic receive offload.
 */

namespace ns3::offload::vectors
{

namespace
{

/// @param testCase a case @return its settings
GroConfig
ReadConfig(const json& testCase)
{
    const json& from = testCase.at("config");
    GroConfig config;
    config.gro = from.at("gro");
    config.udpGroForwarding = from.at("udp_gro_forwarding");
    config.groMaxSize = from.at("gro_max_size");
    config.groIpv4MaxSize = from.at("gro_ipv4_max_size");
    const std::string fault = config.FindFault();
    if (!fault.empty())
    {
        throw VectorError(
            fmt::format("case {}: {}", testCase.at("name").get<std::string>(), fault));
    }
    return config;
}

/// @param testCase a case @return the virtio headers of its input frames, where they have one
std::map<uint32_t, VirtioHeader>
ReadHeaders(const json& testCase)
{
    std::map<uint32_t, VirtioHeader> headers;
    for (const json& from : testCase.value("in_offload", json::array()))
    {
        VirtioHeader& header = headers[from.at("frame")];
        header.flags = from.at("flags");
        header.gsoType = from.at("gso_type");
        header.headerLength = from.at("hdr_len");
        header.gsoSize = from.at("gso_size");
        header.csumStart = from.at("csum_start");
        header.csumOffset = from.at("csum_offset");
    }
    return headers;
}

/// @param frame a frame that went up @param bytes its bytes @return what its transport checksum is
TransportChecksum
ChecksumOf(const Frame& frame, const Bytes& bytes)
{
    if (frame.checksumState == ChecksumState::PARTIAL)
    {
        return TransportChecksum::PARTIAL;
    }
    const TransportChecksum verdict =
        JudgeTransport(bytes, HeaderView::Parse(bytes.data(), frame.length, frame.length));
    // Nobody will complete it.
    return verdict == TransportChecksum::PARTIAL ? TransportChecksum::WRONG : verdict;
}

/// @param type how to cut @return as the records have it
const char*
NameOf(SegmentationType type)
{
    switch (type)
    {
    case SegmentationType::TCP_V4:
        return "tcpv4";
    case SegmentationType::TCP_V6:
        return "tcpv6";
    case SegmentationType::UDP_L4:
        return "udp_l4";
    case SegmentationType::UDP_FRAGMENT:
        return "udp";
    case SegmentationType::DCCP:
        return "dccp";
    case SegmentationType::NONE:
        break;
    }
    return "none";
}

/// @param frame a delivered frame @param bytes its bytes @return number of segments, as the records
/// count them
uint32_t
CountSegments(const Frame& frame, const Bytes& bytes)
{
    if (frame.gsoSize == 0)
    {
        return 1;
    }
    const HeaderView view = HeaderView::Parse(bytes.data(), frame.length, frame.length);
    return (view.payloadLength + frame.gsoSize - 1) / frame.gsoSize;
}

/// The other end of the network: takes segments and notes them.
class NotingSink : public SegmentSink
{
  public:
    std::vector<Bytes> frames; //!< in order

    void Deliver(Frame& segment) override
    {
        frames.push_back(LinearBytes(segment));
    }
};

/// One case: the polls, and the stack that notes what comes up.
class GroRun : private GroSink
{
  public:
    /// @param config settings
    explicit GroRun(const GroConfig& config)
        : m_engine(config, *this),
          m_segmenter(m_wire)
    {
    }

    /**
     * Receive a frame.
     * @param bytes the frame
     * @param index its number
     * @param header its virtio header, or null
     */
    void Receive(const Bytes& bytes, uint32_t index, const VirtioHeader* header)
    {
        constexpr uint8_t DATA_VALID = 2; // in flags
        FillFrame(m_frame, bytes, index);
        if (header)
        {
            ApplyVirtioHeader(*header, m_frame);
            if (!header->NeedsChecksum() && (header->flags & DATA_VALID))
            {
                m_frame.checksumState = ChecksumState::UNNECESSARY;
            }
        }
        m_engine.Receive(m_frame);
    }

    /// End a poll.
    void EndPoll()
    {
        m_engine.FlushAll();
        ++m_poll;
    }

    /// @return what came up, as the records have it
    const std::vector<json>& Records() const
    {
        return m_records;
    }

    /// @return the bytes of what came up
    const std::vector<Bytes>& Output() const
    {
        return m_output;
    }

    /// @return what came up, segmented again
    const std::vector<Bytes>& Resegmented() const
    {
        return m_wire.frames;
    }

  private:
    void Deliver(Frame& frame, const GroDelivery& /*delivery*/) override
    {
        Bytes bytes = LinearBytes(frame);
        m_records.push_back({{"poll", m_poll},
                             {"len", frame.length},
                             {"gso_type", NameOf(frame.gsoType)},
                             {"gso_ecn", frame.gsoEcn},
                             {"gso_size", frame.gsoSize},
                             {"segs", CountSegments(frame, bytes)},
                             {"csum", ToJson(ChecksumOf(frame, bytes))},
                             {"csum_start", frame.checksumStart},
                             {"csum_offset", frame.checksumOffset},
                             {"verified", frame.checksumState == ChecksumState::UNNECESSARY},
                             {"fixed_id", frame.gsoFixedId}});
        m_output.push_back(std::move(bytes));
        SegmentAgain(frame);
    }

    /// @param frame a delivered frame: it goes out again by a device that cannot segment or sum
    void SegmentAgain(Frame& frame)
    {
        if (frame.gsoType != SegmentationType::NONE)
        {
            m_segmenter.Segment(frame);
            return;
        }
        if (frame.checksumState == ChecksumState::PARTIAL)
        {
            CompleteChecksum(frame);
        }
        m_wire.Deliver(frame);
    }

    GroEngine m_engine;          //!< what is tested
    NotingSink m_wire;           //!< where segments go
    Segmenter m_segmenter;       //!< cuts what came up
    Frame m_frame;               //!< used for one frame after another, as a driver would
    uint32_t m_poll{0};          //!< polls ended
    std::vector<json> m_records; //!< what came up
    std::vector<Bytes> m_output; //!< its bytes
};

/// @param expected recorded frames @param actual ours @param what they are
/// @return the first difference, or ""
std::string
CompareFrames(const std::vector<Bytes>& expected,
              const std::vector<Bytes>& actual,
              const std::string& what)
{
    for (std::size_t i = 0; i < std::min(expected.size(), actual.size()); ++i)
    {
        const std::string difference =
            FirstDifference(expected[i], actual[i], fmt::format("{}[{}]", what, i));
        if (!difference.empty())
        {
            return difference;
        }
    }
    return expected.size() == actual.size() ? ""
                                            : fmt::format("{}: expected {} frames, got {}",
                                                          what,
                                                          expected.size(),
                                                          actual.size());
}

/// @param run a finished run @param testCase the case @param output recorded bytes
/// @return the first difference, or ""
std::string
Compare(const GroRun& run, const json& testCase, const std::vector<Bytes>& output)
{
    const json& records = testCase.at("out");
    for (std::size_t i = 0; i < std::min(records.size(), run.Records().size()); ++i)
    {
        const json& actual = run.Records()[i];
        const std::string difference =
            FirstDifference(WithoutUnclear(records[i], actual), actual, fmt::format("out[{}]", i));
        if (!difference.empty())
        {
            return difference;
        }
    }
    return records.size() == output.size()
               ? CompareFrames(output, run.Output(), "out")
               : fmt::format("out: {} records with {} frames; copy the case set again",
                             records.size(),
                             output.size());
}

} // namespace

bool
GroVectors::Recognises(const json& set) const
{
    const json& first = set.at("cases").at(0);
    return first.contains("polls") && first.contains("config") && first.contains("out");
}

void
GroVectors::Run(Captures& captures, const json& testCase, const Report& report) const
{
    const std::string name = testCase.at("name");
    const std::vector<Bytes> input = captures.Read(testCase, "in");
    const std::map<uint32_t, VirtioHeader> headers = ReadHeaders(testCase);
    GroRun run(ReadConfig(testCase));
    uint32_t next = 0;
    for (const uint32_t frames : testCase.at("polls"))
    {
        for (const uint32_t end = next + frames; next < end; ++next)
        {
            if (next >= input.size())
            {
                throw VectorError(fmt::format("case {}: polls have more frames than the input, {}; "
                                              "copy the case set again",
                                              name,
                                              input.size()));
            }
            const auto header = headers.find(next);
            run.Receive(input[next], next, header == headers.end() ? nullptr : &header->second);
        }
        run.EndPoll();
    }
    std::string difference = Compare(run, testCase, captures.Read(testCase, "out"));
    if (difference.empty() && testCase.contains("reseg_frames"))
    {
        difference = CompareFrames(captures.Read(testCase, "reseg"), run.Resegmented(), "reseg");
    }
    report(name, difference);
}

} // namespace ns3::offload::vectors
