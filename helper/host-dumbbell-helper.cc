/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/host-dumbbell-helper.h"

#include "ns3/abort.h"

namespace ns3
{

HostDumbbellHelper::HostDumbbellHelper(uint32_t nLeft,
                                       uint32_t nRight,
                                       OffloadPointToPointHelper link,
                                       OffloadPointToPointHelper bottleneck)
    : HostNetworkHelper(nLeft + nRight, 2)
{
    NS_ABORT_MSG_IF(nLeft == 0 || nRight == 0,
                    "HostDumbbellHelper got " << nLeft << " hosts on the left and " << nRight
                                              << " on the right: give at least 1 of each");
    for (uint32_t host = 0; host < nLeft + nRight; host++)
    {
        ConnectHost(host, host < nLeft ? 0 : 1, link);
    }
    m_bottleneck = ConnectSwitches(0, 1, bottleneck);
}

const NetDeviceContainer&
HostDumbbellHelper::GetBottleneck() const
{
    return m_bottleneck;
}

} // namespace ns3
