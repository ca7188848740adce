/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/offload-csma-helper.h"

#include "ns3/abort.h"
#include "ns3/names.h"
#include "ns3/node.h"

namespace ns3
{

namespace
{

/**
 * @param name name of a channel
 * @return the channel; the program ends if there is none
 */
Ptr<CsmaChannel>
FindChannel(const std::string& name)
{
    auto channel = Names::Find<CsmaChannel>(name);
    NS_ABORT_MSG_IF(!channel,
                    "There is no CsmaChannel \"" << name << "\": name it with Names::Add before");
    return channel;
}

} // namespace

OffloadCsmaHelper::OffloadCsmaHelper(const std::string& profile)
    : OffloadLinkHelper("ns3::OffloadCsmaNetDevice",
                        "ns3::CsmaNetDevice",
                        "ns3::CsmaChannel",
                        profile)
{
}

NetDeviceContainer
OffloadCsmaHelper::Install(const NodeContainer& nodes) const
{
    return Install(nodes, CreateChannel<CsmaChannel>());
}

NetDeviceContainer
OffloadCsmaHelper::Install(const NodeContainer& nodes, Ptr<CsmaChannel> channel) const
{
    NetDeviceContainer devices;
    for (auto node = nodes.Begin(); node != nodes.End(); ++node)
    {
        auto device = DynamicCast<CsmaNetDevice>(CreateDevice(*node));
        device->Attach(channel);
        devices.Add(device);
    }
    return devices;
}

NetDeviceContainer
OffloadCsmaHelper::Install(const NodeContainer& nodes, const std::string& channel) const
{
    return Install(nodes, FindChannel(channel));
}

NetDeviceContainer
OffloadCsmaHelper::Install(const std::string& node) const
{
    return Install(NodeContainer(FindNode(node)));
}

NetDeviceContainer
OffloadCsmaHelper::Install(const std::string& node, Ptr<CsmaChannel> channel) const
{
    return Install(NodeContainer(FindNode(node)), channel);
}

NetDeviceContainer
OffloadCsmaHelper::Install(const std::string& node, const std::string& channel) const
{
    return Install(NodeContainer(FindNode(node)), FindChannel(channel));
}

int64_t
OffloadCsmaHelper::AssignStreams(const NetDeviceContainer& devices, int64_t stream) const
{
    return CsmaHelper().AssignStreams(devices, stream);
}

void
OffloadCsmaHelper::EnableAsciiInternal(Ptr<OutputStreamWrapper> stream,
                                       std::string prefix,
                                       Ptr<NetDevice> device,
                                       bool explicitFilename)
{
    const auto csma = DynamicCast<CsmaNetDevice>(device);
    if (!csma)
    {
        return;
    }
    if (stream)
    {
        OffloadLinkHelper::EnableAsciiInternal(stream, prefix, device, explicitFilename);
        device->TraceConnect(
            "PhyRxDrop",
            "/NodeList/" + std::to_string(device->GetNode()->GetId()) + "/DeviceList/" +
                std::to_string(device->GetIfIndex()) + "/$ns3::CsmaNetDevice/PhyRxDrop",
            MakeBoundCallback(&AsciiTraceHelper::DefaultDropSinkWithContext, stream));
        return;
    }
    AsciiTraceHelper ascii;
    const auto file = ascii.CreateFileStream(
        explicitFilename ? prefix : ascii.GetFilenameFromDevice(prefix, device));
    const auto queue = csma->GetQueue();
    ascii.HookDefaultReceiveSinkWithoutContext<CsmaNetDevice>(csma, "MacRx", file);
    ascii.HookDefaultEnqueueSinkWithoutContext<Queue<Packet>>(queue, "Enqueue", file);
    ascii.HookDefaultDequeueSinkWithoutContext<Queue<Packet>>(queue, "Dequeue", file);
    ascii.HookDefaultDropSinkWithoutContext<Queue<Packet>>(queue, "Drop", file);
    ascii.HookDefaultDropSinkWithoutContext<CsmaNetDevice>(csma, "PhyRxDrop", file);
}

} // namespace ns3
