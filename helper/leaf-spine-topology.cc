/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "leaf-spine-topology.h"

#include "switch-helper.h"

#include "ns3/abort.h"
#include "ns3/boolean.h"
#include "ns3/internet-stack-helper.h"
#include "ns3/ipv4-static-routing-helper.h"
#include "ns3/ipv4.h"
#include "ns3/point-to-point-helper.h"
#include "ns3/queue-size.h"
#include "ns3/traffic-control-helper.h"

/**
 * @file
 * @ingroup offload
 * ns3::LeafSpineTopology implementation.
 */

namespace ns3
{

namespace
{

/// @param name of a number @param value it @param largest what it may be
void
CheckNumber(const char* name, uint32_t value, uint32_t largest)
{
    NS_ABORT_MSG_IF(value == 0 || value > largest,
                    "LeafSpineTopology: " << name << " is " << value << ": give 1 to " << largest);
}

/// @param device a device: its node gets an interface for it @param address its address
void
AddInterface(Ptr<NetDevice> device, const Ipv4InterfaceAddress& address)
{
    const auto ipv4 = device->GetNode()->GetObject<Ipv4>();
    const uint32_t interface = ipv4->AddInterface(device);
    ipv4->AddAddress(interface, address);
    ipv4->SetMetric(interface, 1);
    ipv4->SetUp(interface);
}

/// @param device a stock device, or one like it @param frames that wait in its queue at most
void
SetQueueSize(Ptr<NetDevice> device, uint32_t frames)
{
    DynamicCast<PointToPointNetDevice>(device)->GetQueue()->SetMaxSize(
        QueueSize(QueueSizeUnit::PACKETS, frames));
}

/// @param network number in 172.16.0.0/12 @param end 1 or 2 @return address of an end of a link
Ipv4InterfaceAddress
FabricAddress(uint32_t network, uint32_t end)
{
    const uint32_t first = Ipv4Address("172.16.0.0").Get();
    return {Ipv4Address(first + 4 * network + end), Ipv4Mask("255.255.255.252")};
}

/// @param node a switch @param leaf its number, or NO_LEAF @return its routing
Ptr<LeafSpineRouting>
MakeRouting(Ptr<Node> node, uint32_t leaf)
{
    auto routing = CreateObject<LeafSpineRouting>();
    routing->SetLeaf(leaf);
    node->GetObject<Ipv4>()->SetRoutingProtocol(routing);
    return routing;
}

} // namespace

LeafSpineTopology::LeafSpineTopology(const Shape& shape)
    : m_shape(shape)
{
    constexpr uint32_t MOST_NODES = 256; // of an octet in an address
    constexpr uint32_t MOST_SPINES = 16;
    CheckNumber("leaves", shape.leaves, MOST_NODES);
    CheckNumber("spines", shape.spines, MOST_SPINES);
    CheckNumber("hostsPerLeaf", shape.hostsPerLeaf, MOST_NODES);
    CheckNumber("portFrames", shape.portFrames, 1 << 20);
    CheckNumber("ranks", shape.ranks, shape.leaves);
    const uint32_t hosts = shape.leaves * shape.hostsPerLeaf;
    NS_ABORT_MSG_IF(shape.modelled > hosts,
                    "LeafSpineTopology: modelled is " << shape.modelled << ": there are " << hosts
                                                      << " hosts");
    for (uint32_t leaf = 0; leaf < shape.leaves; ++leaf)
    {
        const uint32_t rank = leaf * shape.ranks / shape.leaves;
        m_leaves.Create(1, rank);
        m_hosts.Create(shape.hostsPerLeaf, rank);
    }
    for (uint32_t spine = 0; spine < shape.spines; ++spine)
    {
        m_spines.Create(1, spine * shape.ranks / shape.spines);
    }
    m_nic.SetDeviceAttribute("DataRate", DataRateValue(shape.hostRate));
    m_fabric.SetDeviceAttribute("DataRate", DataRateValue(shape.fabricRate));
    for (OffloadPointToPointHelper* link : {&m_nic, &m_fabric})
    {
        link->SetDeviceAttribute("Trains", BooleanValue(shape.trains));
        link->SetChannelAttribute("Delay", TimeValue(shape.delay));
    }
}

OffloadPointToPointHelper&
LeafSpineTopology::GetNic()
{
    return m_nic;
}

void
LeafSpineTopology::Build()
{
    NS_ABORT_MSG_IF(!m_leafRouting.empty(), "LeafSpineTopology is built already");
    SwitchHelper().Install(NodeContainer(m_leaves, m_spines));
    InternetStackHelper stack;
    stack.SetIpv6StackInstall(false);
    stack.Install(NodeContainer(m_leaves, m_spines));
    for (uint32_t leaf = 0; leaf < m_leaves.GetN(); ++leaf)
    {
        m_leafRouting.push_back(MakeRouting(m_leaves.Get(leaf), leaf));
    }
    for (uint32_t spine = 0; spine < m_spines.GetN(); ++spine)
    {
        m_spineRouting.push_back(MakeRouting(m_spines.Get(spine), LeafSpineRouting::NO_LEAF));
    }
    for (uint32_t host = 0; host < m_hosts.GetN(); ++host)
    {
        BuildHost(host);
    }
    for (uint32_t leaf = 0; leaf < m_leaves.GetN(); ++leaf)
    {
        BuildUplinks(leaf);
    }
}

NetDeviceContainer
LeafSpineTopology::ConnectStock(Ptr<Node> host, Ptr<Node> leaf) const
{
    PointToPointHelper link;
    link.SetDeviceAttribute("DataRate", DataRateValue(m_shape.hostRate));
    link.SetChannelAttribute("Delay", TimeValue(m_shape.delay));
    NetDeviceContainer ends = link.Install(host, leaf);
    SetQueueSize(ends.Get(0), m_shape.portFrames);
    return ends;
}

void
LeafSpineTopology::BuildHost(uint32_t host)
{
    const uint32_t leaf = host / m_shape.hostsPerLeaf;
    const Ptr<Node> node = m_hosts.Get(host);
    const NetDeviceContainer ends = IsModelled(host) ? m_nic.Install(node, m_leaves.Get(leaf))
                                                     : ConnectStock(node, m_leaves.Get(leaf));
    SetQueueSize(ends.Get(1), m_shape.portFrames);
    InternetStackHelper stack;
    stack.SetIpv6StackInstall(false);
    stack.Install(node);
    TrafficControlHelper::Default().Install(ends.Get(0));
    const Ipv4Mask mask("255.255.255.252");
    const Ipv4Address port(GetAddress(host).Get() + 1);
    AddInterface(ends.Get(0), {GetAddress(host), mask});
    AddInterface(ends.Get(1), {port, mask});
    m_leafRouting[leaf]->AddHost(ends.Get(1));
    Ipv4StaticRoutingHelper()
        .GetStaticRouting(node->GetObject<Ipv4>())
        ->SetDefaultRoute(port, node->GetObject<Ipv4>()->GetInterfaceForDevice(ends.Get(0)));
}

void
LeafSpineTopology::BuildUplinks(uint32_t leaf)
{
    for (uint32_t spine = 0; spine < m_spines.GetN(); ++spine)
    {
        const auto ends = m_fabric.Install(m_leaves.Get(leaf), m_spines.Get(spine));
        SetQueueSize(ends.Get(0), m_shape.portFrames);
        SetQueueSize(ends.Get(1), m_shape.portFrames);
        const uint32_t network = leaf * m_spines.GetN() + spine;
        AddInterface(ends.Get(0), FabricAddress(network, 1));
        AddInterface(ends.Get(1), FabricAddress(network, 2));
        m_leafRouting[leaf]->AddSwitch(ends.Get(0));
        m_spineRouting[spine]->AddSwitch(ends.Get(1));
    }
}

const NodeContainer&
LeafSpineTopology::GetHosts() const
{
    return m_hosts;
}

bool
LeafSpineTopology::IsModelled(uint32_t host) const
{
    const uint64_t before = uint64_t{host} * m_shape.modelled / m_hosts.GetN();
    return (uint64_t{host} + 1) * m_shape.modelled / m_hosts.GetN() > before;
}

Ipv4Address
LeafSpineTopology::GetAddress(uint32_t host) const
{
    NS_ABORT_MSG_IF(host >= m_hosts.GetN(),
                    "There is no host " << host << ": there are " << m_hosts.GetN());
    const uint32_t leaf = host / m_shape.hostsPerLeaf;
    const uint32_t number = host % m_shape.hostsPerLeaf;
    return Ipv4Address(10U << 24 | leaf << 16 | number << 8 | 1);
}

uint32_t
LeafSpineTopology::CountLinks(uint32_t a, uint32_t b) const
{
    return a / m_shape.hostsPerLeaf == b / m_shape.hostsPerLeaf ? 2 : 4;
}

} // namespace ns3
