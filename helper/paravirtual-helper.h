/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_PARAVIRTUAL_HELPER_H
#define OFFLOAD_PARAVIRTUAL_HELPER_H

#include "ns3/net-device-container.h"
#include "ns3/node.h"
#include "ns3/offload-nic-helper.h"

namespace ns3
{

/**
 * @ingroup offload
 * Connects guests to the host of guests by paravirtual links, as Xen's netfront and netback.
 */
class ParavirtualHelper : public OffloadNicHelper
{
  public:
    /**
     * @param profile cost profile of guests and host: a name that comes with the module, or a path
     */
    explicit ParavirtualHelper(const std::string& profile = "athlon64-2007");

    /**
     * @param guest a guest
     * @param host the host of guests
     * @return the device in the guest (netfront) and that in the host (netback)
     */
    NetDeviceContainer Install(Ptr<Node> guest, Ptr<Node> host) const;
};

} // namespace ns3

#endif // OFFLOAD_PARAVIRTUAL_HELPER_H
