/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/udp-gro-tag.h"

#include "ns3/abort.h"

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(UdpGroTag);

TypeId
UdpGroTag::GetTypeId()
{
    static TypeId tid = TypeId("ns3::UdpGroTag")
                            .SetParent<Tag>()
                            .SetGroupName("Offload")
                            .AddConstructor<UdpGroTag>();
    return tid;
}

UdpGroTag::UdpGroTag(uint16_t size)
    : m_size(size)
{
    NS_ABORT_MSG_IF(size == 0, "UdpGroTag has size 0: give bytes of payload of a datagram");
}

uint16_t
UdpGroTag::GetSize() const
{
    return m_size;
}

uint32_t
UdpGroTag::CountDatagrams(Ptr<const Packet> packet)
{
    UdpGroTag tag;
    return packet->PeekPacketTag(tag) ? (packet->GetSize() + tag.m_size - 1) / tag.m_size : 1;
}

TypeId
UdpGroTag::GetInstanceTypeId() const
{
    return GetTypeId();
}

uint32_t
UdpGroTag::GetSerializedSize() const
{
    return sizeof(m_size);
}

void
UdpGroTag::Serialize(TagBuffer i) const
{
    i.WriteU16(m_size);
}

void
UdpGroTag::Deserialize(TagBuffer i)
{
    m_size = i.ReadU16();
}

void
UdpGroTag::Print(std::ostream& os) const
{
    os << "size=" << m_size;
}

} // namespace ns3
