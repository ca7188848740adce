/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "packet/vlan-tag.h"

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(VlanTag);

TypeId
VlanTag::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::VlanTag").SetParent<Tag>().SetGroupName("Offload").AddConstructor<VlanTag>();
    return tid;
}

VlanTag::VlanTag(uint16_t tci)
    : m_tci(tci)
{
}

uint16_t
VlanTag::GetTci() const
{
    return m_tci;
}

TypeId
VlanTag::GetInstanceTypeId() const
{
    return GetTypeId();
}

uint32_t
VlanTag::GetSerializedSize() const
{
    return sizeof(m_tci);
}

void
VlanTag::Serialize(TagBuffer i) const
{
    i.WriteU16(m_tci);
}

void
VlanTag::Deserialize(TagBuffer i)
{
    m_tci = i.ReadU16();
}

void
VlanTag::Print(std::ostream& os) const
{
    os << "tci=" << m_tci;
}

} // namespace ns3
