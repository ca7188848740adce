/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_CSMA_HELPER_H
#define OFFLOAD_CSMA_HELPER_H

#include "ns3/csma-channel.h"
#include "ns3/csma-helper.h"
#include "ns3/net-device-container.h"
#include "ns3/node-container.h"
#include "ns3/object-factory.h"
#include "ns3/offload-csma-net-device.h"
#include "ns3/offload-nic-helper.h"

namespace ns3
{

/**
 * @ingroup offload
 * A CsmaHelper whose devices are NICs of hosts: in an existing script, change the type of the
 * helper. Tracing (pcap, ascii) is that of CsmaHelper.
 */
class OffloadCsmaHelper : public CsmaHelper, public OffloadNicHelper
{
  public:
    /**
     * @param profile cost profile of the hosts: a name that comes with the module, or a path
     */
    explicit OffloadCsmaHelper(const std::string& profile = "athlon64-2007");

    using OffloadNicHelper::SetDeviceAttribute;

    /**
     * @param name attribute of CsmaChannel
     * @param value its value
     */
    void SetChannelAttribute(const std::string& name, const AttributeValue& value);

    /**
     * Put nodes on a new channel.
     * @param nodes the nodes
     * @return their new devices
     */
    NetDeviceContainer Install(const NodeContainer& nodes) const;

    /**
     * Put a node on a channel.
     * @param node the node
     * @param channel the channel
     * @return its new device
     */
    Ptr<OffloadCsmaNetDevice> Install(Ptr<Node> node, Ptr<CsmaChannel> channel) const;

  private:
    ObjectFactory m_channelFactory; //!< channels
};

} // namespace ns3

#endif // OFFLOAD_CSMA_HELPER_H
