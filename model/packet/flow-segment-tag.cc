/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/flow-segment-tag.h"

#include <utility>

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(FlowSegmentTag);

namespace
{

constexpr uint32_t ADDRESS_BYTES = 16; //!< of IPv6

} // namespace

TypeId
FlowSegmentTag::GetTypeId()
{
    static TypeId tid = TypeId("ns3::FlowSegmentTag")
                            .SetParent<Tag>()
                            .SetGroupName("Offload")
                            .AddConstructor<FlowSegmentTag>();
    return tid;
}

FlowSegmentTag::FlowSegmentTag(const Fields& fields)
    : m_fields(fields)
{
}

void
FlowSegmentTag::Visit(Ptr<const Packet> packet, const std::function<void(const Fields&)>& visit)
{
    std::pair<uint32_t, uint32_t> last; // a segment that was taken apart and merged has two tags
    bool isFirst = true;
    ByteTagIterator tags = packet->GetByteTagIterator();
    while (tags.HasNext())
    {
        const ByteTagIterator::Item item = tags.Next();
        if (item.GetTypeId() != GetTypeId())
        {
            continue;
        }
        FlowSegmentTag tag;
        item.GetTag(tag);
        const std::pair<uint32_t, uint32_t> id(tag.m_fields.flow, tag.m_fields.number);
        if (isFirst || id != last)
        {
            visit(tag.m_fields);
        }
        last = id;
        isFirst = false;
    }
}

TypeId
FlowSegmentTag::GetInstanceTypeId() const
{
    return GetTypeId();
}

uint32_t
FlowSegmentTag::GetSerializedSize() const
{
    return 3 * sizeof(uint32_t) + 2 * ADDRESS_BYTES;
}

void
FlowSegmentTag::Serialize(TagBuffer i) const
{
    i.WriteU32(m_fields.flow);
    i.WriteU32(m_fields.number);
    i.WriteU32(m_fields.size);
    for (const Ipv6Address& address : {m_fields.from, m_fields.to})
    {
        uint8_t bytes[ADDRESS_BYTES];
        address.GetBytes(bytes);
        i.Write(bytes, ADDRESS_BYTES);
    }
}

void
FlowSegmentTag::Deserialize(TagBuffer i)
{
    m_fields.flow = i.ReadU32();
    m_fields.number = i.ReadU32();
    m_fields.size = i.ReadU32();
    for (Ipv6Address* address : {&m_fields.from, &m_fields.to})
    {
        uint8_t bytes[ADDRESS_BYTES];
        i.Read(bytes, ADDRESS_BYTES);
        address->Set(bytes);
    }
}

void
FlowSegmentTag::Print(std::ostream& os) const
{
    os << "flow=" << m_fields.flow << " number=" << m_fields.number << " size=" << m_fields.size;
}

} // namespace ns3
