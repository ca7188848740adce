/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "stack/tcp-flow.h"

#include "stack/tcp-socket-index.h"

#include "ns3/inet-socket-address.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/log.h"
#include "ns3/object-ptr-container.h"
#include "ns3/tcp-l4-protocol.h"

#include <array>
#include <ostream>

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("TcpFlow");

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

/**
 * @param os where to print
 * @param address an IP address
 * @param port a port
 */
void
PrintEnd(std::ostream& os, const Address& address, uint16_t port)
{
    if (Ipv6Address::IsMatchingType(address))
    {
        os << "[" << Ipv6Address::ConvertFrom(address) << "]:" << port;
    }
    else if (Ipv4Address::IsMatchingType(address))
    {
        os << Ipv4Address::ConvertFrom(address) << ":" << port;
    }
    else
    {
        os << address << ":" << port;
    }
}

} // namespace

bool
TcpFlow::IsOf(TcpSocketBase& socket) const
{
    Address here;
    Address there;
    return socket.GetPeerName(there) == 0 && socket.GetSockName(here) == 0 &&
           IsEnd(there, peer, peerPort) && IsEnd(here, local, localPort);
}

Ptr<TcpSocketBase>
TcpFlow::FindSocket(Ptr<Node> node) const
{
    const auto index = TcpSocketIndex::Get(node);
    const auto known = index->Find(*this);
    if (known && IsOf(*known))
    {
        return known;
    }
    auto tcp = node->GetObject<TcpL4Protocol>();
    if (!tcp)
    {
        NS_LOG_LOGIC("node " << node->GetId() << " has no TCP");
        return nullptr;
    }
    // The container behind the attribute is a vector up to ns-3.37 and a map later; this reads
    // both.
    ObjectPtrContainerValue sockets;
    tcp->GetAttribute("SocketList", sockets);
    for (auto it = sockets.Begin(); it != sockets.End(); ++it)
    {
        auto socket = DynamicCast<TcpSocketBase>(it->second);
        if (socket && IsOf(*socket))
        {
            index->Add(*this, socket);
            return socket;
        }
    }
    NS_LOG_LOGIC("node " << node->GetId() << " has no socket of " << *this);
    return nullptr;
}

std::size_t
TcpFlow::Hash::operator()(const TcpFlow& flow) const
{
    // Not the address of this host, which most of its flows have in common.
    std::array<uint8_t, Address::MAX_SIZE> bytes;
    const uint32_t length = flow.peer.CopyTo(bytes.data());
    uint64_t hash = flow.localPort << 16 | flow.peerPort;
    for (uint32_t i = 0; i < length; i++)
    {
        constexpr uint64_t FNV_PRIME = 0x100000001b3;
        hash = (hash ^ bytes[i]) * FNV_PRIME;
    }
    return hash;
}

std::ostream&
operator<<(std::ostream& os, const TcpFlow& flow)
{
    PrintEnd(os, flow.local, flow.localPort);
    os << " <-> ";
    PrintEnd(os, flow.peer, flow.peerPort);
    return os;
}

} // namespace ns3
