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
 * The rules of the checksums of segments:
 * - a partial checksum that was wrong stays wrong by the same amount; TCP does without one;
 * - a UDP checksum of 0 is sent as 0xffff, a TCP checksum of 0 as it is;
 * - partial segments become, once completed, what complete ones are;
 * - a checksum outside the head is not completed.
 */

#include "engine/checksum.h"
#include "segment-bench.h"

#include <boost/test/unit_test.hpp>

using namespace ns3::offload;
using namespace ns3::offload::test;

BOOST_AUTO_TEST_SUITE(SegmentChecksums)

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

BOOST_AUTO_TEST_CASE(CompletionOutsideTheHead)
{
    Frame frame = SuperPacketOf(TcpPacket().Build(), 100);
    frame.checksumOffset = 0xffff;
    BOOST_CHECK(!CompleteChecksum(frame));
    frame.checksumStart = 0xffff;
    BOOST_CHECK(!CompleteChecksum(frame));
    BOOST_CHECK(frame.checksumState == ChecksumState::PARTIAL);
}

BOOST_AUTO_TEST_SUITE_END()
