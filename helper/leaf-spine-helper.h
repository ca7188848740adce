/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_LEAF_SPINE_HELPER_H
#define OFFLOAD_LEAF_SPINE_HELPER_H

#include "ns3/host-network-helper.h"

namespace ns3
{

/**
 * @ingroup offload
 * A folded Clos network of two stages: each leaf is connected to each spine. Hosts count leaf by
 * leaf; switches are the leaves, then the spines.
 */
class LeafSpineHelper : public HostNetworkHelper
{
  public:
    /**
     * @param nLeaves number of leaves, at least 1
     * @param nSpines number of spines, at least 1
     * @param hostsPerLeaf number of hosts at each leaf, at least 1
     * @param link makes the links of hosts
     * @param fabric makes the links between switches
     */
    LeafSpineHelper(uint32_t nLeaves,
                    uint32_t nSpines,
                    uint32_t hostsPerLeaf,
                    OffloadPointToPointHelper link,
                    OffloadPointToPointHelper fabric);
};

} // namespace ns3

#endif // OFFLOAD_LEAF_SPINE_HELPER_H
