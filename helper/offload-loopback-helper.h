/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_LOOPBACK_HELPER_H
#define OFFLOAD_LOOPBACK_HELPER_H

#include "ns3/node-container.h"
#include "ns3/offload-loopback-net-device.h"
#include "ns3/offload-nic-helper.h"

namespace ns3
{

/**
 * @ingroup offload
 * Gives nodes a loopback device whose host pays for what goes over it. To be called before
 * InternetStackHelper::Install, which would make one that is free.
 */
class OffloadLoopbackHelper : public OffloadNicHelper
{
  public:
    /**
     * @param profile cost profile of the hosts: a name that comes with the module, or a path
     * @param device the device: ns3::OffloadLoopbackNetDevice, or ns3::VethNetDevice for a veth
     * pair
     */
    explicit OffloadLoopbackHelper(const std::string& profile = "xu-2006",
                                   const std::string& device = "ns3::OffloadLoopbackNetDevice");

    /**
     * @param node a node without an Internet stack
     * @return its new device
     */
    Ptr<OffloadLoopbackNetDevice> Install(Ptr<Node> node) const;
};

} // namespace ns3

#endif // OFFLOAD_LOOPBACK_HELPER_H
