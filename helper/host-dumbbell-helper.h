/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_HOST_DUMBBELL_HELPER_H
#define OFFLOAD_HOST_DUMBBELL_HELPER_H

#include "ns3/host-network-helper.h"

namespace ns3
{

/**
 * @ingroup offload
 * Hosts on the left, hosts on the right, two switches and a bottleneck between them. Hosts count
 * from the left: 0 to nLeft - 1, then those on the right.
 */
class HostDumbbellHelper : public HostNetworkHelper
{
  public:
    /**
     * @param nLeft number of hosts on the left, at least 1
     * @param nRight number of hosts on the right, at least 1
     * @param link makes the links of hosts
     * @param bottleneck makes the link between the switches
     */
    HostDumbbellHelper(uint32_t nLeft,
                       uint32_t nRight,
                       OffloadPointToPointHelper link,
                       OffloadPointToPointHelper bottleneck);

    /**
     * @return ports of the bottleneck, left and right
     */
    const NetDeviceContainer& GetBottleneck() const;

  private:
    NetDeviceContainer m_bottleneck; //!< its ports
};

} // namespace ns3

#endif // OFFLOAD_HOST_DUMBBELL_HELPER_H
