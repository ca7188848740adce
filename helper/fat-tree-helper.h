/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_FAT_TREE_HELPER_H
#define OFFLOAD_FAT_TREE_HELPER_H

#include "ns3/host-network-helper.h"

namespace ns3
{

/**
 * @ingroup offload
 * A fat tree of switches with k ports (M. Al-Fares, A. Loukissas, A. Vahdat, SIGCOMM 2008): k pods
 * of k/2 edge and k/2 aggregation switches, (k/2)^2 core switches, k^3/4 hosts. Hosts count edge
 * switch by edge switch; switches are those at the edge pod by pod, those of aggregation likewise,
 * then the core.
 */
class FatTreeHelper : public HostNetworkHelper
{
  public:
    /**
     * @param k ports of a switch: an even number, at least 2
     * @param link makes the links of hosts
     * @param fabric makes the links between switches
     */
    FatTreeHelper(uint32_t k, OffloadPointToPointHelper link, OffloadPointToPointHelper fabric);
};

} // namespace ns3

#endif // OFFLOAD_FAT_TREE_HELPER_H
