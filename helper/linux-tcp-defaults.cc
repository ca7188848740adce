/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/linux-tcp-defaults.h"

#include "ns3/boolean.h"
#include "ns3/config.h"
#include "ns3/nstime.h"
#include "ns3/uinteger.h"

#include <algorithm>

namespace ns3
{

namespace
{

/**
 * @param mtu bytes of IP packet
 * @param isIpv6 it is one of IPv6
 * @return bytes of payload in it
 */
uint32_t
GetSegmentSize(uint32_t mtu, bool isIpv6)
{
    constexpr uint32_t TCP_HEADER = 32; // with timestamps
    const uint32_t headers = (isIpv6 ? 40 : 20) + TCP_HEADER;
    return std::max(mtu, headers + 1) - headers;
}

} // namespace

void
SetLinuxTcpDefaults(uint32_t mtu, bool isIpv6)
{
    Config::SetDefault("ns3::TcpSocket::SegmentSize", UintegerValue(GetSegmentSize(mtu, isIpv6)));
    Config::SetDefault("ns3::TcpSocket::RcvBufSize", UintegerValue(512 * 1024));
    Config::SetDefault("ns3::TcpSocket::SndBufSize", UintegerValue(1024 * 1024));
    Config::SetDefault("ns3::TcpSocketBase::MinRto", TimeValue(MilliSeconds(200)));
    Config::SetDefault("ns3::TcpSocket::DelAckTimeout", TimeValue(MilliSeconds(40)));
}

void
SetLargeSegments(uint32_t mtu, bool isIpv6)
{
    constexpr uint32_t LARGEST = 65536 - 100; // GsoMaxSize, less the longest headers
    const uint32_t size = GetSegmentSize(mtu, isIpv6);
    Config::SetDefault("ns3::TcpSocket::SegmentSize",
                       UintegerValue(std::max(size, LARGEST / size * size)));
    // With one, a receiver that delays the ACK of the last frame stops all: ns-3 3.43 and later do
    // not widen the window for an ACK of a part of a segment.
    Config::SetDefault("ns3::TcpSocket::InitialCwnd", UintegerValue(2));
    Config::SetDefault("ns3::TransmitInterceptor::LargeSegments", BooleanValue(true));
}

} // namespace ns3
