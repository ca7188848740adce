/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "transmit/ipv4-identification.h"

#include "engine/header-fields.h"

#include "ns3/log.h"

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("Ipv4Identification");

uint16_t
Ipv4Identification::Take(const TcpFlow& flow, uint8_t protocol, uint32_t frames)
{
    if (protocol == offload::protocol::TCP)
    {
        return TakeOfConnection(flow, frames);
    }
    Space& space = m_spaces[{flow.local, flow.peer, protocol}];
    const uint16_t given = space.packets++; // what IP will write
    const uint16_t offset = space.extra;
    NS_LOG_LOGIC("Identification " << given << " of IP and " << offset << ", for " << frames
                                   << " frames");
    space.extra += static_cast<uint16_t>(frames - 1);
    return offset;
}

uint16_t
Ipv4Identification::TakeOfConnection(const TcpFlow& flow, uint32_t frames)
{
    // Odd, and far from any fraction: however many flows begin, they do so far from each other.
    constexpr uint16_t STRIDE = 40503;
    const auto [found, isNew] = m_connections.try_emplace(flow);
    Connection& connection = found->second;
    if (isNew)
    {
        connection.space = &m_spaces[{flow.local, flow.peer, offload::protocol::TCP}];
    }
    const uint16_t given = connection.space->packets++; // what IP will write
    if (isNew)
    {
        connection.next = static_cast<uint16_t>(given + connection.space->flows++ * STRIDE);
    }
    const auto offset = static_cast<uint16_t>(connection.next - given);
    NS_LOG_LOGIC("Identification " << connection.next << " of the connection, " << given
                                   << " of IP, for " << frames << " frames");
    connection.next += static_cast<uint16_t>(frames);
    return offset;
}

} // namespace ns3
