/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "receive/local-flows.h"

#include "engine/header-fields.h"
#include "stack/own-address.h"

#include "ns3/udp-gro-sockets.h"

#include <array>
#include <cstring>

namespace ns3
{

LocalFlows::LocalFlows(Ptr<Node> node)
    : m_node(PeekPointer(node)),
      m_sockets(PeekPointer(UdpGroSockets::Get(node)))
{
}

offload::GroSocket
LocalFlows::Find(const offload::FlowKey& flow) const
{
    AddressOwner owner = AddressOwner::OTHER;
    if (flow.kind >> 8 == 4)
    {
        const Ipv4Address to(static_cast<uint32_t>(flow.destination[0]));
        owner = FindAddressOwner(*m_node, to);
    }
    else
    {
        std::array<uint8_t, sizeof(flow.destination)> bytes;
        std::memcpy(bytes.data(), flow.destination, bytes.size());
        owner = FindAddressOwner(*m_node, Ipv6Address::Deserialize(bytes.data()));
    }
    if (!IsOwn(owner))
    {
        return offload::GroSocket::NONE;
    }
    const bool isUdp = (flow.kind & 0xff) == offload::protocol::UDP;
    return isUdp && m_sockets->Has(flow) ? offload::GroSocket::UDP_GRO : offload::GroSocket::PLAIN;
}

} // namespace ns3
