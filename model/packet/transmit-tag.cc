/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/transmit-tag.h"

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(TransmitTag);

TypeId
TransmitTag::GetTypeId()
{
    static TypeId tid = TypeId("ns3::TransmitTag")
                            .SetParent<Tag>()
                            .SetGroupName("Offload")
                            .AddConstructor<TransmitTag>();
    return tid;
}

TransmitTag::TransmitTag(const Fields& fields)
    : m_fields(fields)
{
}

const TransmitTag::Fields&
TransmitTag::Get() const
{
    return m_fields;
}

void
TransmitTag::GiveToOtherHost(Ptr<Packet> packet, Fields fields)
{
    fields.flow = 0;
    fields.isPaid = false;
    TransmitTag tag(fields);
    packet->ReplacePacketTag(tag);
}

TypeId
TransmitTag::GetInstanceTypeId() const
{
    return GetTypeId();
}

uint32_t
TransmitTag::GetSerializedSize() const
{
    return 4 * sizeof(uint8_t) + sizeof(uint16_t) + 4 * sizeof(uint32_t);
}

void
TransmitTag::Serialize(TagBuffer i) const
{
    i.WriteU8(static_cast<uint8_t>(m_fields.type));
    i.WriteU8(m_fields.fixedId ? 1 : 0);
    i.WriteU8(m_fields.isPaid ? 1 : 0);
    i.WriteU8(m_fields.isList ? 1 : 0);
    i.WriteU16(m_fields.idOffset);
    i.WriteU32(m_fields.size);
    i.WriteU32(m_fields.segments);
    i.WriteU32(m_fields.flow);
    i.WriteU32(m_fields.payload);
}

void
TransmitTag::Deserialize(TagBuffer i)
{
    m_fields.type = static_cast<offload::SegmentationType>(i.ReadU8());
    m_fields.fixedId = i.ReadU8() != 0;
    m_fields.isPaid = i.ReadU8() != 0;
    m_fields.isList = i.ReadU8() != 0;
    m_fields.idOffset = i.ReadU16();
    m_fields.size = i.ReadU32();
    m_fields.segments = i.ReadU32();
    m_fields.flow = i.ReadU32();
    m_fields.payload = i.ReadU32();
}

void
TransmitTag::Print(std::ostream& os) const
{
    os << "gso_size=" << m_fields.size << " gso_segs=" << m_fields.segments
       << " flow=" << m_fields.flow;
}

} // namespace ns3
