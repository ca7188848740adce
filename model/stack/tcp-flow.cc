/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/tcp-flow.h"

#include "ns3/inet-socket-address.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/object-ptr-container.h"
#include "ns3/tcp-l4-protocol.h"

namespace ns3
{

namespace
{

/**
 * @param end a socket's name
 * @param address an IP address
 * @param port a port
 * @return true if the name is that of this address and port
 */
bool
IsEnd(const Address& end, const Address& address, uint16_t port)
{
    if (InetSocketAddress::IsMatchingType(end))
    {
        const auto inet = InetSocketAddress::ConvertFrom(end);
        return inet.GetPort() == port && Address(inet.GetIpv4()) == address;
    }
    if (Inet6SocketAddress::IsMatchingType(end))
    {
        const auto inet = Inet6SocketAddress::ConvertFrom(end);
        return inet.GetPort() == port && Address(inet.GetIpv6()) == address;
    }
    return false;
}

} // namespace

Ptr<TcpSocketBase>
TcpFlow::FindSocket(Ptr<Node> node) const
{
    auto tcp = node->GetObject<TcpL4Protocol>();
    if (!tcp)
    {
        return nullptr;
    }
    // The container behind the attribute is a vector up to ns-3.37 and a map later; this reads
    // both.
    ObjectPtrContainerValue sockets;
    tcp->GetAttribute("SocketList", sockets);
    for (auto it = sockets.Begin(); it != sockets.End(); ++it)
    {
        auto socket = DynamicCast<TcpSocketBase>(it->second);
        Address here;
        Address there;
        if (socket && socket->GetPeerName(there) == 0 && socket->GetSockName(here) == 0 &&
            IsEnd(there, peer, peerPort) && IsEnd(here, local, localPort))
        {
            return socket;
        }
    }
    return nullptr;
}

} // namespace ns3
