/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/switch-helper.h"

#include "ns3/abort.h"
#include "ns3/host-cpu.h"
#include "ns3/network-switch.h"

namespace ns3
{

void
SwitchHelper::Install(Ptr<Node> node) const
{
    NS_ABORT_MSG_IF(node->GetObject<HostCpu>(),
                    "Node " << node->GetId() << " is a host already: call SwitchHelper::Install "
                            << "before the helpers of links");
    if (!node->GetObject<NetworkSwitch>())
    {
        node->AggregateObject(CreateObject<NetworkSwitch>());
    }
}

void
SwitchHelper::Install(const NodeContainer& nodes) const
{
    for (auto node = nodes.Begin(); node != nodes.End(); ++node)
    {
        Install(*node);
    }
}

} // namespace ns3
