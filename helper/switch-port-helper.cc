/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/switch-port-helper.h"

#include "ns3/abort.h"
#include "ns3/network-switch.h"
#include "ns3/node.h"
#include "ns3/point-to-point-net-device.h"
#include "ns3/queue-size.h"
#include "ns3/uinteger.h"

namespace ns3
{

void
SwitchPortHelper::SetLimit(uint32_t bytes)
{
    NS_ABORT_MSG_IF(bytes == 0, "SwitchPortHelper::SetLimit got 0 bytes: give 1 or more");
    m_limit = bytes;
}

void
SwitchPortHelper::SetMarkingThreshold(uint32_t bytes)
{
    m_threshold = bytes;
}

Ptr<SwitchPortQueue>
SwitchPortHelper::Install(Ptr<NetDevice> port) const
{
    auto device = DynamicCast<PointToPointNetDevice>(port);
    NS_ABORT_MSG_IF(!device || !port->GetNode()->GetObject<NetworkSwitch>(),
                    "SwitchPortHelper::Install got a device of type "
                        << port->GetInstanceTypeId().GetName() << " on node "
                        << port->GetNode()->GetId()
                        << ", which is no port of a switch on a point-to-point link: call "
                           "SwitchHelper::Install before the helper of the link");
    auto queue = CreateObject<SwitchPortQueue>();
    queue->SetMaxSize(QueueSize(QueueSizeUnit::BYTES, m_limit));
    if (m_threshold)
    {
        queue->SetAttribute("MarkingThreshold", UintegerValue(*m_threshold));
    }
    device->SetQueue(queue);
    return queue;
}

void
SwitchPortHelper::Install(const NetDeviceContainer& ports) const
{
    for (auto port = ports.Begin(); port != ports.End(); ++port)
    {
        Install(*port);
    }
}

} // namespace ns3
