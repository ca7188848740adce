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
    // Odd, and far from any fraction: however many flows begin, they do so far from each other.
    constexpr uint16_t STRIDE = 40503;
    Space& space = m_spaces[{flow.local, flow.peer, protocol}];
    const uint16_t given = space.packets++; // what IP will write
    if (protocol != offload::protocol::TCP)
    {
        const uint16_t offset = space.extra;
        NS_LOG_LOGIC("Identification " << given << " of IP and " << offset << ", for " << frames
                                       << " frames");
        space.extra += static_cast<uint16_t>(frames - 1);
        return offset;
    }
    const auto [found, isNew] = space.flows.try_emplace(flow, uint16_t{0});
    if (isNew)
    {
        found->second = static_cast<uint16_t>(given + (space.flows.size() - 1) * STRIDE);
    }
    const auto offset = static_cast<uint16_t>(found->second - given);
    NS_LOG_LOGIC("Identification " << found->second << " of the connection, " << given
                                   << " of IP, for " << frames << " frames");
    found->second += static_cast<uint16_t>(frames);
    return offset;
}

} // namespace ns3
