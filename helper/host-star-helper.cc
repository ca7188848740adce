/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/host-star-helper.h"

#include "ns3/abort.h"

namespace ns3
{

HostStarHelper::HostStarHelper(uint32_t nHosts, OffloadPointToPointHelper link)
    : HostNetworkHelper(nHosts, 1)
{
    NS_ABORT_MSG_IF(nHosts == 0, "HostStarHelper got 0 hosts: give at least 1");
    for (uint32_t host = 0; host < nHosts; host++)
    {
        ConnectHost(host, 0, link);
    }
}

} // namespace ns3
