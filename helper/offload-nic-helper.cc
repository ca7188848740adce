/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/offload-nic-helper.h"

#include "ns3/abort.h"
#include "ns3/boolean.h"
#include "ns3/host-cpu.h"
#include "ns3/mac48-address.h"
#include "ns3/net-device-queue-interface.h"
#include "ns3/nic-driver.h"
#include "ns3/nic-preset.h"
#include "ns3/pointer.h"
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

OffloadNicHelper::OffloadNicHelper(const std::string& type, const std::string& profile)
    : m_profile(profile)
{
    m_deviceFactory.SetTypeId(type);
}

void
OffloadNicHelper::SetProfile(const std::string& profile)
{
    m_profile = profile;
}

void
OffloadNicHelper::SetDeviceAttribute(const std::string& name, const AttributeValue& value)
{
    m_deviceFactory.Set(name, value);
}

ObjectFactory
OffloadNicHelper::MakeFactoryOf(const std::string& base, const std::string& type)
{
    TypeId found;
    const TypeId parent = TypeId::LookupByName(base);
    if (!TypeId::LookupByNameFailSafe(type, &found) || !found.IsChildOf(parent))
    {
        std::string known;
        for (uint16_t i = 0; i < TypeId::GetRegisteredN(); i++)
        {
            const TypeId each = TypeId::GetRegistered(i);
            if (each.IsChildOf(parent) && each.HasConstructor())
            {
                known += (known.empty() ? "" : ", ") + each.GetName();
            }
        }
        NS_ABORT_MSG("\"" << type << "\" is no " << base << ": use one of " << known
                          << ", or a class of your own");
    }
    ObjectFactory factory;
    factory.SetTypeId(found);
    return factory;
}

void
OffloadNicHelper::RequestMergerFeature()
{
    const auto merger = m_hardwareFactory.Create<HardwareMerger>();
    m_deviceFactory.Set(NicFeatures::GetName(merger->GetFeature()), BooleanValue(true));
}

void
OffloadNicHelper::SetFeature(const std::string& name, bool isOn)
{
    NicFeature feature;
    std::string known;
    for (const auto& row : NicFeatures().List())
    {
        known += (known.empty() ? "" : ", ") + row.name;
    }
    NS_ABORT_MSG_IF(!NicFeatures::Find(name, feature),
                    "SetFeature got \"" << name << "\": features are " << known);
    m_deviceFactory.Set(name, BooleanValue(isOn));
}

void
OffloadNicHelper::SetNic(const std::string& nameOrPath)
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

void
OffloadNicHelper::EnableStackPcap(const std::string& prefix, Ptr<NetDevice> device) const
{
    auto driver = device->GetObject<NicDriver>();
    NS_ABORT_MSG_IF(!driver,
                    "EnableStackPcap got a device that is no NIC of this module: install it with "
                    "a helper of this module");
    PcapHelper pcap;
    const std::string name = pcap.GetFilenameFromDevice(prefix, device);
    constexpr uint32_t WHOLE = 262144; // as tcpdump: more than any packet has
    auto file = pcap.CreateFile(name, std::ios::out, PcapHelper::DLT_RAW, WHOLE);
    driver->TraceConnectWithoutContext("Deliver", MakeBoundCallback(&WriteToPcap, file));
}

Ptr<NetDevice>
OffloadNicHelper::CreateNic(Ptr<Node> node) const
{
    if (!node->GetObject<HostCpu>())
    {
        auto cpu = CreateObject<HostCpu>();
        cpu->SetAttribute("Profile", StringValue(m_profile));
        node->AggregateObject(cpu);
    }
    auto device = m_deviceFactory.Create<NetDevice>();
    if (m_hookFactory.IsTypeIdSet())
    {
        device->SetAttribute("ReceiveHook", PointerValue(m_hookFactory.Create<ReceiveHook>()));
    }
    if (m_hardwareFactory.IsTypeIdSet())
    {
        device->SetAttribute("HardwareMerger",
                             PointerValue(m_hardwareFactory.Create<HardwareMerger>()));
    }
    if (m_bufferFactory.IsTypeIdSet())
    {
        device->SetAttribute("ReceiveBuffers",
                             PointerValue(m_bufferFactory.Create<ReceiveBuffers>()));
    }
    device->SetAddress(Mac48Address::Allocate());
    node->AddDevice(device);

    // The transmit ring stops the queue disc.
    device->AggregateObject(CreateObject<NetDeviceQueueInterface>());
    return device;
}

} // namespace ns3
