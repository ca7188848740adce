/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/leaf-spine-helper.h"

#include "ns3/abort.h"

namespace ns3
{

LeafSpineHelper::LeafSpineHelper(uint32_t nLeaves,
                                 uint32_t nSpines,
                                 uint32_t hostsPerLeaf,
                                 OffloadPointToPointHelper link,
                                 OffloadPointToPointHelper fabric)
    : HostNetworkHelper(nLeaves * hostsPerLeaf, nLeaves + nSpines)
{
    NS_ABORT_MSG_IF(nLeaves == 0 || nSpines == 0 || hostsPerLeaf == 0,
                    "LeafSpineHelper got " << nLeaves << " leaves, " << nSpines << " spines and "
                                           << hostsPerLeaf
                                           << " hosts at each leaf: give at least 1 of each");
    for (uint32_t leaf = 0; leaf < nLeaves; leaf++)
    {
        for (uint32_t host = 0; host < hostsPerLeaf; host++)
        {
            ConnectHost(leaf * hostsPerLeaf + host, leaf, link);
        }
        for (uint32_t spine = 0; spine < nSpines; spine++)
        {
            ConnectSwitches(leaf, nLeaves + spine, fabric);
        }
    }
}

} // namespace ns3
