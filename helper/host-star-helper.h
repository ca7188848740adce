/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_HOST_STAR_HELPER_H
#define OFFLOAD_HOST_STAR_HELPER_H

#include "ns3/host-network-helper.h"

namespace ns3
{

/**
 * @ingroup offload
 * Hosts at one switch.
 */
class HostStarHelper : public HostNetworkHelper
{
  public:
    /**
     * @param nHosts number of hosts, at least 1
     * @param link makes the links
     */
    HostStarHelper(uint32_t nHosts, OffloadPointToPointHelper link);
};

} // namespace ns3

#endif // OFFLOAD_HOST_STAR_HELPER_H
