/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/linux-tcp-defaults.h"

#include "ns3/config.h"
#include "ns3/nstime.h"
#include "ns3/uinteger.h"

#include <algorithm>

namespace ns3
{

void
SetLinuxTcpDefaults(uint32_t mtu, bool isIpv6)
{
    constexpr uint32_t TCP_HEADER = 32; // with timestamps
    const uint32_t headers = (isIpv6 ? 40 : 20) + TCP_HEADER;
    Config::SetDefault("ns3::TcpSocket::SegmentSize",
                       UintegerValue(std::max(mtu, headers + 1) - headers));
    Config::SetDefault("ns3::TcpSocket::RcvBufSize", UintegerValue(512 * 1024));
    Config::SetDefault("ns3::TcpSocket::SndBufSize", UintegerValue(1024 * 1024));
    Config::SetDefault("ns3::TcpSocketBase::MinRto", TimeValue(MilliSeconds(200)));
    Config::SetDefault("ns3::TcpSocket::DelAckTimeout", TimeValue(MilliSeconds(40)));
}

} // namespace ns3
