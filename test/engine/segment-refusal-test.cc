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
 * The rules of what cannot be segmented:
 * - each broken rule has a reason of its own, and leaves the super-packet as it was;
 * - however a frame is truncated, nothing is sent that is not there.
 */

#include "segment-bench.h"

#include <boost/test/unit_test.hpp>

using namespace ns3::offload;
using namespace ns3::offload::test;
using vectors::ByteBuffer;

BOOST_AUTO_TEST_SUITE(SegmentRefusals)

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
         [](Frame& f) { f.frags.front() = Frag(nullptr, nullptr, 0, 48); }},
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
    huge.frags.emplace_back(nullptr, nullptr, 0, 70000);
    huge.length += 70000;
    huge.gsoSize = 65535 - 40 + 1;
    Recorder recorder;
    BOOST_CHECK(Segmenter(recorder).Segment(huge).reason == Reason::SEGMENT_TOO_LONG);
    --huge.gsoSize;
    huge.frags.back() = ByteBuffer::Make(Bytes(70000), 1);
    BOOST_CHECK(Segmenter(recorder).Segment(huge).reason == Reason::NONE);
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

BOOST_AUTO_TEST_SUITE_END()
