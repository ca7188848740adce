/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/packet-way-tag.h"

#include "ns3/simulator.h"

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(PacketWayTag);

TypeId
PacketWayTag::GetTypeId()
{
    static TypeId tid = TypeId("ns3::PacketWayTag")
                            .SetParent<Tag>()
                            .SetGroupName("Offload")
                            .AddConstructor<PacketWayTag>();
    return tid;
}

PacketWayTag::PacketWayTag(Time departed)
    : m_departed(departed),
      m_since(departed)
{
}

std::optional<PacketWayTag>
PacketWayTag::Find(Ptr<const Packet> packet)
{
    std::optional<PacketWayTag> found;
    ByteTagIterator tags = packet->GetByteTagIterator();
    while (tags.HasNext())
    {
        const ByteTagIterator::Item item = tags.Next();
        if (item.GetTypeId() == GetTypeId())
        {
            found.emplace();
            item.GetTag(*found);
        }
    }
    return found;
}

void
PacketWayTag::Arrive(uint32_t node, LatencyPart part)
{
    m_node = node;
    m_parts.fill(Time());
    m_part = LatencyPart::WIRE;
    m_since = m_departed;
    GoOn(part, Simulator::Now());
}

void
PacketWayTag::GoOn(LatencyPart part, Time now)
{
    m_parts[static_cast<std::size_t>(m_part)] += now - m_since;
    m_part = part;
    m_since = now;
}

LatencyPart
PacketWayTag::GetPart() const
{
    return m_part;
}

Time
PacketWayTag::GetSince() const
{
    return m_since;
}

const LatencyParts&
PacketWayTag::GetParts() const
{
    return m_parts;
}

uint32_t
PacketWayTag::GetNode() const
{
    return m_node;
}

TypeId
PacketWayTag::GetInstanceTypeId() const
{
    return GetTypeId();
}

uint32_t
PacketWayTag::GetSerializedSize() const
{
    return sizeof(uint32_t) + sizeof(uint8_t) + (2 + N_LATENCY_PARTS) * sizeof(uint64_t);
}

void
PacketWayTag::Serialize(TagBuffer i) const
{
    i.WriteU32(m_node);
    i.WriteU8(static_cast<uint8_t>(m_part));
    i.WriteU64(static_cast<uint64_t>(m_departed.GetTimeStep()));
    i.WriteU64(static_cast<uint64_t>(m_since.GetTimeStep()));
    for (const Time& part : m_parts)
    {
        i.WriteU64(static_cast<uint64_t>(part.GetTimeStep()));
    }
}

void
PacketWayTag::Deserialize(TagBuffer i)
{
    m_node = i.ReadU32();
    m_part = static_cast<LatencyPart>(i.ReadU8());
    m_departed = TimeStep(i.ReadU64());
    m_since = TimeStep(i.ReadU64());
    for (Time& part : m_parts)
    {
        part = TimeStep(i.ReadU64());
    }
}

void
PacketWayTag::Print(std::ostream& os) const
{
    os << GetLatencyPartName(m_part) << " since " << m_since.As(Time::US);
}

} // namespace ns3
