/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/udp-segment-tag.h"

#include "ns3/abort.h"

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(UdpSegmentTag);

TypeId
UdpSegmentTag::GetTypeId()
{
    static TypeId tid = TypeId("ns3::UdpSegmentTag")
                            .SetParent<Tag>()
                            .SetGroupName("Offload")
                            .AddConstructor<UdpSegmentTag>();
    return tid;
}

UdpSegmentTag::UdpSegmentTag(uint16_t size)
    : m_size(size)
{
    NS_ABORT_MSG_IF(size == 0, "UdpSegmentTag has size 0: give bytes of payload of a datagram");
}

uint16_t
UdpSegmentTag::GetSize() const
{
    return m_size;
}

TypeId
UdpSegmentTag::GetInstanceTypeId() const
{
    return GetTypeId();
}

uint32_t
UdpSegmentTag::GetSerializedSize() const
{
    return sizeof(m_size);
}

void
UdpSegmentTag::Serialize(TagBuffer i) const
{
    i.WriteU16(m_size);
}

void
UdpSegmentTag::Deserialize(TagBuffer i)
{
    m_size = i.ReadU16();
}

void
UdpSegmentTag::Print(std::ostream& os) const
{
    os << "size=" << m_size;
}

} // namespace ns3
