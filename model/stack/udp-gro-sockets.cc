/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/udp-gro-sockets.h"

#include "engine/flow-key.h"

#include "ns3/abort.h"
#include "ns3/inet-socket-address.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/log.h"
#include "ns3/object-ptr-container.h"
#include "ns3/udp-l4-protocol.h"
#include "ns3/udp-socket.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("UdpGroSockets");

NS_OBJECT_ENSURE_REGISTERED(UdpGroSockets);

namespace
{

/**
 * @param flow a flow
 * @return its destination, address and port
 */
Address
GetDestination(const offload::FlowKey& flow)
{
    const auto port = static_cast<uint16_t>(flow.ports);
    if (flow.kind >> 8 == 4)
    {
        return InetSocketAddress(Ipv4Address(static_cast<uint32_t>(flow.destination[0])), port);
    }
    std::array<uint8_t, sizeof(flow.destination)> bytes;
    std::memcpy(bytes.data(), flow.destination, bytes.size());
    return Inet6SocketAddress(Ipv6Address::Deserialize(bytes.data()), port);
}

/**
 * @param name an address with a port
 * @return any address of the same version, with this port
 */
Address
GetAny(const Address& name)
{
    if (InetSocketAddress::IsMatchingType(name))
    {
        return InetSocketAddress(Ipv4Address::GetAny(),
                                 InetSocketAddress::ConvertFrom(name).GetPort());
    }
    return Inet6SocketAddress(Ipv6Address::GetAny(),
                              Inet6SocketAddress::ConvertFrom(name).GetPort());
}

} // namespace

TypeId
UdpGroSockets::GetTypeId()
{
    static TypeId tid = TypeId("ns3::UdpGroSockets")
                            .SetParent<Object>()
                            .SetGroupName("Offload")
                            .AddConstructor<UdpGroSockets>();
    return tid;
}

Ptr<UdpGroSockets>
UdpGroSockets::Get(Ptr<Node> node)
{
    auto sockets = node->GetObject<UdpGroSockets>();
    if (!sockets)
    {
        sockets = CreateObject<UdpGroSockets>();
        node->AggregateObject(sockets);
    }
    return sockets;
}

void
UdpGroSockets::DoDispose()
{
    m_entries.clear();
    Object::DoDispose();
}

void
UdpGroSockets::Add(Ptr<Socket> socket)
{
    Entry entry{socket, {}};
    socket->GetSockName(entry.name);
    NS_ABORT_MSG_IF(!DynamicCast<UdpSocket>(socket) ||
                        entry.name == InetSocketAddress(Ipv4Address::GetAny(), 0),
                    "UdpGroSockets::Add got what is no UDP socket, or is not bound: call its Bind "
                    "first");
    NS_LOG_LOGIC("socket " << socket << " takes merged datagrams");
    m_entries.push_back(entry);
}

void
UdpGroSockets::Remove(Ptr<Socket> socket)
{
    m_entries.erase(
        std::remove_if(m_entries.begin(),
                       m_entries.end(),
                       [&socket](const Entry& entry) { return entry.socket == socket; }),
        m_entries.end());
}

bool
UdpGroSockets::Has(const offload::FlowKey& flow) const
{
    if (m_entries.empty())
    {
        return false; // as on most hosts
    }
    const Address exact = GetDestination(flow);
    const Address any = GetAny(exact);
    bool isAny = false;
    for (const Entry& entry : m_entries)
    {
        if (entry.name == exact)
        {
            return true;
        }
        isAny = isAny || entry.name == any;
    }
    return isAny && !IsOthers(exact);
}

bool
UdpGroSockets::IsOthers(const Address& name) const
{
    const auto udp = GetObject<UdpL4Protocol>();
    ObjectPtrContainerValue sockets;
    udp->GetAttribute("SocketList", sockets);
    for (auto it = sockets.Begin(); it != sockets.End(); ++it)
    {
        const auto socket = DynamicCast<Socket>(it->second);
        Address own;
        if (socket && socket->GetSockName(own) == 0 && own == name)
        {
            return true;
        }
    }
    return false;
}

} // namespace ns3
