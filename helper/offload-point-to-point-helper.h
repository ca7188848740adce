/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_POINT_TO_POINT_HELPER_H
#define OFFLOAD_POINT_TO_POINT_HELPER_H

#include "ns3/net-device-container.h"
#include "ns3/node-container.h"
#include "ns3/offload-link-helper.h"
#include "ns3/offload-point-to-point-net-device.h"
#include "ns3/point-to-point-helper.h"

#include <string>

namespace ns3
{

/**
 * @ingroup offload
 * A PointToPointHelper whose devices are NICs of hosts: in an existing script, change the type of
 * the helper. At nodes that SwitchHelper has made switches, devices are ports
 * (SwitchPortNetDevice), with the gap between frames that Ethernet has. A link may join hosts of
 * two ranks of a parallel simulation (ns-3's MPI).
 */
class OffloadPointToPointHelper : public OffloadLinkHelper<PointToPointHelper>
{
  public:
    /**
     * @param profile cost profile of the hosts, which also names their NIC: a name that comes with
     *        the module, or a path. The default is a server of today, with TSO and GRO;
     *        "athlon64-2007" is the machine of 2007, "ideal" one that costs nothing.
     */
    explicit OffloadPointToPointHelper(const std::string& profile = "gold6128-2021");

    /**
     * @param nodes two nodes
     * @return their new devices
     */
    NetDeviceContainer Install(const NodeContainer& nodes);

    /**
     * @param a a node
     * @param b another node
     * @return their new devices
     */
    NetDeviceContainer Install(Ptr<Node> a, Ptr<Node> b);

    /**
     * @param a a node
     * @param b name of another node (ns3::Names)
     * @return their new devices
     */
    NetDeviceContainer Install(Ptr<Node> a, const std::string& b);

    /**
     * @param a name of a node (ns3::Names)
     * @param b another node
     * @return their new devices
     */
    NetDeviceContainer Install(const std::string& a, Ptr<Node> b);

    /**
     * @param a name of a node (ns3::Names)
     * @param b name of another node
     * @return their new devices
     */
    NetDeviceContainer Install(const std::string& a, const std::string& b);

    /**
     * Install two NICs that differ.
     *
     * @param a a node, whose NIC is as this helper says
     * @param b another node
     * @param helper what the NIC of the latter is like; the channel is as this helper says
     * @return their new devices
     */
    NetDeviceContainer Install(Ptr<Node> a, Ptr<Node> b, const OffloadPointToPointHelper& helper);
};

} // namespace ns3

#endif // OFFLOAD_POINT_TO_POINT_HELPER_H
