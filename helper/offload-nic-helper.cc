/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/offload-nic-helper.h"

#include "ns3/abort.h"
#include "ns3/attribute-text.h"
#include "ns3/boolean.h"
#include "ns3/cost-profile.h"
#include "ns3/drop-tail-queue.h"
#include "ns3/host-cpu.h"
#include "ns3/mac48-address.h"
#include "ns3/names.h"
#include "ns3/net-device-queue-interface.h"
#include "ns3/network-switch.h"
#include "ns3/nic-driver.h"
#include "ns3/nic-preset.h"
#include "ns3/pointer.h"
#include "ns3/queue-size.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/trace-helper.h"
#include "ns3/transmit-frame-queue.h"
#include "ns3/uinteger.h"

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

void
OffloadNicHelper::CheckOrAbort(TypeId type, const std::string& name, const AttributeValue& value)
{
    try
    {
        CheckAttribute(type, name, value);
    }
    catch (const AttributeTextError& error)
    {
        const auto* text = dynamic_cast<const StringValue*>(&value);
        NS_ABORT_MSG("Attribute " << name << " of " << type.GetName()
                                  << (text ? " got \"" + text->Get() + "\"" : "") << ": "
                                  << error.what());
    }
}

OffloadNicHelper::OffloadNicHelper(const std::string& type,
                                   const std::string& profile,
                                   const std::string& portType)
{
    m_nicFactory.SetTypeId(type);
    m_queueFactory.SetTypeId(DropTailQueue<Packet>::GetTypeId());
    if (!portType.empty())
    {
        m_portFactory.SetTypeId(portType);
    }
    SetProfile(profile);
}

void
OffloadNicHelper::SetProfile(const std::string& profile)
{
    std::string error;
    const auto loaded = CostProfile::Load(profile, error);
    NS_ABORT_MSG_IF(!loaded, error);
    m_profile = profile;
    const bool hasWire = m_portFactory.IsTypeIdSet();
    if (hasWire && !loaded->GetNic().empty())
    {
        SetNic(loaded->GetNic());
    }
}

void
OffloadNicHelper::SetDeviceAttribute(const std::string& name, const AttributeValue& value)
{
    CheckOrAbort(m_nicFactory.GetTypeId(), name, value);
    m_attributes.push_back({name, value.Copy()});
    TypeId::AttributeInformation info;
    if (m_portFactory.IsTypeIdSet() && m_portFactory.GetTypeId().LookupAttributeByName(name, &info))
    {
        m_portFactory.Set(name, value);
    }
}

void
OffloadNicHelper::DisableFlowControl()
{
    m_hasFlowControl = false;
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
    SetFeature(NicFeatures::GetName(merger->GetFeature()), true);
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
    SetDeviceAttribute(name, BooleanValue(isOn));
}

void
OffloadNicHelper::SetNic(const std::string& nameOrPath)
{
    std::string error;
    const auto preset = NicPreset::Load(nameOrPath, error);
    NS_ABORT_MSG_IF(!preset, error);
    const TypeId type = m_nicFactory.GetTypeId();
    m_nicFactory = ObjectFactory(); // without the attributes of another NIC
    m_nicFactory.SetTypeId(type);
    for (const auto& setting : preset->GetDeviceSettings())
    {
        m_nicFactory.Set(setting.name, StringValue(setting.value));
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
OffloadNicHelper::CreateDevice(Ptr<Node> node) const
{
    const bool isPort = m_portFactory.IsTypeIdSet() && node->GetObject<NetworkSwitch>();
    auto device = isPort ? CreatePort() : CreateNic(node);
    device->SetAddress(Mac48Address::Allocate());
    node->AddDevice(device);
    if (m_hasFlowControl)
    {
        auto queues = CreateObject<NetDeviceQueueInterface>();
        PointerValue queue;
        if (isPort && device->GetAttributeFailSafe("TxQueue", queue))
        {
            queues->GetTxQueue(0)->ConnectQueueTraces(queue.Get<Queue<Packet>>());
        }
        device->AggregateObject(queues); // the transmit ring of a NIC stops it by itself
    }
    return device;
}

Ptr<NetDevice>
OffloadNicHelper::CreatePort() const
{
    auto port = m_portFactory.Create<NetDevice>();
    port->SetAttribute("TxQueue", PointerValue(m_queueFactory.Create<Queue<Packet>>()));
    return port;
}

Ptr<NetDevice>
OffloadNicHelper::CreateNic(Ptr<Node> node) const
{
    NS_ABORT_MSG_IF(node->GetObject<NetworkSwitch>(),
                    "Node " << node->GetId() << " is a switch, and cannot have a "
                            << m_nicFactory.GetTypeId().GetName());
    if (!node->GetObject<HostCpu>())
    {
        auto cpu = CreateObject<HostCpu>();
        cpu->SetAttribute("Profile", StringValue(m_profile));
        cpu->MarkImplicit();
        node->AggregateObject(cpu);
    }
    ObjectFactory factory = m_nicFactory;
    for (const Attribute& attribute : m_attributes)
    {
        factory.Set(attribute.name, *attribute.value);
    }
    auto nic = factory.Create<NetDevice>();
    SetRing(nic);
    if (m_hookFactory.IsTypeIdSet())
    {
        nic->SetAttribute("ReceiveHook", PointerValue(m_hookFactory.Create<ReceiveHook>()));
    }
    if (m_hardwareFactory.IsTypeIdSet())
    {
        nic->SetAttribute("HardwareMerger",
                          PointerValue(m_hardwareFactory.Create<HardwareMerger>()));
    }
    if (m_bufferFactory.IsTypeIdSet())
    {
        nic->SetAttribute("ReceiveBuffers", PointerValue(m_bufferFactory.Create<ReceiveBuffers>()));
    }
    return nic;
}

void
OffloadNicHelper::SetRing(Ptr<NetDevice> nic) const
{
    const TypeId type = m_queueFactory.GetTypeId();
    NS_ABORT_MSG_IF(type != DropTailQueue<Packet>::GetTypeId(),
                    "SetQueue got \"" << type.GetName()
                                      << "\", but the queue of a NIC is its transmit ring: use "
                                         "ns3::DropTailQueue here, and a queue disc for the rest");
    TypeId::AttributeInformation info;
    type.LookupAttributeByName("MaxSize", &info);
    QueueSizeValue value;
    m_queueFactory.Create<Queue<Packet>>()->GetAttribute("MaxSize", value);
    const QueueSize size = value.Get();
    NS_ABORT_MSG_IF(size.GetUnit() != QueueSizeUnit::PACKETS,
                    "SetQueue got MaxSize " << size << ": a transmit ring has packets, as 512p");
    if (size != DynamicCast<const QueueSizeValue>(info.originalInitialValue)->Get())
    {
        nic->SetAttribute("TxRing", UintegerValue(size.GetValue()));
    }
    if (TypeId::AttributeInformation found;
        nic->GetInstanceTypeId().LookupAttributeByName("TxQueue", &found))
    {
        nic->SetAttribute("TxQueue", PointerValue(CreateObject<TransmitFrameQueue>()));
    }
}

Ptr<Node>
OffloadNicHelper::FindNode(const std::string& name)
{
    auto node = Names::Find<Node>(name);
    NS_ABORT_MSG_IF(!node, "There is no node \"" << name << "\": name it with Names::Add before");
    return node;
}

} // namespace ns3
