/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/local-flows.h"

#include "ns3/ipv4.h"
#include "ns3/ipv6.h"

#include <array>
#include <cstring>

namespace ns3
{

LocalFlows::LocalFlows(Ptr<Node> node)
    : m_node(PeekPointer(node))
{
}

offload::GroSocket
LocalFlows::Find(const offload::FlowKey& flow) const
{
    bool isLocal = false;
    if (flow.kind >> 8 == 4)
    {
        const auto ipv4 = m_node->GetObject<Ipv4>();
        const Ipv4Address to(static_cast<uint32_t>(flow.destination[0]));
        isLocal = ipv4 && ipv4->GetInterfaceForAddress(to) >= 0;
    }
    else
    {
        std::array<uint8_t, sizeof(flow.destination)> bytes;
        std::memcpy(bytes.data(), flow.destination, bytes.size());
        const auto ipv6 = m_node->GetObject<Ipv6>();
        isLocal = ipv6 && ipv6->GetInterfaceForAddress(Ipv6Address::Deserialize(bytes.data())) >= 0;
    }
    return isLocal ? offload::GroSocket::PLAIN : offload::GroSocket::NONE;
}

} // namespace ns3
