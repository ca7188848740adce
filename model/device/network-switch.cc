/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/network-switch.h"

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(NetworkSwitch);

TypeId
NetworkSwitch::GetTypeId()
{
    static TypeId tid = TypeId("ns3::NetworkSwitch")
                            .SetParent<Object>()
                            .SetGroupName("Offload")
                            .AddConstructor<NetworkSwitch>();
    return tid;
}

} // namespace ns3
