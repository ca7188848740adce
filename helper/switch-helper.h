/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_SWITCH_HELPER_H
#define OFFLOAD_SWITCH_HELPER_H

#include "ns3/node-container.h"

namespace ns3
{

/**
 * @ingroup offload
 * Makes switches, or routers in hardware, of nodes: the helpers of links then give them stock
 * devices, and hosts at the other end of the link NICs. To be called before the links are made.
 */
class SwitchHelper
{
  public:
    /**
     * @param node a node that is no host; the program ends if it has a HostCpu
     */
    void Install(Ptr<Node> node) const;

    /**
     * @param nodes nodes that are no hosts
     */
    void Install(const NodeContainer& nodes) const;
};

} // namespace ns3

#endif // OFFLOAD_SWITCH_HELPER_H
