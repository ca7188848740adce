/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "../vector-checksum.h"
#include "../vector-lro-driver.h"
#include "engine/checksum.h"
#include "packet-builder.h"

#include <boost/test/unit_test.hpp>

/**
 * @file
 * @ingroup offload-test
 * Verdicts on checksums, as recorded cases have them:
 * - right, wrong, absent and partial ones are told apart;
 * - TCP that is malformed behind its checksum is judged by its bytes;
 * - fragments, other protocols and what is cut off are not judged;
 * - UDP whose length is not that of the datagram is not compared.
 */

using namespace ns3::offload;
using namespace ns3::offload::test;
using namespace ns3::offload::vectors;

namespace
{

constexpr uint32_t IP = ethernet::HEADER_LENGTH;
constexpr uint32_t TRANSPORT = IP + ipv4::MIN_HEADER_LENGTH;

/// @param bytes a frame @return the verdict, as records have it
std::string
Judge(const Bytes& bytes)
{
    const auto length = static_cast<uint32_t>(bytes.size());
    const auto view = HeaderView::Parse(bytes.data(), length, length);
    return ToJson(JudgeTransport(bytes, view)).dump();
}

/// @param words length of a TCP header @param error of its checksum @return a frame with it
Bytes
WithDataOffset(uint16_t words, uint16_t error)
{
    TcpPacket packet;
    packet.payload = TcpPacket::Pattern(8);
    packet.checksumError = error;
    Bytes bytes = packet.Build();
    uint8_t* tcp = &bytes[TRANSPORT];
    const uint16_t before = Load16(tcp + tcp::DATA_OFFSET);
    const auto after = static_cast<uint16_t>((before & 0x0fff) | words << 12);
    Store16(tcp + tcp::DATA_OFFSET, after);
    // RFC 1624: what the sum loses and gains
    const uint32_t sum = SumAdd(
        SumAdd(static_cast<uint16_t>(~Load16(tcp + tcp::CHECKSUM)), static_cast<uint16_t>(~before)),
        after);
    Store16(tcp + tcp::CHECKSUM, ChecksumOfSum(sum));
    return bytes;
}

} // namespace

BOOST_AUTO_TEST_SUITE(RecordedChecksums)

BOOST_AUTO_TEST_CASE(StatesAreToldApart)
{
    TcpPacket tcp;
    BOOST_CHECK_EQUAL(Judge(tcp.Build()), "\"full\"");
    tcp.checksumError = 1;
    BOOST_CHECK_EQUAL(Judge(tcp.Build()), "\"wrong\"");

    Bytes partial = TcpPacket().Build();
    const auto length = static_cast<uint32_t>(partial.size()) - TRANSPORT;
    Store16(&partial[TRANSPORT + tcp::CHECKSUM],
            SumFold(SumPseudoHeaderV4(&partial[IP + ipv4::SOURCE], protocol::TCP, length)));
    BOOST_CHECK_EQUAL(Judge(partial), "\"partial\"");

    UdpPacket udp;
    BOOST_CHECK_EQUAL(Judge(udp.Build()), "\"full\"");
    udp.isIpv6 = true;
    BOOST_CHECK_EQUAL(Judge(udp.Build()), "\"full\"");
    udp.hasChecksum = false;
    BOOST_CHECK_EQUAL(Judge(udp.Build()), "\"absent\"");
}

BOOST_AUTO_TEST_CASE(MalformedTcpIsJudgedByItsBytes)
{
    // Below the shortest header, and beyond the datagram
    for (const uint16_t words : {0, 4, 5, 7, 8, 15})
    {
        const Bytes right = WithDataOffset(words, 0);
        const Bytes wrong = WithDataOffset(words, 1);
        BOOST_CHECK_EQUAL(Judge(right), "\"full\"");
        BOOST_CHECK_EQUAL(Judge(wrong), "\"wrong\"");
        BOOST_CHECK(JudgeChecksums(right, TagLocation::IN_BAND).tcp == true);
        BOOST_CHECK(JudgeChecksums(wrong, TagLocation::IN_BAND).tcp == false);
    }
}

BOOST_AUTO_TEST_CASE(WhatIsNotThereIsNotJudged)
{
    const Bytes whole = TcpPacket().Build();
    const Bytes cut(whole.begin(), whole.begin() + TRANSPORT + 30);
    Bytes within = whole;
    Store16(&within[IP + ipv4::TOTAL_LENGTH], 39);
    Bytes other = whole;
    other[IP + ipv4::PROTOCOL] = 1;
    TcpPacket fragment;
    fragment.fragment = ipv4::MORE_FRAGMENTS;
    for (const Bytes& bytes : {cut, within, other, fragment.Build()})
    {
        BOOST_CHECK_EQUAL(Judge(bytes), "\"n/a\"");
        BOOST_CHECK(!JudgeChecksums(bytes, TagLocation::IN_BAND).tcp);
    }
}

BOOST_AUTO_TEST_CASE(UnclearLengthsAreNotCompared)
{
    for (const uint16_t length : {7, 50, 200})
    {
        Bytes bytes = UdpPacket().Build();
        Store16(&bytes[TRANSPORT + udp::LENGTH], length);
        BOOST_CHECK_EQUAL(Judge(bytes), "null");
    }
    const nlohmann::json expected = {{"len", 1}, {"csum", "full"}};
    const nlohmann::json unclear = {{"len", 1}, {"csum", nullptr}};
    BOOST_CHECK(WithoutUnclear(expected, unclear) == nlohmann::json({{"len", 1}}));
    BOOST_CHECK(WithoutUnclear(expected, expected) == expected);
}

BOOST_AUTO_TEST_SUITE_END()
