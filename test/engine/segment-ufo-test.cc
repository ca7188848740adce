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
 * Segmentation of a UDP datagram into IP fragments:
 * - for every length of the last one, over either IP, they are those of an obviously correct
 *   fragmentation of the finished datagram, byte for byte;
 * - put together again they are the datagram, and its checksum is right, whatever the
 *   super-packet's was;
 * - the IPv4 identification is repeated, DF goes, options are repeated;
 * - IPv6 gets its fragment header behind the extension headers that routers read;
 * - each broken rule has its reason;
 * - as a TAP device is told of it.
 */

#include "../vector-virtio.h"
#include "engine/checksum.h"
#include "segment-bench.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <initializer_list>

using namespace ns3::offload;
using namespace ns3::offload::test;

namespace
{

constexpr uint32_t ID = 0x12345678; //!< identification of IPv6 fragments

/// @param bytes a UDP datagram @param gsoSize IP payload of a fragment
/// @return it as a super-packet to be fragmented
Frame
DatagramOf(const Bytes& bytes, uint32_t gsoSize)
{
    Frame frame = SuperPacketOf(bytes, gsoSize);
    frame.gsoType = SegmentationType::UDP_FRAGMENT;
    frame.gsoFragmentId = ID;
    return frame;
}

/**
 * What IP does with a finished datagram that is too long.
 * @param whole the frame
 * @param begin where its fragmentable part begins
 * @param nextHeader IPv6: offset of the field that names that part
 * @param size bytes of a fragment's part
 * @return the fragments
 */
std::vector<Bytes>
Fragment(const Bytes& whole, uint32_t begin, uint32_t nextHeader, uint32_t size)
{
    std::vector<Bytes> fragments;
    const bool isIpv6 = ViewOf(whole).network == NetworkKind::IPV6;
    for (uint32_t offset = begin; offset < whole.size(); offset += size)
    {
        const uint32_t end = std::min<uint32_t>(offset + size, whole.size());
        const bool isLast = end == whole.size();
        Bytes bytes(whole.begin(), whole.begin() + begin);
        if (isIpv6)
        {
            Bytes header{whole[nextHeader], 0, 0, 0, 0x12, 0x34, 0x56, 0x78};
            Store16(&header[2], static_cast<uint16_t>(offset - begin + (isLast ? 0 : 1)));
            bytes[nextHeader] = protocol::FRAGMENT;
            bytes.insert(bytes.end(), header.begin(), header.end());
        }
        bytes.insert(bytes.end(), whole.begin() + offset, whole.begin() + end);
        const auto length = static_cast<uint16_t>(bytes.size() - IP);
        if (isIpv6)
        {
            Store16(&bytes[IP + ipv6::PAYLOAD_LENGTH], length - ipv6::HEADER_LENGTH);
        }
        else
        {
            Store16(&bytes[IP + ipv4::TOTAL_LENGTH], length);
            Store16(&bytes[IP + ipv4::FRAGMENT],
                    static_cast<uint16_t>((offset - begin) / 8 + (isLast ? 0 : 0x2000)));
            Store16(&bytes[IP + ipv4::CHECKSUM], 0);
            Store16(&bytes[IP + ipv4::CHECKSUM], ChecksumOfSum(SumBytes(&bytes[IP], begin - IP)));
        }
        fragments.push_back(bytes);
    }
    return fragments;
}

/// @param fragments of a datagram @return its transport header and payload
Bytes
Reassemble(const std::vector<Bytes>& fragments)
{
    Bytes datagram;
    for (const Bytes& bytes : fragments)
    {
        const HeaderView view = ViewOf(bytes);
        BOOST_CHECK(view.isFragment);
        BOOST_CHECK_EQUAL(view.datagramEnd, bytes.size());
        datagram.insert(datagram.end(), bytes.begin() + view.transportOffset, bytes.end());
    }
    return datagram;
}

/// @param bytes a frame over IPv6 @param extensions headers to stand behind IPv6's, the first of
/// them of this kind @param kind of the first @return the frame with them
Bytes
WithExtensions(Bytes bytes, uint8_t kind, const Bytes& extensions)
{
    const uint32_t end = IP + ipv6::HEADER_LENGTH;
    bytes[IP + ipv6::NEXT_HEADER] = kind;
    Store16(&bytes[IP + ipv6::PAYLOAD_LENGTH],
            static_cast<uint16_t>(bytes.size() - end + extensions.size()));
    bytes.insert(bytes.begin() + end, extensions.begin(), extensions.end());
    return bytes;
}

} // namespace

BOOST_AUTO_TEST_SUITE(SegmentationUfo)

BOOST_AUTO_TEST_CASE(FragmentsAreThoseOfIp)
{
    for (const uint32_t size : {8U, 64U, 1480U})
    {
        for (uint32_t length = size - 7; length <= 3 * size + 9; length += size > 1000 ? 13 : 1)
        {
            const Bytes payload = TcpPacket::Pattern(length);
            for (const Bytes& bytes : {UdpOverIpv4(payload), OverIpv6(UdpOverIpv4(payload))})
            {
                const Bytes whole = WithChecksum(bytes);
                const Recorder out = Cut(DatagramOf(bytes, size));
                const std::vector<Bytes> expected =
                    Fragment(whole, ViewOf(whole).transportOffset, IP + ipv6::NEXT_HEADER, size);
                BOOST_REQUIRE(out.bytes == expected);
                const auto begin = whole.begin() + ViewOf(whole).transportOffset;
                BOOST_CHECK(Reassemble(out.bytes) == Bytes(begin, whole.end()));
                BOOST_CHECK(HasRightChecksums(whole));
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(ChecksumIsMadeAnew)
{
    const Bytes bytes = UdpOverIpv4(TcpPacket::Pattern(1000));
    const std::vector<Bytes> expected = Cut(DatagramOf(bytes, 400)).bytes;
    for (const ChecksumState state :
         {ChecksumState::NONE, ChecksumState::UNNECESSARY, ChecksumState::PARTIAL})
    {
        Frame frame = DatagramOf(bytes, 400);
        Store16(frame.head.Data() + frame.checksumStart + frame.checksumOffset, 0x1234);
        frame.checksumState = state;
        for (const SegmentChecksum who : {SegmentChecksum::COMPLETE, SegmentChecksum::PARTIAL})
        {
            const Recorder out = Cut(frame, who);
            BOOST_CHECK(out.bytes == expected);
            for (const Frame& fragment : out.frames)
            {
                BOOST_CHECK(fragment.checksumState == ChecksumState::NONE);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(ZeroChecksumIsSentAsOnes)
{
    Bytes payload = TcpPacket::Pattern(100);
    const Bytes first = Cut(DatagramOf(UdpOverIpv4(payload), 64)).bytes[0];
    const uint16_t checksum = Load16(&first[IP + ipv4::MIN_HEADER_LENGTH + udp::CHECKSUM]);
    Store16(&payload[0], SumFold(Load16(&payload[0]) + checksum));
    const Bytes zero = Cut(DatagramOf(UdpOverIpv4(payload), 64)).bytes[0];
    BOOST_CHECK_EQUAL(Load16(&zero[IP + ipv4::MIN_HEADER_LENGTH + udp::CHECKSUM]), 0xffff);
}

BOOST_AUTO_TEST_CASE(OptionsAreRepeated)
{
    Bytes bytes = UdpOverIpv4(TcpPacket::Pattern(100));
    bytes[IP] = 0x46;
    Store16(&bytes[IP + ipv4::TOTAL_LENGTH], static_cast<uint16_t>(bytes.size() + 4 - IP));
    const Bytes options{7, 3, 4, 0}; // record route, which is not to be copied
    bytes.insert(bytes.begin() + IP + ipv4::MIN_HEADER_LENGTH, options.begin(), options.end());
    const std::vector<Bytes> out = Cut(DatagramOf(bytes, 64)).bytes;
    BOOST_REQUIRE_EQUAL(out.size(), 2U);
    BOOST_CHECK(out == Fragment(WithChecksum(bytes), IP + 24, 0, 64));
}

BOOST_AUTO_TEST_CASE(FragmentHeaderStandsBehindWhatRoutersRead)
{
    const Bytes plain = OverIpv6(UdpOverIpv4(TcpPacket::Pattern(100)));
    const uint32_t end = IP + ipv6::HEADER_LENGTH;
    const Bytes hop{protocol::UDP, 0, 1, 4, 0, 0, 0, 0};
    const Bytes hopDestination{protocol::DESTINATION_OPTIONS,
                               0,
                               1,
                               4,
                               0,
                               0,
                               0,
                               0,
                               protocol::UDP,
                               0,
                               1,
                               4,
                               0,
                               0,
                               0,
                               0};
    const Bytes routed{protocol::DESTINATION_OPTIONS,
                       0,
                       4,
                       0,
                       0,
                       0,
                       0,
                       0,
                       protocol::UDP,
                       1,
                       1,
                       12,
                       0,
                       0,
                       0,
                       0,
                       0,
                       0,
                       0,
                       0,
                       0,
                       0,
                       0,
                       0};
    const Bytes destinationRouted{protocol::ROUTING,
                                  0,
                                  1,
                                  4,
                                  0,
                                  0,
                                  0,
                                  0,
                                  protocol::UDP,
                                  0,
                                  4,
                                  0,
                                  0,
                                  0,
                                  0,
                                  0};

    /// A chain of extension headers and where it may be cut.
    struct Chain
    {
        uint8_t kind;         //!< of the first
        const Bytes& headers; //!< all
        uint32_t begin;       //!< end of those that routers read
        uint32_t nextHeader;  //!< names what follows them
    };

    for (const Chain& chain :
         {Chain{protocol::HOP_BY_HOP, hop, end + 8, end},
          Chain{protocol::HOP_BY_HOP, hopDestination, end + 16, end + 8},
          Chain{protocol::ROUTING, routed, end + 8, end},
          Chain{protocol::DESTINATION_OPTIONS, destinationRouted, end + 16, end + 8}})
    {
        const Bytes bytes = WithExtensions(plain, chain.kind, chain.headers);
        const std::vector<Bytes> out = Cut(DatagramOf(bytes, 40)).bytes;
        BOOST_CHECK(out == Fragment(WithChecksum(bytes), chain.begin, chain.nextHeader, 40));
    }
}

BOOST_AUTO_TEST_CASE(FirstFragmentHasTheTransportHeader)
{
    const Recorder out = Cut(DatagramOf(UdpOverIpv4(TcpPacket::Pattern(100)), 64));
    BOOST_REQUIRE_EQUAL(out.frames.size(), 2U);
    BOOST_CHECK_EQUAL(out.frames[0].transportOffset, IP + ipv4::MIN_HEADER_LENGTH);
    BOOST_CHECK_EQUAL(out.frames[0].payloadLength, 56U);
    BOOST_CHECK_EQUAL(out.frames[1].transportOffset, 0U);
    BOOST_CHECK_EQUAL(out.frames[1].payloadLength, 44U);
    BOOST_CHECK_EQUAL(out.frames[1].head.Length(), IP + ipv4::MIN_HEADER_LENGTH);
}

BOOST_AUTO_TEST_CASE(EachBrokenRuleHasItsReason)
{
    using Reason = SegmentReason;
    const Frame v4 = DatagramOf(UdpOverIpv4(TcpPacket::Pattern(1000)), 400);
    const Frame v6 = DatagramOf(OverIpv6(UdpOverIpv4(TcpPacket::Pattern(1000))), 400);
    for (Frame frame : {v4, v6})
    {
        frame.gsoSize = 401;
        BOOST_CHECK(Refusal(frame) == Reason::FRAGMENT_SIZE);
        frame.gsoSize = 1008;
        BOOST_CHECK(Refusal(frame) == Reason::FITS_ONE_SEGMENT);
        frame.gsoSize = 400;
        BOOST_REQUIRE(frame.ReturnHead(frame.checksumStart + udp::HEADER_LENGTH - 1U));
        BOOST_CHECK(Refusal(frame) == Reason::TRANSPORT_TRUNCATED);
    }
    Frame tcp = SuperPacketOf(TcpPacket().Build(), 64);
    tcp.gsoType = SegmentationType::UDP_FRAGMENT;
    BOOST_CHECK(Refusal(tcp) == Reason::TYPE_MISMATCH);

    // The longest datagram, and one byte more.
    for (const uint32_t tooMuch : {0U, 1U})
    {
        Recorder recorder;
        Frame frame = v4;
        const uint32_t more = 65535 - 20 - 8 - 1000 + tooMuch;
        frame.frags.push_back(vectors::ByteBuffer::Make(Bytes(more), 1));
        frame.length += more;
        BOOST_CHECK(Segmenter(recorder).Segment(frame).reason ==
                    (tooMuch ? Reason::DATAGRAM_TOO_LONG : Reason::NONE));
        frame = v6;
        frame.frags.push_back(vectors::ByteBuffer::Make(Bytes(more + 20), 1));
        frame.length += more + 20;
        BOOST_CHECK(Segmenter(recorder).Segment(frame).reason ==
                    (tooMuch ? Reason::DATAGRAM_TOO_LONG : Reason::NONE));
    }

    // A fragment with its header is longer than IPv6 can tell, though the datagram is not.
    Frame wide = v6;
    wide.frags.push_back(vectors::ByteBuffer::Make(Bytes(64527), 1));
    wide.length += 64527;
    wide.gsoSize = 65528;
    Recorder recorder;
    BOOST_CHECK(Segmenter(recorder).Segment(wide).reason == Reason::SEGMENT_TOO_LONG);

    // Destination options that belong to the datagram have to be in the first fragment.
    Bytes routed(8 + 8 * 8);
    routed[0] = protocol::DESTINATION_OPTIONS;
    routed[8] = protocol::UDP;
    routed[9] = 7;
    const Bytes plain = OverIpv6(UdpOverIpv4(TcpPacket::Pattern(1000)));
    const Bytes bytes = WithExtensions(plain, protocol::ROUTING, routed);
    BOOST_CHECK(Refusal(DatagramOf(bytes, 64)) == Reason::FRAGMENT_SIZE);
    Cut(DatagramOf(bytes, 72));

    // Eight bytes more do not fit the head.
    Bytes hop(184);
    hop[0] = protocol::UDP;
    hop[1] = 22;
    BOOST_CHECK_EQUAL(IP + ipv6::HEADER_LENGTH + hop.size() + udp::HEADER_LENGTH,
                      FrameHead::CAPACITY - 10U);
    Cut(DatagramOf(WithExtensions(plain, protocol::HOP_BY_HOP, hop), 64));
    hop.resize(192);
    ++hop[1];
    BOOST_CHECK(Refusal(DatagramOf(WithExtensions(plain, protocol::HOP_BY_HOP, hop), 64)) ==
                Reason::NO_ROOM_IN_HEAD);
}

BOOST_AUTO_TEST_CASE(TapDeviceIsToldOfIt)
{
    // Segment size and payload are compared without the UDP header, which is a part of fragments.
    const vectors::VirtioHeader header{1, vectors::VirtioHeader::GSO_UDP, 42, 64, 34, 6};
    for (const uint32_t payload : {56U, 57U})
    {
        const Bytes bytes = UdpOverIpv4(TcpPacket::Pattern(payload));
        const auto length = static_cast<uint32_t>(bytes.size());
        BOOST_REQUIRE(vectors::FindFault(header, length) == vectors::VirtioFault::NONE);
        Frame frame;
        vectors::FillFrame(frame, bytes, 0);
        vectors::ApplyVirtioHeader(header, frame);
        BOOST_CHECK(frame.gsoType ==
                    (payload == 56 ? SegmentationType::NONE : SegmentationType::UDP_FRAGMENT));
    }
}

BOOST_AUTO_TEST_SUITE_END()
