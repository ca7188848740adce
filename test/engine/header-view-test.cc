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
 * The parser:
 * - a well-formed segment is located, with and without tag, IP options, TCP options, padding;
 * - each malformed field has an outcome of its own;
 * - at every length a frame can be cut to, nothing beyond is read and nothing is found that is not
 *   there (each prefix stands in memory of exactly its length);
 * - a short head of a long frame is not taken for a short frame;
 * - a tag that the NIC took out may leave its type behind;
 * - IPv6 extension headers are walked, fragments recognised, UDP lengths checked.
 */

#include "engine/header-view.h"
#include "packet-builder.h"

#include <boost/test/unit_test.hpp>
#include <memory>
#include <vector>

using namespace ns3::offload;
using test::Bytes;
using test::TcpPacket;

namespace
{

/// @param bytes a frame @return its view; parsed in memory of exactly that many bytes
HeaderView
Parse(const Bytes& bytes)
{
    const auto length = static_cast<uint32_t>(bytes.size());
    const std::unique_ptr<uint8_t[]> exact(new uint8_t[length]);
    std::copy(bytes.begin(), bytes.end(), exact.get());
    return HeaderView::Parse(exact.get(), length, length);
}

/// @param extensions next header and content of extension headers; the last names the transport
/// @param firstNext what follows the fixed header @param transport transport header and payload
/// @return a frame of IPv6
Bytes
Ipv6(uint8_t firstNext, const Bytes& extensions, const Bytes& transport)
{
    constexpr std::size_t HEADERS = ethernet::HEADER_LENGTH + ipv6::HEADER_LENGTH;
    Bytes bytes(HEADERS + extensions.size() + transport.size());
    Store16(&bytes[ethernet::TYPE], ethernet::TYPE_IPV6);
    uint8_t* ip = &bytes[ethernet::HEADER_LENGTH];
    ip[0] = 0x60;
    Store16(ip + ipv6::PAYLOAD_LENGTH, static_cast<uint16_t>(extensions.size() + transport.size()));
    ip[ipv6::NEXT_HEADER] = firstNext;
    const auto end = std::copy(extensions.begin(), extensions.end(), bytes.begin() + HEADERS);
    std::copy(transport.begin(), transport.end(), end);
    return bytes;
}

/// One field changed, and what must come of it.
struct Mutation
{
    const char* what;     //!< for the message
    std::size_t offset;   //!< of the byte
    uint8_t value;        //!< its new value
    ParseOutcome outcome; //!< expected
};

} // namespace

BOOST_AUTO_TEST_SUITE(HeaderViewParser)

BOOST_AUTO_TEST_CASE(WellFormedSegments)
{
    TcpPacket packet;
    HeaderView view = Parse(packet.Build());
    BOOST_CHECK(view.IsTcp() && view.network == NetworkKind::IPV4);
    BOOST_CHECK_EQUAL(view.networkOffset, 14);
    BOOST_CHECK_EQUAL(view.transportOffset, 34);
    BOOST_CHECK_EQUAL(view.payloadOffset, 54);
    BOOST_CHECK_EQUAL(view.payloadLength, 200U);

    packet.tag = 0x6064;
    packet.ipOptions = Bytes(8, 1);
    packet.timestamps = test::Timestamps{1, 2};
    packet.padding = 6;
    view = Parse(packet.Build());
    BOOST_CHECK(view.IsTcp() && view.hasTag);
    BOOST_CHECK_EQUAL(view.tci, 0x6064);
    BOOST_CHECK_EQUAL(view.transportOffset, 18 + 28);
    BOOST_CHECK_EQUAL(view.payloadOffset, 18 + 28 + 32);
    BOOST_CHECK_EQUAL(view.payloadLength, 200U);
}

BOOST_AUTO_TEST_CASE(EachMalformedFieldHasItsOutcome)
{
    const Mutation mutations[] = {
        {"Ethernet type", 12, 0x09, ParseOutcome::NOT_IP},
        {"version", 14, 0x55, ParseOutcome::IP_VERSION},
        {"ihl", 14, 0x44, ParseOutcome::IP_HEADER_LENGTH},
        {"total length within the IP header", 17, 19, ParseOutcome::IP_TOTAL_LENGTH_SHORT},
        {"total length within the TCP header", 17, 39, ParseOutcome::TRANSPORT_TRUNCATED},
        {"total length beyond the frame", 16, 1, ParseOutcome::IP_TOTAL_LENGTH_LONG},
        {"more fragments", 20, 0x20, ParseOutcome::FRAGMENT},
        {"fragment offset", 21, 1, ParseOutcome::FRAGMENT},
        {"protocol", 23, 1, ParseOutcome::NOT_TCP_OR_UDP},
        {"data offset", 46, 0x40, ParseOutcome::TCP_DATA_OFFSET},
    };
    for (const Mutation& mutation : mutations)
    {
        Bytes bytes = TcpPacket().Build();
        BOOST_REQUIRE(Load16(&bytes[16]) == 240);
        bytes[mutation.offset] = mutation.value;
        BOOST_CHECK_MESSAGE(Parse(bytes).outcome == mutation.outcome,
                            mutation.what << ": " << ToString(Parse(bytes).outcome));
    }
    TcpPacket packet;
    packet.payload = Bytes(10);
    Bytes bytes = packet.Build();
    bytes[46] = 0xf0;
    BOOST_CHECK(Parse(bytes).outcome == ParseOutcome::TCP_OPTIONS_TRUNCATED);
}

BOOST_AUTO_TEST_CASE(EveryLengthThatAFrameCanBeCutTo)
{
    TcpPacket packet;
    packet.tag = 5;
    packet.ipOptions = Bytes(4, 1);
    packet.timestamps = test::Timestamps{1, 2};
    packet.payload = Bytes(3);
    const Bytes udp = {0, 1, 0, 2, 0, 12, 0, 0, 1, 2, 3, 4};
    const Bytes hopByHop = {protocol::DESTINATION_OPTIONS,
                            0,
                            0,
                            0,
                            0,
                            0,
                            0,
                            0,
                            protocol::UDP,
                            1,
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
                            0,
                            0,
                            0};
    for (const Bytes& whole : {packet.Build(), Ipv6(protocol::HOP_BY_HOP, hopByHop, udp)})
    {
        BOOST_REQUIRE(Parse(whole).outcome == ParseOutcome::OK);
        for (std::size_t length = 0; length < whole.size(); ++length)
        {
            const HeaderView view = Parse(Bytes(whole.begin(), whole.begin() + length));
            BOOST_CHECK_MESSAGE(view.outcome != ParseOutcome::OK, "cut to " << length);
        }
    }
}

BOOST_AUTO_TEST_CASE(ShortHeadOfLongFrame)
{
    const Bytes bytes = TcpPacket().Build();
    const auto length = static_cast<uint32_t>(bytes.size());
    const HeaderView view = HeaderView::Parse(bytes.data(), 54, length);
    BOOST_CHECK(view.IsTcp());
    BOOST_CHECK_EQUAL(view.payloadLength, 200U);
    BOOST_CHECK(HeaderView::Parse(bytes.data(), 53, length).outcome ==
                ParseOutcome::TRANSPORT_TRUNCATED);
}

BOOST_AUTO_TEST_CASE(ExtractedTagLeavesItsType)
{
    Bytes bytes = TcpPacket().Build();
    Store16(&bytes[ethernet::TYPE], ethernet::TYPE_8021Q);
    const auto length = static_cast<uint32_t>(bytes.size());
    BOOST_CHECK(!HeaderView::Parse(bytes.data(), length, length).IsTcp());
    const HeaderView view = HeaderView::Parse(bytes.data(), length, length, TagLocation::EXTRACTED);
    BOOST_CHECK(view.IsTcp() && !view.hasTag);
    BOOST_CHECK_EQUAL(view.networkOffset, 14);
}

BOOST_AUTO_TEST_CASE(Ipv6ExtensionsFragmentsAndUdp)
{
    const Bytes udp = {0, 1, 0, 2, 0, 12, 0, 0, 1, 2, 3, 4};
    HeaderView view = Parse(Ipv6(protocol::UDP, {}, udp));
    BOOST_CHECK(view.IsUdp() && view.network == NetworkKind::IPV6);
    BOOST_CHECK_EQUAL(view.payloadLength, 4U);

    const Bytes routing = {protocol::UDP, 0, 0, 0, 0, 0, 0, 0};
    view = Parse(Ipv6(protocol::ROUTING, routing, udp));
    BOOST_CHECK(view.IsUdp());
    BOOST_CHECK_EQUAL(view.transportOffset, 14 + 40 + 8);

    const Bytes fragment = {protocol::UDP, 0, 0, 1, 0, 0, 0, 0};
    view = Parse(Ipv6(protocol::FRAGMENT, fragment, udp));
    BOOST_CHECK(view.outcome == ParseOutcome::FRAGMENT);

    Bytes bad = udp;
    bad[5] = 13;
    BOOST_CHECK(Parse(Ipv6(protocol::UDP, {}, bad)).outcome == ParseOutcome::UDP_LENGTH);
    bad[5] = 7;
    BOOST_CHECK(Parse(Ipv6(protocol::UDP, {}, bad)).outcome == ParseOutcome::UDP_LENGTH);
    BOOST_CHECK(Parse(Ipv6(58, {}, udp)).outcome == ParseOutcome::NOT_TCP_OR_UDP);
}

BOOST_AUTO_TEST_CASE(EndlessExtensionsEnd)
{
    // 40 headers of 2 KiB lead beyond the reach of a 16-bit offset.
    Bytes extensions;
    for (int i = 0; i < 40; ++i)
    {
        Bytes extension(2048);
        extension[0] = protocol::DESTINATION_OPTIONS;
        extension[1] = 255;
        extensions.insert(extensions.end(), extension.begin(), extension.end());
    }
    const HeaderView view = Parse(Ipv6(protocol::DESTINATION_OPTIONS, extensions, {}));
    BOOST_CHECK(view.outcome == ParseOutcome::IP_HEADER_TRUNCATED);
}

BOOST_AUTO_TEST_SUITE_END()
