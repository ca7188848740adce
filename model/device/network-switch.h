/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_NETWORK_SWITCH_H
#define OFFLOAD_NETWORK_SWITCH_H

#include "ns3/object.h"

namespace ns3
{

/**
 * @ingroup offload
 * Marks a node as a switch or router that forwards in hardware: it has no HostCpu, and its ports
 * are stock devices, or SwitchPortNetDevice, which does the same. See SwitchHelper.
 */
class NetworkSwitch : public Object
{
  public:
    /**
     * @brief Get the type ID.
     * @return the object TypeId
     */
    static TypeId GetTypeId();
};

} // namespace ns3

#endif // OFFLOAD_NETWORK_SWITCH_H
