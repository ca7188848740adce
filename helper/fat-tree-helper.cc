/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/fat-tree-helper.h"

#include "ns3/abort.h"

namespace ns3
{

FatTreeHelper::FatTreeHelper(uint32_t k,
                             OffloadPointToPointHelper link,
                             OffloadPointToPointHelper fabric)
    : HostNetworkHelper(k * k * k / 4, k * k * 5 / 4)
{
    NS_ABORT_MSG_IF(k < 2 || k % 2 != 0,
                    "FatTreeHelper got switches of " << k << " ports: give an even number");
    const uint32_t half = k / 2;
    const uint32_t aggregation = k * half; // index of the first such switch
    const uint32_t core = 2 * aggregation; // likewise
    for (uint32_t edge = 0; edge < k * half; edge++)
    {
        const uint32_t pod = edge / half;
        for (uint32_t i = 0; i < half; i++)
        {
            ConnectHost(edge * half + i, edge, link);
            ConnectSwitches(edge, aggregation + pod * half + i, fabric);
        }
    }
    for (uint32_t i = 0; i < k * half; i++)
    {
        const uint32_t position = i % half; // in its pod
        for (uint32_t j = 0; j < half; j++)
        {
            ConnectSwitches(aggregation + i, core + position * half + j, fabric);
        }
    }
}

} // namespace ns3
