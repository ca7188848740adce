/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/offload-csma-helper.h"

#include "ns3/drop-tail-queue.h"

namespace ns3
{

OffloadCsmaHelper::OffloadCsmaHelper(const std::string& profile)
    : OffloadNicHelper("ns3::OffloadCsmaNetDevice", profile)
{
    m_channelFactory.SetTypeId("ns3::CsmaChannel");
}

void
OffloadCsmaHelper::SetChannelAttribute(const std::string& name, const AttributeValue& value)
{
    m_channelFactory.Set(name, value);
}

NetDeviceContainer
OffloadCsmaHelper::Install(const NodeContainer& nodes) const
{
    auto channel = m_channelFactory.Create<CsmaChannel>();
    NetDeviceContainer devices;
    for (auto node = nodes.Begin(); node != nodes.End(); ++node)
    {
        devices.Add(Install(*node, channel));
    }
    return devices;
}

Ptr<OffloadCsmaNetDevice>
OffloadCsmaHelper::Install(Ptr<Node> node, Ptr<CsmaChannel> channel) const
{
    auto device = DynamicCast<OffloadCsmaNetDevice>(CreateNic(node));
    // Holds the frame that is next on the wire; before it is the NIC's ring.
    device->SetQueue(CreateObject<DropTailQueue<Packet>>());
    device->Attach(channel);
    return device;
}

} // namespace ns3
