/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "packet-builder.h"

#include "engine/checksum.h"
#include "engine/header-view.h"

/**
 * @file
 * @ingroup offload-test
 * Frame builder implementation.
 */

namespace ns3::offload::test
{

namespace
{

/// @param bytes to append to @param value a 16-bit field
void
Put16(Bytes& bytes, uint32_t value)
{
    bytes.push_back(static_cast<uint8_t>(value >> 8));
    bytes.push_back(static_cast<uint8_t>(value));
}

/// @param bytes to append to @param value a 32-bit field
void
Put32(Bytes& bytes, uint32_t value)
{
    Put16(bytes, value >> 16);
    Put16(bytes, value & 0xffff);
}

/// @param bytes to append to @param more what to append
void
Put(Bytes& bytes, const Bytes& more)
{
    bytes.insert(bytes.end(), more.begin(), more.end());
}

} // namespace

Bytes
TcpPacket::Pattern(uint32_t length, uint8_t seed)
{
    Bytes bytes(length);
    for (uint32_t i = 0; i < length; ++i)
    {
        bytes[i] = static_cast<uint8_t>(seed + i * 7 + (i >> 8));
    }
    return bytes;
}

Bytes
TcpPacket::Build() const
{
    Bytes options = tcpOptions;
    if (timestamps)
    {
        Put32(options, tcp::ALIGNED_TIMESTAMP);
        Put32(options, timestamps->value);
        Put32(options, timestamps->echo);
    }
    const auto tcpHeader = static_cast<uint32_t>(tcp::MIN_HEADER_LENGTH + options.size());
    const auto ipHeader = static_cast<uint32_t>(ipv4::MIN_HEADER_LENGTH + ipOptions.size());
    const auto tcpLength = static_cast<uint32_t>(tcpHeader + payload.size());

    Bytes bytes{2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1};
    if (tag)
    {
        Put16(bytes, ethernet::TYPE_8021Q);
        Put16(bytes, *tag);
    }
    Put16(bytes, ethernet::TYPE_IPV4);
    const std::size_t ip = bytes.size();
    Put16(bytes, (0x40 | ipHeader / 4) << 8 | tos);
    Put16(bytes, ipHeader + tcpLength);
    Put16(bytes, identification);
    Put16(bytes, fragment);
    Put16(bytes, ttl << 8 | protocol::TCP);
    Put16(bytes, 0);
    Put32(bytes, sourceAddress);
    Put32(bytes, 0x0a000002);
    Put(bytes, ipOptions);
    Store16(&bytes[ip + ipv4::CHECKSUM], ChecksumOfSum(SumBytes(&bytes[ip], ipHeader)));

    const std::size_t tcp = bytes.size();
    Put16(bytes, sourcePort);
    Put16(bytes, 80);
    Put32(bytes, sequence);
    Put32(bytes, acknowledgment);
    Put16(bytes, tcpHeader / 4 << 12 | flags);
    Put16(bytes, window);
    Put32(bytes, 0);
    Put(bytes, options);
    Put(bytes, payload);
    const uint32_t pseudo = SumPseudoHeaderV4(&bytes[ip + ipv4::SOURCE], protocol::TCP, tcpLength);
    const uint16_t checksum = ChecksumOfSum(SumBytes(&bytes[tcp], tcpLength, pseudo));
    Store16(&bytes[tcp + tcp::CHECKSUM], SumFold(SumAdd(checksum, checksumError)));
    bytes.resize(bytes.size() + padding);
    return bytes;
}

Bytes
UdpPacket::Build() const
{
    const auto length = static_cast<uint16_t>(udp::HEADER_LENGTH + payload.size());
    const uint32_t transport = ethernet::HEADER_LENGTH + (isIpv6 ? 40U : 20U);
    Bytes bytes(transport + udp::HEADER_LENGTH);
    uint8_t* ip = &bytes[ethernet::HEADER_LENGTH];
    uint32_t pseudo = 0;
    if (isIpv6)
    {
        Store16(&bytes[ethernet::TYPE], ethernet::TYPE_IPV6);
        Store32(ip, firstWord);
        Store16(ip + ipv6::PAYLOAD_LENGTH, length);
        ip[ipv6::NEXT_HEADER] = protocol::UDP;
        ip[ipv6::HOP_LIMIT] = hopLimit;
        ip[ipv6::SOURCE] = 0xfd;
        pseudo = SumPseudoHeaderV6(ip + ipv6::SOURCE, protocol::UDP, length);
    }
    else
    {
        Store16(&bytes[ethernet::TYPE], ethernet::TYPE_IPV4);
        ip[0] = 0x45;
        Store16(ip + ipv4::TOTAL_LENGTH, static_cast<uint16_t>(20 + length));
        Store16(ip + ipv4::IDENTIFICATION, identification);
        ip[ipv4::TTL] = hopLimit;
        ip[ipv4::PROTOCOL] = protocol::UDP;
        ip[ipv4::SOURCE] = 10;
        Store16(ip + ipv4::CHECKSUM, ChecksumOfSum(SumBytes(ip, 20)));
        pseudo = SumPseudoHeaderV4(ip + ipv4::SOURCE, protocol::UDP, length);
    }
    Store16(&bytes[transport + udp::SOURCE_PORT], sourcePort);
    Store16(&bytes[transport + udp::DESTINATION_PORT], 2000);
    Store16(&bytes[transport + udp::LENGTH], length);
    bytes.insert(bytes.end(), payload.begin(), payload.end());
    if (hasChecksum)
    {
        Store16(&bytes[transport + udp::CHECKSUM],
                ChecksumOfSum(SumBytes(&bytes[transport], length, pseudo)));
    }
    return bytes;
}

TcpPacket
Next(const TcpPacket& packet)
{
    TcpPacket next = packet;
    next.sequence += static_cast<uint32_t>(packet.payload.size());
    ++next.identification;
    return next;
}

TcpPacket
WithTimestamps()
{
    TcpPacket packet;
    packet.timestamps = Timestamps{100, 50};
    return packet;
}

Bytes
PayloadOf(const Bytes& bytes)
{
    const auto length = static_cast<uint32_t>(bytes.size());
    const HeaderView view = HeaderView::Parse(bytes.data(), length, length);
    const auto begin = bytes.begin() + view.payloadOffset;
    return view.IsTcp() ? Bytes(begin, begin + view.payloadLength) : Bytes();
}

} // namespace ns3::offload::test
