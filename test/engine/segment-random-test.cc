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
 * Segmentation of random super-packets of each protocol, over either IP, in random frags:
 * - what is cut, joined again, is what was to be cut: payload, or for IP fragments the datagram;
 * - every segment but the last has the segment size; lengths in the headers are those of the
 * frames;
 * - checksums of IP and of the transport, which for fragments is that of the datagram, are right;
 * - IPv4 identifications count up by one, or stay; fragments all have one;
 * - every frag is released in the end.
 */

#include "engine/checksum.h"
#include "segment-bench.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <random>

using namespace ns3::offload;
using namespace ns3::offload::test;

namespace
{

/// @param view headers of TCP, UDP or DCCP @param frame first byte of the frame
/// @return end of the transport header
uint32_t
HeadersEnd(const HeaderView& view, const uint8_t* frame)
{
    const uint8_t* transport = frame + view.transportOffset;
    switch (view.transport)
    {
    case TransportKind::TCP:
        return view.transportOffset + tcp::HeaderLength(transport);
    case TransportKind::DCCP:
        return view.transportOffset + dccp::HeaderLength(transport);
    default:
        return view.transportOffset + udp::HEADER_LENGTH;
    }
}

/// Makes super-packets.
class Maker
{
  public:
    /// @param seed of the random numbers
    explicit Maker(uint32_t seed)
        : m_random(seed)
    {
    }

    /// @param limit a number above 0 @return a random number below it
    uint32_t Below(uint32_t limit)
    {
        return static_cast<uint32_t>(m_random() % limit);
    }

    /// @return a super-packet
    Frame Next()
    {
        const uint32_t kind = Below(4);
        const uint32_t size = kind == 3 ? 8 * (1 + Below(190)) : 1 + Below(1500);
        const uint32_t length = size + 1 + Below(20 * size);
        Bytes bytes = Transport(kind, std::min<uint32_t>(length, 60000));
        Store16(&bytes[IP + ipv4::IDENTIFICATION], static_cast<uint16_t>(m_random()));
        if (Below(2) == 0)
        {
            bytes = OverIpv6(bytes);
        }
        Frame frame = SuperPacketOf(bytes, size);
        if (kind == 3)
        {
            frame.gsoType = SegmentationType::UDP_FRAGMENT;
            frame.gsoFragmentId = static_cast<uint32_t>(m_random());
        }
        frame.gsoFixedId = Below(4) == 0;
        Scatter(frame);
        return frame;
    }

  private:
    /// @param length bytes @return random ones
    Bytes RandomBytes(uint32_t length)
    {
        Bytes bytes(length);
        std::generate(bytes.begin(), bytes.end(), [this] {
            return static_cast<uint8_t>(m_random());
        });
        return bytes;
    }

    /// @param kind TCP, DCCP, or UDP @param length of the payload @return a frame over IPv4
    Bytes Transport(uint32_t kind, uint32_t length)
    {
        if (kind == 0)
        {
            TcpPacket packet;
            packet.sequence = static_cast<uint32_t>(m_random());
            packet.flags = static_cast<uint8_t>(m_random());
            packet.tcpOptions = RandomBytes(4 * Below(10));
            packet.payload = RandomBytes(length);
            return packet.Build();
        }
        if (kind == 1)
        {
            Bytes header = RandomBytes(dccp::HEADER_LENGTH + 4 * Below(10));
            header[dccp::DATA_OFFSET] = static_cast<uint8_t>(header.size() / 4);
            header[dccp::COVERAGE] = 0;
            header[dccp::TYPE] = dccp::TYPE_DATA << 1 | dccp::EXTENDED;
            return OverIpv4(protocol::DCCP, header, RandomBytes(length));
        }
        return UdpOverIpv4(RandomBytes(length));
    }

    /// @param frame a frame of one frag, to have more
    void Scatter(Frame& frame)
    {
        if (Below(4) == 0)
        {
            return; // a part of the payload stays in the head
        }
        const uint8_t* head = frame.head.Data();
        const HeaderView view = HeaderView::Parse(head, frame.head.Length(), frame.length);
        BOOST_REQUIRE(frame.ReturnHead(HeadersEnd(view, head)));
        const Frag whole = frame.frags.front();
        frame.frags.clear();
        for (uint32_t offset = 0; offset < whole.Length();)
        {
            frame.frags.push_back(whole.Slice(offset, Below(5) == 0 ? 0 : 1 + Below(5000)));
            offset += frame.frags.back().Length();
        }
    }

    std::mt19937 m_random; //!< of this run
};

/// @param bytes a segment @return its transport checksum's verdict, whatever the transport
bool
HasRightTransportChecksum(const Bytes& bytes)
{
    const HeaderView view = ViewOf(bytes);
    const auto length = static_cast<uint32_t>(bytes.size()) - view.transportOffset;
    return SumFold(
               SumBytes(&bytes[view.transportOffset], length, PseudoSum(bytes, view, length))) ==
           0xffff;
}

/// @param frame a super-packet: it is cut, and what comes out is checked
void
Check(const Frame& frame)
{
    const Bytes whole = vectors::LinearBytes(frame);
    const bool isFragmented = frame.gsoType == SegmentationType::UDP_FRAGMENT;
    const HeaderView view = ViewOf(whole);
    const bool isIpv6 = view.network == NetworkKind::IPV6;
    const uint32_t begin = isFragmented ? view.transportOffset : HeadersEnd(view, whole.data());
    const uint32_t inserted = isFragmented && isIpv6 ? fragment::HEADER_LENGTH : 0;
    const Bytes expected(whole.begin() + begin, whole.end());

    const Recorder out = Cut(frame);
    Bytes joined;
    for (std::size_t i = 0; i < out.bytes.size(); ++i)
    {
        const Bytes& bytes = out.bytes[i];
        const bool isLast = i + 1 == out.bytes.size();
        const Bytes part(bytes.begin() + begin + inserted, bytes.end());
        BOOST_REQUIRE(isLast ? part.size() <= frame.gsoSize && !part.empty()
                             : part.size() == frame.gsoSize);
        joined.insert(joined.end(), part.begin(), part.end());
        BOOST_REQUIRE_EQUAL(ViewOf(bytes).datagramEnd, bytes.size());
        BOOST_REQUIRE_EQUAL(ViewOf(bytes).isFragment, isFragmented);
        BOOST_REQUIRE(HasRightIpChecksum(bytes));
        BOOST_REQUIRE(isFragmented || HasRightTransportChecksum(bytes));
        if (!isIpv6)
        {
            const uint16_t first = Load16(&whole[IP + ipv4::IDENTIFICATION]);
            const auto counted = isFragmented || frame.gsoFixedId ? 0 : static_cast<uint16_t>(i);
            BOOST_REQUIRE_EQUAL(Load16(&bytes[IP + ipv4::IDENTIFICATION]),
                                static_cast<uint16_t>(first + counted));
        }
    }
    if (isFragmented)
    {
        Bytes datagram(whole.begin(), whole.begin() + begin);
        datagram.insert(datagram.end(), joined.begin(), joined.end());
        BOOST_REQUIRE(HasRightTransportChecksum(datagram));
        // The super-packet had only the sum of the pseudo header there.
        Store16(&joined[udp::CHECKSUM], Load16(&expected[udp::CHECKSUM]));
    }
    BOOST_REQUIRE(joined == expected);
}

} // namespace

BOOST_AUTO_TEST_SUITE(SegmentationRandom)

BOOST_AUTO_TEST_CASE(JoinedAgainItIsTheSuperPacket)
{
    const uint32_t before = vectors::ByteBuffer::Alive();
    for (uint32_t seed = 1; seed <= 400; ++seed)
    {
        BOOST_TEST_CONTEXT("seed " << seed)
        {
            Maker maker(seed);
            Check(maker.Next());
        }
    }
    BOOST_CHECK_EQUAL(vectors::ByteBuffer::Alive(), before);
}

BOOST_AUTO_TEST_SUITE_END()
