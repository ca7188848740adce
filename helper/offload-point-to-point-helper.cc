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
#include "ns3/host-cpu.h"
#include "ns3/mac48-address.h"
#include "ns3/net-device-queue-interface.h"
#include "ns3/nic-preset.h"
#include "ns3/point-to-point-channel.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/trace-helper.h"

namespace ns3
{

namespace
{

/**
 * @param file where to write
 * @param packet a packet that goes up, from its network header
 */
void
WriteToPcap(Ptr<PcapFileWrapper> file, Ptr<const Packet> packet, uint32_t /* segments */)
{
    file->Write(Simulator::Now(), packet);
}

} // namespace

OffloadPointToPointHelper::OffloadPointToPointHelper(const std::string& profile)
    : m_profile(profile)
{
    m_deviceFactory.SetTypeId("ns3::OffloadPointToPointNetDevice");
    m_channelFactory.SetTypeId("ns3::PointToPointChannel");
}

void
OffloadPointToPointHelper::SetProfile(const std::string& profile)
{
    m_profile = profile;
}

void
OffloadPointToPointHelper::SetDeviceAttribute(const std::string& name, const AttributeValue& value)
{
    m_deviceFactory.Set(name, value);
}

void
OffloadPointToPointHelper::SetChannelAttribute(const std::string& name, const AttributeValue& value)
{
    m_channelFactory.Set(name, value);
}

void
OffloadPointToPointHelper::SetNic(const std::string& nameOrPath)
{
    std::string error;
    const auto preset = NicPreset::Load(nameOrPath, error);
    NS_ABORT_MSG_IF(!preset, error);
    for (const auto& setting : preset->GetDeviceSettings())
    {
        m_deviceFactory.Set(setting.name, StringValue(setting.value));
    }
    m_hookFactory = preset->GetHookFactory();
    m_hardwareFactory = preset->GetHardwareFactory();
    m_bufferFactory = preset->GetBufferFactory();
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

void
OffloadPointToPointHelper::EnableStackPcap(const std::string& prefix, Ptr<NetDevice> device) const
{
    auto driver = device->GetObject<NicDriver>();
    NS_ABORT_MSG_IF(!driver,
                    "EnableStackPcap got a device that is no NIC of this module: install it with "
                    "OffloadPointToPointHelper");
    PcapHelper pcap;
    const std::string name = pcap.GetFilenameFromDevice(prefix, device);
    constexpr uint32_t WHOLE = 262144; // as tcpdump: more than any packet has
    auto file = pcap.CreateFile(name, std::ios::out, PcapHelper::DLT_RAW, WHOLE);
    driver->TraceConnectWithoutContext("Deliver", MakeBoundCallback(&WriteToPcap, file));
}

Ptr<OffloadPointToPointNetDevice>
OffloadPointToPointHelper::CreateDevice(Ptr<Node> node) const
{
    if (!node->GetObject<HostCpu>())
    {
        auto cpu = CreateObject<HostCpu>();
        cpu->SetAttribute("Profile", StringValue(m_profile));
        node->AggregateObject(cpu);
    }
    auto device = m_deviceFactory.Create<OffloadPointToPointNetDevice>();
    if (m_hookFactory.IsTypeIdSet())
    {
        device->SetAttribute("ReceiveHook", PointerValue(m_hookFactory.Create<ReceiveHook>()));
    }
    if (m_hardwareFactory.IsTypeIdSet())
    {
        device->SetAttribute("HardwareLro", PointerValue(m_hardwareFactory.Create<HardwareLro>()));
    }
    if (m_bufferFactory.IsTypeIdSet())
    {
        device->SetAttribute("ReceiveBuffers",
                             PointerValue(m_bufferFactory.Create<ReceiveBuffers>()));
    }
    device->SetAddress(Mac48Address::Allocate());
    node->AddDevice(device);

    // The base device's queue holds the frame that is next on the wire; the transmit ring before
    // it is the NIC's, and stops the queue disc.
    device->SetQueue(CreateObject<DropTailQueue<Packet>>());
    device->AggregateObject(CreateObject<NetDeviceQueueInterface>());
    return device;
}

} // namespace ns3
