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
 * The receive hash:
 * - Microsoft's verification suite for RSS comes out, IPv4 and IPv6, with ports and without;
 * - a frame is hashed by its addresses and located ports, behind a tag too;
 * - a frame that is not IP hashes to 0.
 */

#include "packet-builder.h"

#include "ns3/toeplitz-hash.h"

#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

using namespace ns3::offload;
using test::Bytes;
using test::TcpPacket;

namespace
{

/// A row of the verification suite ("Verifying the RSS Hash Calculation", Microsoft).
struct Row
{
    Bytes source;             //!< address
    Bytes destination;        //!< address
    uint16_t sourcePort;      //!< port
    uint16_t destinationPort; //!< port
    uint32_t addresses;       //!< hash of the addresses
    uint32_t all;             //!< hash of addresses and ports
};

/// @param groups an IPv6 address by its eight groups @return its bytes
Bytes
Ipv6(const std::vector<uint16_t>& groups)
{
    Bytes bytes;
    for (const uint16_t group : groups)
    {
        bytes.push_back(static_cast<uint8_t>(group >> 8));
        bytes.push_back(static_cast<uint8_t>(group));
    }
    return bytes;
}

/// @return the verification suite
const std::vector<Row>&
Rows()
{
    static const std::vector<Row> rows{
        {{66, 9, 149, 187}, {161, 142, 100, 80}, 2794, 1766, 0x323e8fc2, 0x51ccc178},
        {{199, 92, 111, 2}, {65, 69, 140, 83}, 14230, 4739, 0xd718262a, 0xc626b0ea},
        {{24, 19, 198, 95}, {12, 22, 207, 184}, 12898, 38024, 0xd2d0a5de, 0x5c2b394a},
        {{38, 27, 205, 30}, {209, 142, 163, 6}, 48228, 2217, 0x82989176, 0xafc7327f},
        {{153, 39, 163, 191}, {202, 188, 127, 2}, 44251, 1303, 0x5d1809c5, 0x10e828a2},
        {Ipv6({0x3ffe, 0x2501, 0x200, 0x1fff, 0, 0, 0, 7}),
         Ipv6({0x3ffe, 0x2501, 0x200, 3, 0, 0, 0, 1}),
         2794,
         1766,
         0x2cc18cd5,
         0x40207d3d},
        {Ipv6({0x3ffe, 0x501, 8, 0, 0x260, 0x97ff, 0xfe40, 0xefab}),
         Ipv6({0xff02, 0, 0, 0, 0, 0, 0, 1}),
         14230,
         4739,
         0x0f0c461c,
         0xdde51bbf},
        {Ipv6({0x3ffe, 0x1900, 0x4545, 3, 0x200, 0xf8ff, 0xfe21, 0x67cf}),
         Ipv6({0xfe80, 0, 0, 0, 0x200, 0xf8ff, 0xfe21, 0x67cf}),
         44251,
         38024,
         0x4b61e985,
         0x02d1feef}};
    return rows;
}

/// @param bytes of a frame @return the frame, with its headers in the head and nothing located
Frame
ToFrame(const Bytes& bytes)
{
    Frame frame;
    frame.head.Assign(bytes.data(), static_cast<uint32_t>(bytes.size()));
    frame.length = static_cast<uint32_t>(bytes.size());
    return frame;
}

} // namespace

BOOST_AUTO_TEST_SUITE(Toeplitz)

BOOST_AUTO_TEST_CASE(VerificationSuite)
{
    const ToeplitzHash hash;
    for (const Row& row : Rows())
    {
        Bytes input = row.source;
        input.insert(input.end(), row.destination.begin(), row.destination.end());
        BOOST_CHECK_EQUAL(hash.Hash(input.data(), input.size()), row.addresses);
        for (const uint16_t port : {row.sourcePort, row.destinationPort})
        {
            input.push_back(static_cast<uint8_t>(port >> 8));
            input.push_back(static_cast<uint8_t>(port));
        }
        BOOST_CHECK_EQUAL(hash.Hash(input.data(), input.size()), row.all);
    }
}

BOOST_AUTO_TEST_CASE(FrameIsHashedByAddressesAndPorts)
{
    const ToeplitzHash hash;
    TcpPacket packet;
    packet.payload.clear();
    const uint32_t plainIp = ethernet::HEADER_LENGTH;
    for (const uint32_t tagBytes : {0U, ethernet::TAG_LENGTH})
    {
        if (tagBytes > 0)
        {
            packet.tag = 7;
        }
        Frame frame = ToFrame(packet.Build());
        frame.networkOffset = static_cast<uint16_t>(plainIp + tagBytes);
        frame.transportOffset =
            static_cast<uint16_t>(frame.networkOffset + ipv4::MIN_HEADER_LENGTH);
        const uint8_t* addresses = frame.head.Data() + frame.networkOffset + ipv4::SOURCE;
        BOOST_CHECK_EQUAL(hash.HashFlow(frame), hash.Hash(addresses, 12)); // ports stand behind
        const uint32_t before = hash.HashFlow(frame);
        frame.head.Data()[frame.transportOffset + 1] ^= 1;
        BOOST_CHECK_NE(hash.HashFlow(frame), before);
        if (tagBytes == 0)
        {
            frame.networkOffset = 0; // as of a frame whose headers nobody has located
            frame.transportOffset = 0;
            BOOST_CHECK_EQUAL(hash.HashFlow(frame), hash.Hash(addresses, 8));
        }
    }
}

BOOST_AUTO_TEST_CASE(OtherFramesHashToZero)
{
    const ToeplitzHash hash;
    Bytes arp(60);
    arp[ethernet::TYPE] = 0x08;
    arp[ethernet::TYPE + 1] = 0x06;
    BOOST_CHECK_EQUAL(hash.HashFlow(ToFrame(arp)), 0U);
    arp.resize(10);
    BOOST_CHECK_EQUAL(hash.HashFlow(ToFrame(arp)), 0U);
    Bytes cut = TcpPacket().Build();
    cut.resize(20);
    BOOST_CHECK_EQUAL(hash.HashFlow(ToFrame(cut)), 0U);
}

BOOST_AUTO_TEST_SUITE_END()
