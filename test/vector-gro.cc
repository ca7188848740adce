/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "vector-gro.h"

#include "vector-buffer.h"
#include "vector-virtio.h"

#include "ns3/checksum.h"
#include "ns3/gro-engine.h"
#include "ns3/header-view.h"
#include "ns3/segmenter.h"

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

/// @param view of a frame @param bytes the frame @return whether it is an IPv6 fragment that is the
/// whole packet
bool
IsAtomicFragment(const HeaderView& view, const Bytes& bytes)
{
    constexpr uint32_t HEADER = 8;       // bytes of a fragment header
    constexpr uint32_t OFFSET = 2;       // of its fragment offset and flags
    constexpr uint16_t IS_PART = 0xfff9; // offset, and "more fragments"
    return view.network == NetworkKind::IPV6 && view.outcome == ParseOutcome::FRAGMENT &&
           (Load16(&bytes[view.transportOffset - HEADER + OFFSET]) & IS_PART) == 0;
}

/**
 * Judge the transport checksum in the bytes of a frame.
 * @param bytes the frame
 * @return the verdict as the records have it, or null where they do not tell over how many bytes:
 * lengths of UDP and IP disagree
 */
json
JudgeTransport(const Bytes& bytes)
{
    const auto length = static_cast<uint32_t>(bytes.size());
    const HeaderView view = HeaderView::Parse(bytes.data(), length, length);
    const bool isUdp = view.transport == TransportKind::UDP;
    const uint32_t shortest = isUdp ? udp::HEADER_LENGTH : tcp::MIN_HEADER_LENGTH;
    const bool isLocated =
        view.outcome == ParseOutcome::OK || view.outcome == ParseOutcome::TCP_DATA_OFFSET ||
        view.outcome == ParseOutcome::TCP_OPTIONS_TRUNCATED ||
        view.outcome == ParseOutcome::UDP_LENGTH || IsAtomicFragment(view, bytes);
    if (!isLocated || (!isUdp && view.transport != TransportKind::TCP) ||
        view.transportOffset + shortest > view.datagramEnd)
    {
        return "n/a";
    }
    const uint8_t* ip = &bytes[view.networkOffset];
    const uint8_t* transport = &bytes[view.transportOffset];
    const uint32_t transportLength = view.datagramEnd - view.transportOffset;
    if (isUdp && Load16(transport + udp::CHECKSUM) == 0)
    {
        return "absent";
    }
    if (isUdp && Load16(transport + udp::LENGTH) != transportLength)
    {
        return nullptr;
    }
    const uint8_t number = isUdp ? protocol::UDP : protocol::TCP;
    const uint32_t pseudo = view.network == NetworkKind::IPV4
                                ? SumPseudoHeaderV4(ip + ipv4::SOURCE, number, transportLength)
                                : SumPseudoHeaderV6(ip + ipv6::SOURCE, number, transportLength);
    return SumFold(SumBytes(transport, transportLength, pseudo)) == 0xffff ? "full" : "wrong";
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
        const bool isPartial = frame.checksumState == ChecksumState::PARTIAL;
        m_records.push_back({{"poll", m_poll},
                             {"len", frame.length},
                             {"gso_type", NameOf(frame.gsoType)},
                             {"gso_ecn", frame.gsoEcn},
                             {"gso_size", frame.gsoSize},
                             {"segs", CountSegments(frame, bytes)},
                             {"csum", isPartial ? json("partial") : JudgeTransport(bytes)},
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
        json expected = records[i];
        if (run.Records()[i].at("csum").is_null())
        {
            expected.erase("csum");
        }
        const std::string difference =
            FirstDifference(expected, run.Records()[i], fmt::format("out[{}]", i));
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
GroVectors::Run(const std::filesystem::path& folder,
                const json& testCase,
                const Report& report) const
{
    const std::string name = testCase.at("name");
    const std::vector<Bytes> input = ReadFrames(folder, testCase, ".in.pcap");
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
    std::string difference = Compare(run, testCase, ReadFrames(folder, testCase, ".out.pcap"));
    if (difference.empty() && testCase.contains("reseg_frames"))
    {
        difference =
            CompareFrames(ReadFrames(folder, testCase, ".reseg.pcap"), run.Resegmented(), "reseg");
    }
    report(name, difference);
}

} // namespace ns3::offload::vectors
