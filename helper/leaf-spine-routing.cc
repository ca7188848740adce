/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "leaf-spine-routing.h"

#include "ns3/ipv4-route.h"
#include "ns3/output-stream-wrapper.h"
#include "ns3/packet.h"

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(LeafSpineRouting);

TypeId
LeafSpineRouting::GetTypeId()
{
    static TypeId tid = TypeId("ns3::LeafSpineRouting")
                            .SetParent<Ipv4RoutingProtocol>()
                            .SetGroupName("Offload")
                            .AddConstructor<LeafSpineRouting>();
    return tid;
}

void
LeafSpineRouting::AddHost(Ptr<NetDevice> device)
{
    m_hosts.push_back(device);
}

void
LeafSpineRouting::AddSwitch(Ptr<NetDevice> device)
{
    m_switches.push_back(device);
}

void
LeafSpineRouting::SetLeaf(uint32_t leaf)
{
    m_leaf = leaf;
}

Ptr<NetDevice>
LeafSpineRouting::FindDevice(Ptr<const Packet> packet, const Ipv4Header& header) const
{
    const uint32_t to = header.GetDestination().Get();
    const uint32_t leaf = to >> 16 & 0xff;
    const uint32_t host = to >> 8 & 0xff;
    if (m_leaf == NO_LEAF)
    {
        return leaf < m_switches.size() ? m_switches[leaf] : nullptr;
    }
    if (leaf == m_leaf)
    {
        return host < m_hosts.size() ? m_hosts[host] : nullptr;
    }
    if (m_switches.empty())
    {
        return nullptr;
    }
    uint8_t ports[4] = {};
    packet->CopyData(ports, sizeof ports);
    uint64_t hash = uint64_t{header.GetSource().Get()} << 32 | to;
    hash ^=
        uint64_t{ports[0]} << 24 | uint64_t{ports[1]} << 16 | uint64_t{ports[2]} << 8 | ports[3];
    // MurmurHash3's finalizer: each bit of the input changes half of those of the result.
    hash = (hash ^ hash >> 33) * 0xff51afd7ed558ccd;
    hash = (hash ^ hash >> 33) * 0xc4ceb9fe1a85ec53;
    return m_switches[(hash ^ hash >> 33) % m_switches.size()];
}

Ptr<Ipv4Route>
LeafSpineRouting::RouteOutput(Ptr<Packet> /* packet */,
                              const Ipv4Header& /* header */,
                              Ptr<NetDevice> /* device */,
                              Socket::SocketErrno& error)
{
    error = Socket::ERROR_NOROUTETOHOST; // a switch sends nothing of its own
    return nullptr;
}

bool
LeafSpineRouting::RouteInput(Ptr<const Packet> packet,
                             const Ipv4Header& header,
                             Ptr<const NetDevice> /* device */,
                             Types::UnicastForward forward,
                             Types::MulticastForward /* forwardToMany */,
                             Types::LocalDeliver /* deliver */,
                             Types::ErrorReport report)
{
    const Ptr<NetDevice> device = FindDevice(packet, header);
    if (!device)
    {
        report(packet, header, Socket::ERROR_NOROUTETOHOST);
        return true;
    }
    auto route = Create<Ipv4Route>();
    route->SetDestination(header.GetDestination());
    route->SetSource(header.GetSource());
    route->SetGateway(header.GetDestination()); // a link has no other end
    route->SetOutputDevice(device);
    forward(route, packet, header);
    return true;
}

void
LeafSpineRouting::NotifyInterfaceUp(uint32_t /* interface */)
{
}

void
LeafSpineRouting::NotifyInterfaceDown(uint32_t /* interface */)
{
}

void
LeafSpineRouting::NotifyAddAddress(uint32_t /* interface */, Ipv4InterfaceAddress /* address */)
{
}

void
LeafSpineRouting::NotifyRemoveAddress(uint32_t /* interface */, Ipv4InterfaceAddress /* address */)
{
}

void
LeafSpineRouting::SetIpv4(Ptr<Ipv4> /* ipv4 */)
{
}

void
LeafSpineRouting::PrintRoutingTable(Ptr<OutputStreamWrapper> stream, Time::Unit /* unit */) const
{
    *stream->GetStream() << (m_leaf == NO_LEAF ? "spine" : "leaf") << " with " << m_hosts.size()
                         << " hosts and " << m_switches.size() << " switches\n";
}

void
LeafSpineRouting::DoDispose()
{
    m_hosts.clear();
    m_switches.clear();
    Ipv4RoutingProtocol::DoDispose();
}

} // namespace ns3
