/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "engine/gro-packet.h"

#include "engine/checksum.h"
#include "engine/frame-sum.h"

/**
 * @file
 * @ingroup offload
 * ns3::offload::GroPacket implementation.
 */

namespace ns3::offload
{

namespace
{

/// A checksum is right if the sum over all that it covers, itself included, is this.
constexpr uint16_t RIGHT_SUM = 0xffff;

/// @param frame a frame @param end an offset @return whether the head holds the bytes before it
bool
HeadHolds(const Frame& frame, uint32_t end)
{
    return end <= frame.head.Length();
}

} // namespace

GroReason
GroPacket::Read(Frame& frame, const GroConfig& config, const GroSockets* sockets, GroReport& report)
{
    // A virtual device has merged it, by rules that need not be GRO's.
    refusal = frame.gsoSize > 0 ? GroReason::SUPER_PACKET : GroReason::NONE;
    GroReason reason = ReadNetwork(frame, report);
    if (reason == GroReason::NONE)
    {
        reason = isUdp ? ReadUdp(frame, config, sockets, report) : ReadTcp(frame, report);
    }
    if (reason != GroReason::NONE)
    {
        return reason;
    }
    payloadLength = frame.length - payloadOffset;
    if (refusal == GroReason::NONE && !frame.CanReturnHead(payloadOffset))
    {
        refusal = GroReason::PAYLOAD_IN_HEAD;
    }
    return GroReason::NONE;
}

bool
GroPacket::BeginsTcpList(const GroConfig& config, const GroSockets* sockets) const
{
    return config.fraglist && (!sockets || sockets->Find(key) == GroSocket::NONE);
}

void
GroPacket::SetKey(const Frame& frame)
{
    const uint8_t* ip = frame.head.Data() + networkOffset;
    const uint8_t* transport = frame.head.Data() + transportOffset;
    const uint8_t protocolNumber = isUdp ? protocol::UDP : protocol::TCP;
    isIpv6 ? key.SetIpv6(ip, transport, protocolNumber)
           : key.SetIpv4(ip, transport, protocolNumber);
}

GroReason
GroPacket::ReadNetwork(const Frame& frame, GroReport& report)
{
    if (!HeadHolds(frame, ethernet::HEADER_LENGTH))
    {
        return GroReason::NOT_IP;
    }
    networkOffset = ethernet::HEADER_LENGTH;
    const uint16_t type = Load16(frame.head.Data() + ethernet::TYPE);
    isIpv6 = type == ethernet::TYPE_IPV6;
    if (isIpv6)
    {
        return ReadIpv6(frame);
    }
    return type == ethernet::TYPE_IPV4 ? ReadIpv4(frame, report) : GroReason::NOT_IP;
}

GroReason
GroPacket::ReadIpv4(const Frame& frame, GroReport& report)
{
    constexpr uint8_t PLAIN = 0x45;            // version 4, 20 bytes
    constexpr uint16_t RESERVED_FLAG = 0x8000; // in FRAGMENT
    const uint32_t end = networkOffset + ipv4::MIN_HEADER_LENGTH;
    if (!HeadHolds(frame, end))
    {
        return GroReason::IP_TRUNCATED;
    }
    const uint8_t* ip = frame.head.Data() + networkOffset;
    isUdp = ip[ipv4::PROTOCOL] == protocol::UDP;
    if (!isUdp && ip[ipv4::PROTOCOL] != protocol::TCP)
    {
        return GroReason::UNSUPPORTED_PROTOCOL;
    }
    if (ip[0] != PLAIN)
    {
        return GroReason::IP_HEADER;
    }
    if (ipv4::IsFragment(ip))
    {
        return GroReason::FRAGMENT;
    }
    ++report.ipHeadersVerified;
    if (SumFold(SumIpv4Header(ip, ipv4::MIN_HEADER_LENGTH)) != RIGHT_SUM)
    {
        return GroReason::IP_CHECKSUM;
    }
    transportOffset = static_cast<uint16_t>(end);
    if (refusal != GroReason::NONE)
    {
        return GroReason::NONE;
    }
    if (Load16(ip + ipv4::TOTAL_LENGTH) != frame.length - networkOffset)
    {
        refusal = GroReason::LENGTH_MISMATCH;
    }
    else if (Load16(ip + ipv4::FRAGMENT) & RESERVED_FLAG)
    {
        refusal = GroReason::RESERVED_BIT;
    }
    return GroReason::NONE;
}

GroReason
GroPacket::ReadIpv6(const Frame& frame)
{
    constexpr uint32_t UNIT = 8; // extension headers are counted in units of eight bytes
    uint32_t end = networkOffset + ipv6::HEADER_LENGTH;
    if (!HeadHolds(frame, end))
    {
        return GroReason::IP_TRUNCATED;
    }
    const uint8_t* ip = frame.head.Data() + networkOffset;
    if (refusal == GroReason::NONE && Load16(ip + ipv6::PAYLOAD_LENGTH) != frame.length - end)
    {
        refusal = GroReason::LENGTH_MISMATCH;
    }
    uint8_t next = ip[ipv6::NEXT_HEADER];
    while (next == protocol::HOP_BY_HOP || next == protocol::ROUTING ||
           next == protocol::DESTINATION_OPTIONS)
    {
        const uint8_t* extension = frame.head.Data() + end;
        if (!HeadHolds(frame, end + UNIT) || !HeadHolds(frame, end + (extension[1] + 1U) * UNIT))
        {
            return GroReason::IP_TRUNCATED;
        }
        next = extension[0];
        end += (extension[1] + 1U) * UNIT;
    }
    transportOffset = static_cast<uint16_t>(end);
    isUdp = next == protocol::UDP;
    return isUdp || next == protocol::TCP ? GroReason::NONE : GroReason::UNSUPPORTED_PROTOCOL;
}

GroReason
GroPacket::ReadTcp(Frame& frame, GroReport& report)
{
    if (!Verify(frame, false, report))
    {
        return GroReason::TRANSPORT_CHECKSUM;
    }
    if (!HeadHolds(frame, transportOffset + tcp::MIN_HEADER_LENGTH))
    {
        return GroReason::TRANSPORT_TRUNCATED;
    }
    const uint32_t headerLength = tcp::HeaderLength(frame.head.Data() + transportOffset);
    if (headerLength < tcp::MIN_HEADER_LENGTH)
    {
        return GroReason::TCP_HEADER_LENGTH;
    }
    if (!HeadHolds(frame, transportOffset + headerLength))
    {
        return GroReason::TRANSPORT_TRUNCATED;
    }
    payloadOffset = static_cast<uint16_t>(transportOffset + headerLength);
    SetKey(frame);
    return GroReason::NONE;
}

GroReason
GroPacket::ReadUdp(Frame& frame,
                   const GroConfig& config,
                   const GroSockets* sockets,
                   GroReport& report)
{
    payloadOffset = static_cast<uint16_t>(transportOffset + udp::HEADER_LENGTH);
    if (!HeadHolds(frame, payloadOffset))
    {
        return GroReason::TRANSPORT_TRUNCATED;
    }
    // Verified even if UDP is off: the stack then need not do it again.
    if (!Verify(frame, true, report))
    {
        return GroReason::TRANSPORT_CHECKSUM;
    }
    SetKey(frame);
    const GroSocket socket = sockets ? sockets->Find(key) : GroSocket::NONE;
    const bool isAskedFor =
        socket == GroSocket::UDP_GRO || (socket == GroSocket::NONE && config.udpGroForwarding);
    isChained = config.fraglist && socket != GroSocket::UDP_GRO;
    if (!isAskedFor && !isChained)
    {
        return GroReason::UDP_OFF;
    }
    const uint8_t* header = frame.head.Data() + transportOffset;
    if (Load16(header + udp::CHECKSUM) == 0)
    {
        return GroReason::UDP_NO_CHECKSUM;
    }
    const uint32_t length = Load16(header + udp::LENGTH);
    if (length <= udp::HEADER_LENGTH || length != frame.length - transportOffset)
    {
        return GroReason::UDP_LENGTH_MISMATCH;
    }
    return GroReason::NONE;
}

bool
GroPacket::Verify(Frame& frame, bool isOptional, GroReport& report) const
{
    const bool isDone =
        frame.checksumState == ChecksumState::UNNECESSARY ||
        (frame.checksumState == ChecksumState::PARTIAL && frame.checksumStart >= transportOffset);
    if (refusal != GroReason::NONE || isDone)
    {
        return true;
    }
    const bool isAbsent =
        isOptional && Load16(frame.head.Data() + transportOffset + udp::CHECKSUM) == 0;
    if (!isAbsent)
    {
        const uint32_t pseudo = PseudoHeaderSum(frame);
        if (frame.checksumState == ChecksumState::COMPLETE)
        {
            // The NIC has summed what follows the link header.
            const uint32_t network =
                SumBytes(frame.head.Data() + networkOffset, transportOffset - networkOffset);
            const uint32_t sum = SumSubtract(frame.checksum, network);
            if (SumFold(SumAdd(sum, pseudo)) == RIGHT_SUM)
            {
                return true;
            }
        }
        report.checksumBytes += frame.length - transportOffset;
        const FrameSum sum = SumFrame(frame, transportOffset, frame.length - transportOffset);
        if (sum.isReal && SumFold(SumAdd(sum.sum, pseudo)) != RIGHT_SUM)
        {
            return false;
        }
    }
    if (frame.checksumState == ChecksumState::NONE)
    {
        frame.checksumState = ChecksumState::UNNECESSARY;
    }
    return true;
}

uint32_t
GroPacket::PseudoHeaderSum(const Frame& frame) const
{
    const uint8_t* ip = frame.head.Data() + networkOffset;
    const uint32_t length = frame.length - transportOffset;
    const uint8_t protocolNumber = isUdp ? protocol::UDP : protocol::TCP;
    return isIpv6 ? SumPseudoHeaderV6(ip + ipv6::SOURCE, protocolNumber, length)
                  : SumPseudoHeaderV4(ip + ipv4::SOURCE, protocolNumber, length);
}

} // namespace ns3::offload
