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
#include "ns3/object-factory.h"
#include "ns3/offload-nic-helper.h"
#include "ns3/offload-point-to-point-net-device.h"
#include "ns3/point-to-point-helper.h"

#include <string>

namespace ns3
{

/**
 * @ingroup offload
 * A PointToPointHelper whose devices are NICs of hosts: in an existing script, change the type of
 * the helper.
 *
 * Tracing (pcap, ascii) is that of PointToPointHelper.
 */
class OffloadPointToPointHelper : public PointToPointHelper, public OffloadNicHelper
{
  public:
    /**
     * @param profile cost profile of the hosts: a name that comes with the module, or a path
     */
    explicit OffloadPointToPointHelper(const std::string& profile = "athlon64-2007");

    using OffloadNicHelper::SetDeviceAttribute;

    /**
     * @param name attribute of PointToPointChannel
     * @param value its value
     */
    void SetChannelAttribute(const std::string& name, const AttributeValue& value);

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
     * Install two NICs that differ.
     *
     * @param a a node, whose NIC is as this helper says
     * @param b another node
     * @param helper what the NIC of the latter is like; the channel is as this helper says
     * @return their new devices
     */
    NetDeviceContainer Install(Ptr<Node> a, Ptr<Node> b, const OffloadPointToPointHelper& helper);

  private:
    /**
     * @param node a node
     * @return a new NIC of the node
     */
    Ptr<OffloadPointToPointNetDevice> CreateDevice(Ptr<Node> node) const;

    ObjectFactory m_channelFactory; //!< channels
};

} // namespace ns3

#endif // OFFLOAD_POINT_TO_POINT_HELPER_H
