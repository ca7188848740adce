/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "../vector-buffer.h"
#include "../vector-set.h"
#include "../vector-virtio.h"
#include "allocation-counter.h"
#include "segment-bench.h"

#include "ns3/checksum.h"

#include <boost/test/unit_test.hpp>
#include <initializer_list>
#include <sstream>

/**
 * @file
 * @ingroup offload-test
 * Segmentation:
 * - every recorded case of Linux 6.18 comes out byte for byte;
 * - payload of the segments in order = payload of the super-packet, for every length of the last
 *   segment, over either IP, of TCP and UDP, however the pieces lie; lengths and checksums are
 *   right;
 * - sequence numbers advance by what was sent, and wrap;
 * - the identification counts and wraps, or stays if fixed;
 * - FIN and PSH are on the last segment only, CWR on the first only; other flags, options, the
 *   urgent pointer and all else of the headers are repeated;
 * - a partial checksum that was wrong stays wrong by the same amount; TCP does without one;
 * - a UDP checksum of 0 is sent as 0xffff, a TCP checksum of 0 as it is;
 * - partial segments become, once completed, what complete ones are;
 * - only headers are copied, payload is shared and freed with the last segment;
 * - each broken rule has a reason of its own, and leaves the super-packet as it was;
 * - however a frame is cut off, nothing is sent that is not there;
 * - no allocation in the steady state;
 * - a TAP device names what is wrong with a virtio header.
 */

using namespace ns3::offload;
using namespace ns3::offload::test;
using vectors::ByteBuffer;
using vectors::VirtioFault;
using vectors::VirtioHeader;

namespace
{

/// @param frame a frame @param lengths of its pieces; what is left becomes the last one
void
Scatter(Frame& frame, std::initializer_list<uint32_t> lengths)
{
    const Piece whole = frame.pieces.front();
    frame.pieces.clear();
    uint32_t offset = 0;
    for (const uint32_t length : lengths)
    {
        frame.pieces.push_back(whole.Slice(offset, length));
        offset += length;
    }
    frame.pieces.push_back(whole.Slice(offset, whole.Length()));
}

/// @param bytes a segment @param offset of a field in the TCP header @return the field's place
const uint8_t*
TcpField(const Bytes& bytes, uint32_t offset)
{
    return &bytes[ViewOf(bytes).transportOffset + offset];
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

BOOST_AUTO_TEST_CASE(SequenceAdvancesAndWraps)
{
    TcpPacket packet;
    packet.sequence = 0xffffff9c; // 100 before the end
    packet.payload = TcpPacket::Pattern(250);
    const Recorder out = Cut(SuperPacketOf(packet.Build(), 100));
    BOOST_REQUIRE_EQUAL(out.bytes.size(), 3U);
    BOOST_CHECK_EQUAL(Load32(TcpField(out.bytes[0], tcp::SEQUENCE)), 0xffffff9cU);
    BOOST_CHECK_EQUAL(Load32(TcpField(out.bytes[1], tcp::SEQUENCE)), 0U);
    BOOST_CHECK_EQUAL(Load32(TcpField(out.bytes[2], tcp::SEQUENCE)), 100U);
}

BOOST_AUTO_TEST_CASE(IdentificationCountsWrapsOrStays)
{
    TcpPacket packet;
    packet.identification = 0xffff;
    packet.payload = TcpPacket::Pattern(250);
    for (const bool isFixed : {false, true})
    {
        Frame frame = SuperPacketOf(packet.Build(), 100);
        frame.gsoFixedId = isFixed;
        const Recorder out = Cut(frame);
        for (uint32_t i = 0; i < out.bytes.size(); ++i)
        {
            const auto expected = static_cast<uint16_t>(0xffff + (isFixed ? 0 : i));
            BOOST_CHECK_EQUAL(Load16(&out.bytes[i][IP + ipv4::IDENTIFICATION]), expected);
            BOOST_CHECK(HasRightChecksums(out.bytes[i]));
        }
    }
}

BOOST_AUTO_TEST_CASE(FlagsKeepTheirPlace)
{
    TcpPacket packet;
    packet.flags = 0xff;
    packet.payload = TcpPacket::Pattern(250);
    for (const bool isEcn : {false, true})
    {
        Frame frame = SuperPacketOf(packet.Build(), 100);
        frame.gsoEcn = isEcn;
        const Recorder out = Cut(frame);
        const uint8_t everywhere = tcp::SYN | tcp::RST | tcp::ACK | tcp::URG | tcp::ECE;
        BOOST_CHECK_EQUAL(*TcpField(out.bytes[0], tcp::FLAGS), everywhere | tcp::CWR);
        BOOST_CHECK_EQUAL(*TcpField(out.bytes[1], tcp::FLAGS), everywhere);
        BOOST_CHECK_EQUAL(*TcpField(out.bytes[2], tcp::FLAGS), everywhere | tcp::FIN | tcp::PSH);
    }
}

BOOST_AUTO_TEST_CASE(AllElseOfTheHeadersIsRepeated)
{
    TcpPacket packet;
    packet.tag = 0x6005;
    packet.ipOptions = Bytes(8, 1);
    packet.timestamps = test::Timestamps{7, 9};
    packet.tos = 0xb7;
    packet.ttl = 3;
    packet.fragment = 0;
    packet.payload = TcpPacket::Pattern(250);
    Bytes whole = packet.Build();
    Store16(&whole[ViewOf(whole).transportOffset + tcp::URGENT], 999);
    Frame frame = SuperPacketOf(whole, 100);
    frame.vlanTci = 77;
    frame.cookie = 88;
    const Recorder out = Cut(frame);
    for (std::size_t i = 0; i < out.bytes.size(); ++i)
    {
        Bytes segment = out.bytes[i];
        BOOST_CHECK(HasRightChecksums(segment));
        BOOST_CHECK(out.frames[i].vlanTci == 77);
        BOOST_CHECK_EQUAL(out.frames[i].cookie, 88U);
        const uint32_t ip = ViewOf(segment).networkOffset;
        const uint32_t transport = ViewOf(segment).transportOffset;
        // What has to differ is made equal; then all must be.
        for (const uint32_t field : {ip + ipv4::TOTAL_LENGTH,
                                     ip + ipv4::IDENTIFICATION,
                                     ip + ipv4::CHECKSUM,
                                     transport + tcp::SEQUENCE + 2,
                                     transport + tcp::CHECKSUM})
        {
            Store16(&segment[field], Load16(&whole[field]));
        }
        const auto headersEnd = transport + 32;
        BOOST_CHECK(Bytes(segment.begin(), segment.begin() + headersEnd) ==
                    Bytes(whole.begin(), whole.begin() + headersEnd));
    }
}

BOOST_AUTO_TEST_CASE(WrongPartialChecksumStaysWrongByTheSame)
{
    TcpPacket packet;
    packet.payload = TcpPacket::Pattern(250);
    for (const Bytes& bytes : {packet.Build(), UdpOverIpv4(packet.payload)})
    {
        const Recorder right = Cut(SuperPacketOf(bytes, 100));
        Frame frame = SuperPacketOf(bytes, 100);
        uint8_t* field = frame.head.Data() + frame.checksumStart + frame.checksumOffset;
        Store16(field, SumFold(Load16(field) + 5U));
        const Recorder wrong = Cut(frame);
        for (std::size_t i = 0; i < right.bytes.size(); ++i)
        {
            const uint32_t at = frame.checksumStart + frame.checksumOffset;
            const uint32_t sum = Load16(&right.bytes[i][at]);
            BOOST_CHECK_EQUAL(SumFold(SumSubtract(sum, Load16(&wrong.bytes[i][at]))), 5U);
        }
    }
}

BOOST_AUTO_TEST_CASE(TcpDoesWithoutPartialChecksum)
{
    TcpPacket packet;
    packet.payload = TcpPacket::Pattern(250);
    packet.checksumError = 99;
    for (const Bytes& bytes : {packet.Build(), OverIpv6(packet.Build())})
    {
        Frame frame = SuperPacketOf(bytes, 100);
        Store16(frame.head.Data() + frame.checksumStart + frame.checksumOffset, 0x1234);
        frame.checksumState = ChecksumState::NONE;
        for (const Bytes& segment : Cut(frame).bytes)
        {
            BOOST_CHECK(HasRightChecksums(segment));
        }
    }
}

BOOST_AUTO_TEST_CASE(ZeroChecksum)
{
    // The first two bytes of the first segment are chosen so that its checksum becomes 0.
    Bytes payload = TcpPacket::Pattern(250);
    TcpPacket packet;
    for (const bool isTcp : {true, false})
    {
        packet.payload = payload;
        Bytes bytes = isTcp ? packet.Build() : UdpOverIpv4(payload);
        const uint32_t begin = ViewOf(bytes).payloadOffset;
        const Bytes first = Cut(SuperPacketOf(bytes, 100)).bytes[0];
        const uint16_t checksum = Load16(ChecksumField(bytes = first, ViewOf(first)));
        bytes = isTcp ? packet.Build() : UdpOverIpv4(payload);
        Store16(&bytes[begin], SumFold(Load16(&bytes[begin]) + checksum));
        Bytes zero = Cut(SuperPacketOf(bytes, 100)).bytes[0];
        BOOST_CHECK_EQUAL(Load16(ChecksumField(zero, ViewOf(zero))), isTcp ? 0 : 0xffff);
        BOOST_CHECK(HasRightChecksums(zero));
    }
}

BOOST_AUTO_TEST_CASE(PartialSegmentsCompleted)
{
    TcpPacket packet;
    packet.payload = TcpPacket::Pattern(333);
    const Bytes udp = UdpOverIpv4(packet.payload);
    for (const Bytes& bytes : {packet.Build(), OverIpv6(packet.Build()), udp, OverIpv6(udp)})
    {
        const Recorder complete = Cut(SuperPacketOf(bytes, 99));
        Recorder partial = Cut(SuperPacketOf(bytes, 99), SegmentChecksum::PARTIAL);
        BOOST_REQUIRE_EQUAL(partial.frames.size(), complete.frames.size());
        for (std::size_t i = 0; i < partial.frames.size(); ++i)
        {
            BOOST_CHECK(complete.frames[i].checksumState == ChecksumState::NONE);
            BOOST_CHECK(partial.frames[i].checksumState == ChecksumState::PARTIAL);
            BOOST_CHECK(CompleteChecksum(partial.frames[i]));
            BOOST_CHECK(vectors::LinearBytes(partial.frames[i]) == complete.bytes[i]);
            BOOST_CHECK(!CompleteChecksum(partial.frames[i]));
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
        const void* buffer = frame.pieces.front().Object();
        Recorder recorder;
        Segmenter segmenter(recorder);
        const SegmentReport report = segmenter.Segment(frame);
        BOOST_CHECK_EQUAL(report.headerBytesCopied, 10 * 54U);
        BOOST_CHECK_EQUAL(report.piecesShared, 10U);
        BOOST_CHECK_EQUAL(report.bytesSummed, 10 * 120U);
        BOOST_CHECK_EQUAL(segmenter.Counters().payloadBytes, 1000U);
        BOOST_CHECK_EQUAL(ByteBuffer::Alive(), before + 1);
        for (const Frame& segment : recorder.frames)
        {
            BOOST_CHECK_EQUAL(segment.head.Length(), 54U);
            BOOST_CHECK_EQUAL(segment.buffers.linearBytes, 40U);
            BOOST_CHECK_EQUAL(segment.buffers.frags, 1U);
            BOOST_CHECK(segment.pieces.front().Object() == buffer);
        }
    }
    BOOST_CHECK_EQUAL(ByteBuffer::Alive(), before);
}

BOOST_AUTO_TEST_CASE(EachBrokenRuleHasItsReason)
{
    TcpPacket packet;
    packet.payload = TcpPacket::Pattern(250);
    const Frame good = SuperPacketOf(packet.Build(), 100);
    const Frame udp = SuperPacketOf(UdpOverIpv4(packet.payload), 100);

    /// One thing changed, and what must come of it.
    struct Mutation
    {
        SegmentReason reason;         //!< expected
        const Frame& from;            //!< what is changed
        void (*change)(Frame& frame); //!< how
    };

    using Reason = SegmentReason;
    const Mutation mutations[] = {
        {Reason::NOT_A_SUPER_PACKET, good, [](Frame& f) { f.gsoSize = 0; }},
        {Reason::NOT_A_SUPER_PACKET, good, [](Frame& f) { f.gsoType = SegmentationType::NONE; }},
        {Reason::NOT_IP, good, [](Frame& f) { f.head.Data()[ethernet::TYPE] = 9; }},
        {Reason::IP_HEADER, good, [](Frame& f) { f.head.Data()[IP] = 0x44; }},
        {Reason::IP_HEADER, good, [](Frame& f) { f.head.Data()[IP] = 0x65; }},
        {Reason::TYPE_MISMATCH, good, [](Frame& f) { f.gsoType = SegmentationType::TCP_V6; }},
        {Reason::TYPE_MISMATCH, good, [](Frame& f) { f.gsoType = SegmentationType::UDP_L4; }},
        {Reason::TYPE_MISMATCH, udp, [](Frame& f) { f.gsoType = SegmentationType::TCP_V4; }},
        {Reason::TYPE_MISMATCH, good, [](Frame& f) { f.head.Data()[IP + ipv4::PROTOCOL] = 132; }},
        {Reason::TCP_DATA_OFFSET, good, [](Frame& f) { f.head.Data()[46] = 0x40; }},
        {Reason::CHECKSUM_START, good, [](Frame& f) { f.checksumStart = 36; }},
        {Reason::CHECKSUM_START, udp, [](Frame& f) { f.checksumStart = 32; }},
        {Reason::CHECKSUM_OFFSET, good, [](Frame& f) { f.checksumOffset = 6; }},
        {Reason::CHECKSUM_REQUIRED, udp, [](Frame& f) { f.checksumState = ChecksumState::NONE; }},
        {Reason::FITS_ONE_SEGMENT, good, [](Frame& f) { f.gsoSize = 250; }},
        {Reason::FITS_ONE_SEGMENT, udp, [](Frame& f) { f.gsoSize = 1000000; }},
        {Reason::PAYLOAD_IN_HEAD,
         good,
         [](Frame& f) { f.pieces.front() = Piece(nullptr, nullptr, 0, 48); }},
    };
    for (const Mutation& mutation : mutations)
    {
        Frame frame = mutation.from;
        mutation.change(frame);
        if (mutation.reason == Reason::PAYLOAD_IN_HEAD)
        {
            Recorder recorder;
            BOOST_CHECK(Segmenter(recorder).Segment(frame).reason == mutation.reason);
            continue;
        }
        const SegmentReason reason = Refusal(frame);
        BOOST_CHECK_MESSAGE(reason == mutation.reason,
                            ToString(reason) << " instead of " << ToString(mutation.reason));
    }

    Frame huge = good; // longer than IP can tell, in segments that are, too
    huge.pieces.emplace_back(nullptr, nullptr, 0, 70000);
    huge.length += 70000;
    huge.gsoSize = 65535 - 40 + 1;
    Recorder recorder;
    BOOST_CHECK(Segmenter(recorder).Segment(huge).reason == Reason::SEGMENT_TOO_LONG);
    --huge.gsoSize;
    huge.pieces.back() = ByteBuffer::Make(Bytes(70000), 1);
    BOOST_CHECK(Segmenter(recorder).Segment(huge).reason == Reason::NONE);
}

BOOST_AUTO_TEST_CASE(LengthIsThatOfTheFrame)
{
    TcpPacket packet;
    packet.payload = TcpPacket::Pattern(250);
    for (const uint16_t claimed : {0, 20, 100, 40000})
    {
        Frame frame = SuperPacketOf(packet.Build(), 100);
        Store16(frame.head.Data() + IP + ipv4::TOTAL_LENGTH, claimed);
        BOOST_CHECK(JoinPayload(Cut(frame).bytes) == packet.payload);
    }
}

BOOST_AUTO_TEST_CASE(HoweverAFrameIsCutOff)
{
    TcpPacket packet;
    packet.timestamps = test::Timestamps{1, 2};
    packet.payload = TcpPacket::Pattern(60);
    const Bytes udp = UdpOverIpv4(packet.payload);
    for (const Bytes& whole : {packet.Build(), OverIpv6(packet.Build()), udp, OverIpv6(udp)})
    {
        const uint32_t payloadOffset = ViewOf(whole).payloadOffset;
        const Frame all = SuperPacketOf(whole, 5);
        for (std::size_t length = 0; length < whole.size(); ++length)
        {
            Frame frame;
            vectors::FillFrame(frame, Bytes(whole.begin(), whole.begin() + length), 0);
            frame.gsoType = all.gsoType;
            frame.gsoSize = all.gsoSize;
            frame.checksumState = all.checksumState;
            frame.checksumStart = all.checksumStart;
            frame.checksumOffset = all.checksumOffset;
            Recorder recorder;
            Segmenter(recorder).Segment(frame);
            const Bytes payload = JoinPayload(recorder.bytes);
            const bool isCut = length > payloadOffset + 5;
            BOOST_CHECK_EQUAL(payload.size(), isCut ? length - payloadOffset : 0);
        }
    }
}

BOOST_AUTO_TEST_CASE(HeadThatEndsWithinTheHeaders)
{
    TcpPacket packet;
    packet.timestamps = test::Timestamps{1, 2};
    const Frame good = SuperPacketOf(packet.Build(), 100);
    for (uint32_t head = 0; head < 66; ++head)
    {
        Frame frame = good;
        BOOST_REQUIRE(frame.ReturnHead(head));
        const SegmentReason reason = Refusal(frame);
        BOOST_CHECK(reason == (head < 14   ? SegmentReason::NOT_IP
                               : head < 34 ? SegmentReason::IP_HEADER
                                           : SegmentReason::TRANSPORT_TRUNCATED));
    }
}

BOOST_AUTO_TEST_CASE(CompletionOutsideTheHead)
{
    Frame frame = SuperPacketOf(TcpPacket().Build(), 100);
    frame.checksumOffset = 0xffff;
    BOOST_CHECK(!CompleteChecksum(frame));
    frame.checksumStart = 0xffff;
    BOOST_CHECK(!CompleteChecksum(frame));
    BOOST_CHECK(frame.checksumState == ChecksumState::PARTIAL);
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

BOOST_AUTO_TEST_CASE(FaultsOfVirtioHeaders)
{
    const VirtioHeader good{1, VirtioHeader::GSO_TCPV4, 54, 100, 34, 16};
    const VirtioHeader udp{1, VirtioHeader::GSO_UDP_L4, 42, 100, 34, 6};
    const uint32_t length = 1000;
    BOOST_CHECK(vectors::FindFault(good, length) == VirtioFault::NONE);
    BOOST_CHECK(vectors::FindFault(udp, length) == VirtioFault::NONE);

    /// One field changed, and what must come of it.
    struct Mutation
    {
        VirtioFault fault;                    //!< expected
        const VirtioHeader& from;             //!< what is changed
        void (*change)(VirtioHeader& header); //!< how
    };

    const Mutation mutations[] = {
        {VirtioFault::HEADER_BEYOND_FRAME, good, [](VirtioHeader& h) { h.headerLength = 1001; }},
        {VirtioFault::HEADER_BEYOND_FRAME, good, [](VirtioHeader& h) { h.csumStart = 983; }},
        {VirtioFault::NONE, good, [](VirtioHeader& h) { h.headerLength = 0; }},
        {VirtioFault::NO_LINK_HEADER,
         good,
         [](VirtioHeader& h) {
             h.flags = 0;
             h.headerLength = 13;
         }},
        {VirtioFault::UNKNOWN_TYPE, good, [](VirtioHeader& h) { h.gsoType = 2; }},
        {VirtioFault::UNKNOWN_TYPE, good, [](VirtioHeader& h) { h.gsoType = 0x80; }},
        {VirtioFault::NO_SEGMENT_SIZE, good, [](VirtioHeader& h) { h.gsoSize = 0; }},
        {VirtioFault::TRANSPORT_BEYOND_FRAME, good, [](VirtioHeader& h) { h.csumStart = 981; }},
        {VirtioFault::TRANSPORT_WITHIN_NETWORK, good, [](VirtioHeader& h) { h.csumStart = 19; }},
        {VirtioFault::TRANSPORT_WITHIN_NETWORK, good, [](VirtioHeader& h) { h.gsoType = 4; }},
        {VirtioFault::CHECKSUM_OFFSET, good, [](VirtioHeader& h) { h.csumOffset = 6; }},
        {VirtioFault::CHECKSUM_OFFSET, udp, [](VirtioHeader& h) { h.csumOffset = 16; }},
        {VirtioFault::UDP_WITHOUT_CHECKSUM, udp, [](VirtioHeader& h) { h.flags = 0; }},
        {VirtioFault::TOO_MANY_DATAGRAMS, udp, [](VirtioHeader& h) { h.gsoSize = 7; }},
        {VirtioFault::UDP_WITH_ECN, udp, [](VirtioHeader& h) { h.gsoType = 0x85; }},
        {VirtioFault::RESERVED_SIZE, good, [](VirtioHeader& h) { h.gsoSize = 65535; }},
    };
    for (std::size_t i = 0; i < std::size(mutations); ++i)
    {
        VirtioHeader header = mutations[i].from;
        mutations[i].change(header);
        const VirtioFault fault = vectors::FindFault(header, length);
        BOOST_CHECK_MESSAGE(fault == mutations[i].fault,
                            "mutation " << i << ": fault " << static_cast<int>(fault));
    }
}

BOOST_AUTO_TEST_SUITE_END()
