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
 * Segmentation of DCCP:
 * - payload of the segments in order = payload of the super-packet, for every length of the last
 *   one, over either IP, of Data and DataAck;
 * - sequence numbers count up by one, and wrap in 48 bits; all else of the header is repeated;
 * - the checksum of each is right for every coverage; a segment that is not longer says 0; a
 *   partial one with coverage leaves complete;
 * - hostile headers have a reason each, however they are cut off.
 */

#include "engine/checksum.h"
#include "segment-bench.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>

using namespace ns3::offload;
using namespace ns3::offload::test;

namespace
{

/// A DCCP packet; a test changes the field that it is about.
struct DccpPacket
{
    uint8_t type{dccp::TYPE_DATA};      //!< of the packet
    bool isExtended{true};              //!< X
    uint8_t coverage{0};                //!< CCVal and CsCov
    uint64_t sequence{0x123456789abcU}; //!< sequence number
    Bytes rest;                         //!< acknowledgment number, if any, and options
    Bytes payload;                      //!< datagrams

    /// @return the frame over IPv4
    Bytes Build() const
    {
        Bytes header;
        header.reserve(dccp::HEADER_LENGTH + rest.size());
        header.resize(dccp::HEADER_LENGTH);
        Store16(&header[0], 40000);
        Store16(&header[2], 5001);
        header[dccp::DATA_OFFSET] = static_cast<uint8_t>((header.size() + rest.size()) / 4);
        header[dccp::COVERAGE] = coverage;
        header[dccp::TYPE] = static_cast<uint8_t>(type << 1 | (isExtended ? 1 : 0));
        Store48(&header[dccp::SEQUENCE], sequence);
        header.insert(header.end(), rest.begin(), rest.end());
        return OverIpv4(protocol::DCCP, header, payload);
    }
};

/// @param bytes a segment @return its DCCP header
const uint8_t*
HeaderOf(const Bytes& bytes)
{
    return &bytes[ViewOf(bytes).transportOffset];
}

/// @param bytes a segment @return its payload
Bytes
PayloadOfDccp(const Bytes& bytes)
{
    const uint32_t begin = ViewOf(bytes).transportOffset + dccp::HeaderLength(HeaderOf(bytes));
    return Bytes(bytes.begin() + begin, bytes.end());
}

/// @param segments frames @return their payload
Bytes
JoinDccp(const std::vector<Bytes>& segments)
{
    Bytes payload;
    for (const Bytes& segment : segments)
    {
        const Bytes part = PayloadOfDccp(segment);
        payload.insert(payload.end(), part.begin(), part.end());
    }
    return payload;
}

/// @param bytes a segment @return whether its checksums are right, as RFC 4340 9 has it
bool
IsRight(const Bytes& bytes)
{
    const HeaderView view = ViewOf(bytes);
    const uint8_t* header = HeaderOf(bytes);
    const auto length = static_cast<uint32_t>(bytes.size()) - view.transportOffset;
    const uint32_t coverage = header[dccp::COVERAGE] & 15U;
    const uint32_t covered =
        coverage == 0 ? length : dccp::HeaderLength(header) + 4 * (coverage - 1);
    return covered <= length && view.datagramEnd == bytes.size() && HasRightIpChecksum(bytes) &&
           SumFold(SumBytes(header, covered, PseudoSum(bytes, view, length))) == 0xffff;
}

} // namespace

BOOST_AUTO_TEST_SUITE(SegmentationDccp)

BOOST_AUTO_TEST_CASE(PayloadStaysForEveryLengthOfTheLastSegment)
{
    DccpPacket data;
    DccpPacket ack;
    ack.type = dccp::TYPE_DATA_ACK;
    ack.rest = TcpPacket::Pattern(12);
    for (uint32_t length = 62; length <= 4 * 61 + 1; ++length)
    {
        for (DccpPacket packet : {data, ack})
        {
            packet.payload = TcpPacket::Pattern(length);
            for (const Bytes& bytes : {packet.Build(), OverIpv6(packet.Build())})
            {
                Frame unsummed = SuperPacketOf(bytes, 61);
                unsummed.checksumState = ChecksumState::NONE;
                for (const Frame& frame : {SuperPacketOf(bytes, 61), unsummed})
                {
                    const Recorder out = Cut(frame);
                    BOOST_CHECK_EQUAL(out.bytes.size(), (length + 60) / 61);
                    BOOST_CHECK(JoinDccp(out.bytes) == packet.payload);
                    BOOST_CHECK(std::all_of(out.bytes.begin(), out.bytes.end(), IsRight));
                }
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(SequenceCountsAndWrapsAndTheRestStays)
{
    DccpPacket packet;
    packet.type = dccp::TYPE_DATA_ACK;
    packet.rest = TcpPacket::Pattern(16, 77);
    packet.coverage = 0x70; // CCVal 7
    packet.sequence = 0xfffffffffffeU;
    packet.payload = TcpPacket::Pattern(1000);
    const Bytes whole = packet.Build();
    const Recorder out = Cut(SuperPacketOf(whole, 300));
    BOOST_REQUIRE_EQUAL(out.bytes.size(), 4U);
    const uint64_t expected[] = {0xfffffffffffeU, 0xffffffffffffU, 0, 1};
    for (std::size_t i = 0; i < out.bytes.size(); ++i)
    {
        const Bytes& bytes = out.bytes[i];
        BOOST_CHECK_EQUAL(Load48(HeaderOf(bytes) + dccp::SEQUENCE), expected[i]);
        BOOST_CHECK_EQUAL(Load16(&bytes[IP + ipv4::IDENTIFICATION]), i + 1);
        Bytes header(HeaderOf(bytes), HeaderOf(bytes) + 32);
        Store48(&header[dccp::SEQUENCE], packet.sequence);
        Store16(&header[dccp::CHECKSUM], 0);
        BOOST_CHECK(header == Bytes(HeaderOf(whole), HeaderOf(whole) + 32));
    }
}

BOOST_AUTO_TEST_CASE(ChecksumCoversWhatItSays)
{
    // 3 segments of 40 bytes and one of 21: covered up to 36 bytes, all, or no payload.
    for (uint8_t coverage = 0; coverage < 16; ++coverage)
    {
        DccpPacket packet;
        packet.coverage = 0x50 | coverage;
        packet.payload = TcpPacket::Pattern(3 * 40 + 21);
        const Bytes whole = packet.Build();
        const Recorder out = Cut(SuperPacketOf(whole, 40));
        for (const Bytes& segment : out.bytes)
        {
            BOOST_CHECK(IsRight(segment));
            const std::size_t length = PayloadOfDccp(segment).size();
            const uint8_t said = coverage > 0 && (coverage - 1U) * 4 < length ? coverage : 0;
            BOOST_CHECK_EQUAL(HeaderOf(segment)[dccp::COVERAGE], 0x50 | said);
            if (said > 0)
            {
                Bytes damaged = segment; // where it is not covered
                damaged.back() ^= 1;
                BOOST_CHECK(IsRight(damaged));
            }
        }
        Recorder partial = Cut(SuperPacketOf(whole, 40), SegmentChecksum::PARTIAL);
        for (std::size_t i = 0; i < out.bytes.size(); ++i)
        {
            const bool isAll = (HeaderOf(out.bytes[i])[dccp::COVERAGE] & 15) == 0;
            BOOST_CHECK_EQUAL(CompleteChecksum(partial.frames[i]), isAll);
            BOOST_CHECK(vectors::LinearBytes(partial.frames[i]) == out.bytes[i]);
        }
    }
}

BOOST_AUTO_TEST_CASE(HostileHeaders)
{
    using Reason = SegmentReason;
    DccpPacket packet;
    packet.rest = TcpPacket::Pattern(8);
    packet.payload = TcpPacket::Pattern(250);
    const uint32_t at = IP + ipv4::MIN_HEADER_LENGTH;
    const Frame good = SuperPacketOf(packet.Build(), 50);
    Cut(good);
    Frame frame = good;
    frame.head.Data()[at + dccp::TYPE] &= 0xfe;
    BOOST_CHECK(Refusal(frame) == Reason::DCCP_SHORT_SEQUENCE);
    for (uint8_t type = 0; type < 16; ++type)
    {
        frame = good;
        frame.head.Data()[at + dccp::TYPE] = static_cast<uint8_t>(type << 1 | 1);
        if (type != dccp::TYPE_DATA && type != dccp::TYPE_DATA_ACK)
        {
            BOOST_CHECK(Refusal(frame) == Reason::DCCP_TYPE);
            continue;
        }
        // Up to the header of its type; as far as the head goes; beyond.
        const uint8_t shortest = type == dccp::TYPE_DATA ? 4 : 6;
        for (uint32_t words = 0; words < 256; ++words)
        {
            frame.head.Data()[at + dccp::DATA_OFFSET] = static_cast<uint8_t>(words);
            if (words < shortest)
            {
                BOOST_CHECK(Refusal(frame) == Reason::DCCP_DATA_OFFSET);
            }
            else if (at + words * 4 > frame.head.Length())
            {
                BOOST_CHECK(Refusal(frame) == Reason::TRANSPORT_TRUNCATED);
            }
            else
            {
                const auto payload = 250 + 8 + 16 - words * 4;
                BOOST_CHECK_EQUAL(JoinDccp(Cut(frame).bytes).size(), payload);
            }
        }
    }
    frame = good;
    frame.gsoType = SegmentationType::UDP_L4;
    BOOST_CHECK(Refusal(frame) == Reason::TYPE_MISMATCH);
    frame.gsoType = SegmentationType::DCCP;
    frame.head.Data()[IP + ipv4::PROTOCOL] = protocol::UDP;
    BOOST_CHECK(Refusal(frame) == Reason::TYPE_MISMATCH);
    frame = good;
    frame.gsoSize = 250;
    BOOST_CHECK(Refusal(frame) == Reason::FITS_ONE_SEGMENT);
    frame = good;
    frame.checksumOffset = udp::CHECKSUM + 2;
    BOOST_CHECK(Refusal(frame) == Reason::CHECKSUM_OFFSET);
}

BOOST_AUTO_TEST_CASE(HoweverAHeaderIsCutOff)
{
    DccpPacket packet;
    packet.rest = TcpPacket::Pattern(8);
    packet.payload = TcpPacket::Pattern(60);
    for (const Bytes& whole : {packet.Build(), OverIpv6(packet.Build())})
    {
        const uint32_t payloadOffset = ViewOf(whole).transportOffset + 24U;
        const Frame all = SuperPacketOf(whole, 5);
        for (std::size_t length = 0; length < whole.size(); ++length)
        {
            Frame frame;
            vectors::FillFrame(frame, Bytes(whole.begin(), whole.begin() + length), 0);
            frame.gsoType = all.gsoType;
            frame.gsoSize = all.gsoSize;
            Recorder recorder;
            Segmenter(recorder).Segment(frame);
            const bool isCut = length > payloadOffset + 5;
            BOOST_CHECK_EQUAL(JoinDccp(recorder.bytes).size(), isCut ? length - payloadOffset : 0);
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
