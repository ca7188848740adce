/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/offload-point-to-point-helper.h"

#include "ns3/abort.h"
#include "ns3/drop-tail-queue.h"
#include "ns3/point-to-point-channel.h"

namespace ns3
{

OffloadPointToPointHelper::OffloadPointToPointHelper(const std::string& profile)
    : OffloadNicHelper("ns3::OffloadPointToPointNetDevice", profile)
{
    m_channelFactory.SetTypeId("ns3::PointToPointChannel");
}

void
OffloadPointToPointHelper::SetChannelAttribute(const std::string& name, const AttributeValue& value)
{
    m_channelFactory.Set(name, value);
}

NetDeviceContainer
OffloadPointToPointHelper::Install(const NodeContainer& nodes)
{
    NS_ABORT_MSG_IF(nodes.GetN() != 2,
                    "OffloadPointToPointHelper::Install got " << nodes.GetN()
                                                              << " nodes: a link has two");
    return Install(nodes.Get(0), nodes.Get(1));
}

NetDeviceContainer
OffloadPointToPointHelper::Install(Ptr<Node> a, Ptr<Node> b)
{
    return Install(a, b, *this);
}

NetDeviceContainer
OffloadPointToPointHelper::Install(Ptr<Node> a,
                                   Ptr<Node> b,
                                   const OffloadPointToPointHelper& helper)
{
    auto channel = m_channelFactory.Create<PointToPointChannel>();
    NetDeviceContainer devices;
    for (const auto& device : {CreateDevice(a), helper.CreateDevice(b)})
    {
        device->Attach(channel);
        devices.Add(device);
    }
    return devices;
}

Ptr<OffloadPointToPointNetDevice>
OffloadPointToPointHelper::CreateDevice(Ptr<Node> node) const
{
    auto device = DynamicCast<OffloadPointToPointNetDevice>(CreateNic(node));
    // Holds the frame that is next on the wire; before it is the NIC's ring.
    device->SetQueue(CreateObject<DropTailQueue<Packet>>());
    return device;
}

} // namespace ns3
