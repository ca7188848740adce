/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/packet-segment.h"

#include "packet/bytes-header.h"

namespace ns3
{

PacketSegments::PacketSegments(Ptr<const Packet> whole)
    : m_whole(whole)
{
}

void
PacketSegments::Add(uint32_t offset, uint32_t payload, const uint8_t* headers, uint32_t headerBytes)
{
    if (m_entries.empty() && payload > 0)
    {
        const uint32_t expected = m_whole->GetSize() / payload + 1;
        m_entries.reserve(expected);
        m_headers.reserve(std::size_t{expected} * headerBytes);
    }
    m_entries.push_back({offset, payload, static_cast<uint32_t>(m_headers.size()), headerBytes});
    m_headers.insert(m_headers.end(), headers, headers + headerBytes);
}

Ptr<Packet>
PacketSegment::MakePacket() const
{
    const Ptr<Packet> packet = GetWhole()->CreateFragment(Get().offset, GetPayloadBytes());
    offload::AddNetworkHeaders(*packet, GetHeaders(), GetHeaderBytes());
    return packet;
}

} // namespace ns3
