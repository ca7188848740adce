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
 * One's complement arithmetic:
 * - the example of RFC 1071 comes out;
 * - an odd last byte counts as if a zero followed;
 * - a carry out of 32 bits comes round;
 * - what is added can be subtracted again;
 * - blocks of any length, at even and odd offsets, add up to the sum of the whole;
 * - a segment with a right checksum sums up to 0xffff, pseudo header included (IPv4 and IPv6);
 * - the sum agrees with the plainest way to compute it, at every length and alignment.
 */

#include "engine/checksum.h"
#include "packet-builder.h"

#include <boost/test/unit_test.hpp>
#include <random>

using namespace ns3::offload;
using test::Bytes;
using test::TcpPacket;

namespace
{

/// @param bytes some bytes @return their folded sum, computed as plainly as can be
uint16_t
PlainSum(const Bytes& bytes)
{
    uint32_t sum = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i)
    {
        sum += i % 2 == 0 ? bytes[i] * 256U : bytes[i];
        sum = sum > 0xffff ? sum - 0xffff : sum;
    }
    return static_cast<uint16_t>(sum);
}

} // namespace

BOOST_AUTO_TEST_SUITE(Checksum)

BOOST_AUTO_TEST_CASE(ExampleOfRfc1071)
{
    const Bytes bytes{0x00, 0x01, 0xf2, 0x03, 0xf4, 0xf5, 0xf6, 0xf7};
    BOOST_CHECK_EQUAL(SumFold(SumBytes(bytes.data(), bytes.size())), 0xddf2);
    BOOST_CHECK_EQUAL(ChecksumOfSum(SumBytes(bytes.data(), bytes.size())), 0x220d);
}

BOOST_AUTO_TEST_CASE(OddLastByteIsFollowedByZero)
{
    const Bytes bytes{0x12, 0x34, 0x56};
    BOOST_CHECK_EQUAL(SumBytes(bytes.data(), 3), 0x1234U + 0x5600U);
    BOOST_CHECK_EQUAL(SumBytes(nullptr, 0), 0U);
}

BOOST_AUTO_TEST_CASE(CarryComesRound)
{
    BOOST_CHECK_EQUAL(SumAdd(0xffffffff, 1), 1U);
    BOOST_CHECK_EQUAL(SumAdd(0xffffffff, 0xffffffff), 0xffffffffU);
    BOOST_CHECK_EQUAL(SumFold(0xffffffff), 0xffff);
    BOOST_CHECK_EQUAL(SumFold(0x0001ffff), 1);
}

BOOST_AUTO_TEST_CASE(SubtractUndoesAdd)
{
    std::mt19937 random(1);
    for (int i = 0; i < 1000; ++i)
    {
        const auto a = static_cast<uint32_t>(random());
        const auto b = static_cast<uint32_t>(random());
        const uint16_t back = SumFold(SumSubtract(SumAdd(a, b), b));
        BOOST_REQUIRE_EQUAL(back % 0xffff, SumFold(a) % 0xffff);
    }
}

BOOST_AUTO_TEST_CASE(BlocksAtOddOffsetsAddUp)
{
    const Bytes bytes = TcpPacket::Pattern(37);
    const auto length = static_cast<uint32_t>(bytes.size());
    for (uint32_t first = 0; first <= length; ++first)
    {
        for (uint32_t second = first; second <= length; ++second)
        {
            uint32_t sum = SumBytes(bytes.data(), first);
            sum = SumAddBlock(sum, SumBytes(&bytes[first], second - first), first);
            sum = SumAddBlock(sum, SumBytes(bytes.data() + second, length - second), second);
            BOOST_REQUIRE_EQUAL(SumFold(sum), PlainSum(bytes));
        }
    }
}

BOOST_AUTO_TEST_CASE(RightSegmentSumsUpToAllOnes)
{
    TcpPacket packet;
    for (uint32_t length = 0; length < 20; ++length)
    {
        packet.payload = TcpPacket::Pattern(length);
        const Bytes bytes = packet.Build();
        const uint32_t pseudo = SumPseudoHeaderV4(&bytes[26], 6, 20 + length);
        BOOST_REQUIRE_EQUAL(SumFold(SumBytes(&bytes[34], 20 + length, pseudo)), 0xffff);
    }
}

BOOST_AUTO_TEST_CASE(PseudoHeaderOfIpv6)
{
    const Bytes addresses = TcpPacket::Pattern(32);
    Bytes pseudo = addresses;
    for (const uint8_t byte : {0, 1, 0x11, 0x70, 0, 0, 0, 17})
    {
        pseudo.push_back(byte);
    }
    BOOST_CHECK_EQUAL(SumFold(SumPseudoHeaderV6(addresses.data(), 17, 0x11170)), PlainSum(pseudo));
}

BOOST_AUTO_TEST_CASE(EveryLengthAndAlignment)
{
    const Bytes bytes = TcpPacket::Pattern(80, 250);
    for (std::size_t begin = 0; begin < 9; ++begin)
    {
        for (std::size_t length = 0; length < 70; ++length)
        {
            const Bytes part(bytes.begin() + begin, bytes.begin() + begin + length);
            BOOST_REQUIRE_EQUAL(SumFold(SumBytes(&bytes[begin], length)), PlainSum(part));
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
