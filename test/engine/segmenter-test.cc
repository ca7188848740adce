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
 * The rules of segmentation:
 * - every recorded case of Linux 6.18 comes out byte for byte;
 * - payload of the segments in order = payload of the super-packet, for every length of the last
 *   segment, over either IP, of TCP and UDP, however the fragments lie; lengths and checksums are
 *   right;
 * - only headers are copied, payload is shared and freed with the last segment;
 * - nothing is allocated in the steady state.
 */

#include "../vector-buffer.h"
#include "../vector-set.h"
#include "allocation-counter.h"
#include "segment-bench.h"

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <initializer_list>
#include <sstream>

using namespace ns3::offload;
using namespace ns3::offload::test;
using vectors::ByteBuffer;

namespace
{

/// @param frame a frame @param lengths of its frags; what is left becomes the last one
void
Scatter(Frame& frame, std::initializer_list<uint32_t> lengths)
{
    const Frag whole = frame.frags.front();
    frame.frags.clear();
    uint32_t offset = 0;
    for (const uint32_t length : lengths)
    {
        frame.frags.push_back(whole.Slice(offset, length));
        offset += length;
    }
    frame.frags.push_back(whole.Slice(offset, whole.Length()));
}

} // namespace

BOOST_AUTO_TEST_SUITE(Segmentation)

BOOST_AUTO_TEST_CASE(RecordedCasesOfLinux)
{
    std::ostringstream log;
    const auto folder = std::filesystem::path(OFFLOAD_TEST_DATA_DIR) / "linux-6.18" / "gso";
    const vectors::VectorTally tally = vectors::RunVectors(folder, log);
    BOOST_CHECK_MESSAGE(tally.IsGood(), log.str());
}

BOOST_AUTO_TEST_CASE(PayloadStaysForEveryLengthOfTheLastSegment)
{
    for (const uint32_t size : {8U, 61U})
    {
        for (uint32_t length = size + 1; length <= 4 * size + 1; ++length)
        {
            TcpPacket packet;
            packet.payload = TcpPacket::Pattern(length);
            const Bytes udp = UdpOverIpv4(packet.payload);
            for (const Bytes& bytes :
                 {packet.Build(), OverIpv6(packet.Build()), udp, OverIpv6(udp)})
            {
                const Recorder out = Cut(SuperPacketOf(bytes, size));
                BOOST_CHECK_EQUAL(out.bytes.size(), (length + size - 1) / size);
                BOOST_CHECK(JoinPayload(out.bytes) == packet.payload);
                for (const Bytes& segment : out.bytes)
                {
                    BOOST_CHECK(HasRightChecksums(segment));
                    BOOST_CHECK_EQUAL(ViewOf(segment).datagramEnd, segment.size());
                }
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(PayloadStaysHoweverThePiecesLie)
{
    TcpPacket packet;
    packet.payload = TcpPacket::Pattern(1001);
    for (const auto lengths : {std::initializer_list<uint32_t>{0, 1, 2, 3},
                               {100, 100, 100},
                               {99, 0, 0, 101},
                               {700},
                               {745, 0}})
    {
        Frame frame = SuperPacketOf(packet.Build(), 100);
        BOOST_REQUIRE(frame.ReturnHead(54));
        Scatter(frame, lengths);
        const Recorder out = Cut(frame);
        BOOST_CHECK(JoinPayload(out.bytes) == packet.payload);
        for (const Bytes& segment : out.bytes)
        {
            BOOST_CHECK(HasRightChecksums(segment));
        }
    }
}

BOOST_AUTO_TEST_CASE(OnlyHeadersAreCopied)
{
    const uint32_t before = ByteBuffer::Alive();
    {
        TcpPacket packet;
        packet.payload = TcpPacket::Pattern(1000);
        Frame frame = SuperPacketOf(packet.Build(), 100);
        const void* buffer = frame.frags.front().Object();
        Recorder recorder;
        Segmenter segmenter(recorder);
        const SegmentReport report = segmenter.Segment(frame);
        BOOST_CHECK_EQUAL(report.headerBytesCopied, 10 * 54U);
        BOOST_CHECK_EQUAL(report.fragsShared, 10U);
        BOOST_CHECK_EQUAL(report.bytesSummed, 10 * 120U);
        BOOST_CHECK_EQUAL(segmenter.Counters().payloadBytes, 1000U);
        BOOST_CHECK_EQUAL(ByteBuffer::Alive(), before + 1);
        for (const Frame& segment : recorder.frames)
        {
            BOOST_CHECK_EQUAL(segment.head.Length(), 54U);
            BOOST_CHECK_EQUAL(segment.buffers.linearBytes, 40U);
            BOOST_CHECK_EQUAL(segment.buffers.frags, 1U);
            BOOST_CHECK(segment.frags.front().Object() == buffer);
        }
    }
    BOOST_CHECK_EQUAL(ByteBuffer::Alive(), before);
}

BOOST_AUTO_TEST_CASE(NoAllocationInTheSteadyState)
{
    /// A wire that takes nothing.
    class NullSink : public SegmentSink
    {
      public:
        void Deliver(Frame&) override
        {
        }
    };

    TcpPacket packet;
    packet.payload = TcpPacket::Pattern(10000);
    const Frame good = SuperPacketOf(packet.Build(), 1000);
    NullSink sink;
    Segmenter segmenter(sink);
    Frame frame;
    uint64_t before = 0;
    for (uint32_t i = 0; i < 100; ++i)
    {
        frame = good; // allocates, unlike a driver that fills it
        before = test::CountAllocations();
        BOOST_REQUIRE(segmenter.Segment(frame).reason == SegmentReason::NONE);
        before = test::CountAllocations() - before;
    }
    BOOST_CHECK_EQUAL(before, 0U);
}

BOOST_AUTO_TEST_SUITE_END()
