/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/tcp-linux-dctcp.h"

#include "ns3/tcp-socket-state.h"

#include <algorithm>

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(TcpLinuxDctcp);

TypeId
TcpLinuxDctcp::GetTypeId()
{
    static TypeId tid = TypeId("ns3::TcpLinuxDctcp")
                            .SetParent<TcpDctcp>()
                            .SetGroupName("Offload")
                            .AddConstructor<TcpLinuxDctcp>();
    return tid;
}

std::string
TcpLinuxDctcp::GetName() const
{
    return "TcpLinuxDctcp";
}

uint32_t
TcpLinuxDctcp::GetSsThresh(Ptr<const TcpSocketState> tcb, uint32_t bytesInFlight)
{
    constexpr uint32_t LEAST = 2; // segments: dctcp_ssthresh() of net/ipv4/tcp_dctcp.c
    return std::max(TcpDctcp::GetSsThresh(tcb, bytesInFlight), LEAST * tcb->m_segmentSize);
}

Ptr<TcpCongestionOps>
TcpLinuxDctcp::Fork()
{
    return CopyObject<TcpLinuxDctcp>(this);
}

} // namespace ns3
