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
#include "ns3/offload-csma-net-device.h"
#include "ns3/offload-link-helper.h"

#include <string>

namespace ns3
{

/**
 * @ingroup offload
 * A CsmaHelper whose devices are NICs of hosts: in an existing script, change the type of the
 * helper. At nodes that SwitchHelper has made switches, devices are stock devices.
 */
class OffloadCsmaHelper : public OffloadLinkHelper<CsmaHelper>
{
  public:
    /**
     * @param profile cost profile of the hosts, which also names their NIC: a name that comes with
     *        the module, or a path. The default is a server of today, with TSO and GRO;
     *        "athlon64-2007" is the machine of 2007, "ideal" one that costs nothing.
     */
    explicit OffloadCsmaHelper(const std::string& profile = "gold6128-2021");

    /**
     * Put nodes on a new channel.
     * @param nodes the nodes
     * @return their new devices
     */
    NetDeviceContainer Install(const NodeContainer& nodes) const;

    /**
     * Put nodes on a channel.
     * @param nodes the nodes
     * @param channel the channel, or its name (ns3::Names)
     * @return their new devices
     */
    NetDeviceContainer Install(const NodeContainer& nodes, Ptr<CsmaChannel> channel) const;

    /// @copydoc Install(const NodeContainer&,Ptr<CsmaChannel>)const
    NetDeviceContainer Install(const NodeContainer& nodes, const std::string& channel) const;

    /**
     * Put a node on a new channel.
     * @param node name of a node (ns3::Names)
     * @return its new device
     */
    NetDeviceContainer Install(const std::string& node) const;

    /**
     * Put a node on a channel.
     * @param node name of a node (ns3::Names)
     * @param channel the channel, or its name
     * @return its new device
     */
    NetDeviceContainer Install(const std::string& node, Ptr<CsmaChannel> channel) const;

    /// @copydoc Install(const std::string&,Ptr<CsmaChannel>)const
    NetDeviceContainer Install(const std::string& node, const std::string& channel) const;

    /**
     * Choose the random numbers of the devices' backoff.
     * @param devices devices that this helper has made
     * @param stream the first stream to use
     * @return number of streams that were used
     */
    int64_t AssignStreams(const NetDeviceContainer& devices, int64_t stream) const;

    /// As CsmaHelper, and drops of received frames too.
    /// @param stream where to, or null @param prefix begin of the file's name
    /// @param device a device @param explicitFilename prefix is the name
    void EnableAsciiInternal(Ptr<OutputStreamWrapper> stream,
                             std::string prefix,
                             Ptr<NetDevice> device,
                             bool explicitFilename) override;
};

} // namespace ns3

#endif // OFFLOAD_CSMA_HELPER_H
