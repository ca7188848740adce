/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */
#include "ns3/push-tag.h"

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(PushTag);

TypeId
PushTag::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::PushTag").SetParent<Tag>().SetGroupName("Offload").AddConstructor<PushTag>();
    return tid;
}

void
PushTag::Mark(Ptr<Packet> packet)
{
    packet->AddByteTag(PushTag(), packet->GetSize() - 1, packet->GetSize());
}

bool
PushTag::IsAtEnd(Ptr<const Packet> packet)
{
    ByteTagIterator tags = packet->GetByteTagIterator();
    while (tags.HasNext())
    {
        const ByteTagIterator::Item item = tags.Next();
        if (item.GetTypeId() == GetTypeId() && item.GetEnd() == packet->GetSize())
        {
            return true;
        }
    }
    return false;
}

TypeId
PushTag::GetInstanceTypeId() const
{
    return GetTypeId();
}

uint32_t
PushTag::GetSerializedSize() const
{
    return 0;
}

void
PushTag::Serialize(TagBuffer /* i */) const
{
}

void
PushTag::Deserialize(TagBuffer /* i */)
{
}

void
PushTag::Print(std::ostream& os) const
{
    os << "end of a write";
}

} // namespace ns3
