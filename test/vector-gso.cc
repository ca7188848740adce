/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "vector-gso.h"

#include "engine/checksum.h"
#include "engine/header-view.h"
#include "engine/segmenter.h"
#include "vector-buffer.h"
#include "vector-checksum.h"
#include "vector-virtio.h"

#include <algorithm>
#include <fmt/format.h>

/**
 * @file
 * @ingroup offload-test
 * Running of recorded segmentation.
 */

namespace ns3::offload::vectors
{

namespace
{

/// @param in the virtio header of a case @return the header
VirtioHeader
ReadHeader(const json& in)
{
    VirtioHeader header;
    header.flags = in.at("flags");
    header.gsoType = in.at("gso_type");
    header.headerLength = in.at("hdr_len");
    header.gsoSize = in.at("gso_size");
    header.csumStart = in.at("csum_start");
    header.csumOffset = in.at("csum_offset");
    return header;
}

/// @param bytes a frame that left @return what its transport checksum is
TransportChecksum
ChecksumOf(const Bytes& bytes)
{
    const auto length = static_cast<uint32_t>(bytes.size());
    return JudgeTransport(bytes, HeaderView::Parse(bytes.data(), length, length));
}

/// The device by which frames leave: it notes them.
class RecordingSink : public SegmentSink
{
  public:
    std::vector<Bytes> frames; //!< what has left

    void Deliver(Frame& segment) override
    {
        frames.push_back(LinearBytes(segment));
    }
};

/// What became of a frame.
struct GsoResult
{
    std::string result;        //!< sent, dropped or write-error
    std::vector<Bytes> output; //!< what was sent
    std::string why;           //!< if dropped: for a person
};

/**
 * Complete a checksum whose field may be anywhere in the frame.
 * @param frame a frame of whole bytes with a partial checksum
 * @return its bytes, with the checksum
 */
Bytes
CompleteInBytes(const Frame& frame)
{
    Bytes bytes = LinearBytes(frame);
    const auto begin = bytes.begin() + frame.checksumStart;
    const uint16_t checksum =
        ChecksumOfSum(SumBytes(&*begin, static_cast<std::size_t>(bytes.end() - begin)));
    Store16(&*begin + frame.checksumOffset, checksum == 0 ? 0xffff : checksum);
    return bytes;
}

/// @param header of the frame @param bytes the frame @return what the kernel does with it
GsoResult
Send(const VirtioHeader& header, const Bytes& bytes)
{
    if (FindFault(header, static_cast<uint32_t>(bytes.size())) != VirtioFault::NONE)
    {
        return {"write-error", {}, ""};
    }
    Frame frame;
    FillFrame(frame, bytes, 0);
    ApplyVirtioHeader(header, frame);
    if (frame.gsoType != SegmentationType::NONE)
    {
        RecordingSink sink;
        const SegmentReason reason = Segmenter(sink).Segment(frame).reason;
        const bool isCut = reason == SegmentReason::NONE;
        return {isCut ? "sent" : "dropped", sink.frames, isCut ? "" : ToString(reason)};
    }
    const bool needsMore =
        frame.checksumState == ChecksumState::PARTIAL && !CompleteChecksum(frame);
    return {"sent", {needsMore ? CompleteInBytes(frame) : LinearBytes(frame)}, ""};
}

/// @param actual what came out @param testCase a case @param output its recorded frames
/// @return the first difference, or ""
std::string
Compare(const GsoResult& actual, const json& testCase, const std::vector<Bytes>& output)
{
    const std::string result = testCase.at("result");
    if (result != actual.result)
    {
        return fmt::format("result: expected {}, got {} {}", result, actual.result, actual.why);
    }
    // EINVAL is all that FindFault() models.
    if (testCase.contains("errno") && testCase.at("errno") != "EINVAL")
    {
        return fmt::format("errno: expected {}, got EINVAL", testCase.at("errno").dump());
    }
    const json& records = testCase.at("out");
    for (std::size_t i = 0; i < std::min(output.size(), actual.output.size()); ++i)
    {
        const std::string where = fmt::format("out[{}]", i);
        std::string difference = FirstDifference(output[i], actual.output[i], where);
        if (difference.empty() && i < records.size())
        {
            const json record = {{"len", actual.output[i].size()},
                                 {"csum", ToJson(ChecksumOf(actual.output[i]))}};
            difference = FirstDifference(WithoutUnclear(records[i], record), record, where);
        }
        if (!difference.empty())
        {
            return difference;
        }
    }
    return output.size() == actual.output.size() && records.size() == output.size()
               ? ""
               : fmt::format("out: expected {} records with {} frames, got {}",
                             records.size(),
                             output.size(),
                             actual.output.size());
}

} // namespace

bool
GsoVectors::Recognises(const json& set) const
{
    const json& first = set.at("cases").at(0);
    return first.contains("in") && first.contains("result") && first.contains("out");
}

void
GsoVectors::Run(Captures& captures, const json& testCase, const Report& report) const
{
    const std::string name = testCase.at("name");
    const std::vector<Bytes> input = captures.Read(testCase, "in");
    if (input.size() != 1)
    {
        throw VectorError(fmt::format("case {}: {} input frames instead of 1; copy the case set "
                                      "again",
                                      name,
                                      input.size()));
    }
    const GsoResult result = Send(ReadHeader(testCase.at("in")), input.front());
    report(name, Compare(result, testCase, captures.Read(testCase, "out")));
}

} // namespace ns3::offload::vectors
