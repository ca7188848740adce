/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "packet/list-headers-tag.h"

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(ListHeadersTag);

TypeId
ListHeadersTag::GetTypeId()
{
    static TypeId tid = TypeId("ns3::ListHeadersTag")
                            .SetParent<Tag>()
                            .SetGroupName("Offload")
                            .AddConstructor<ListHeadersTag>();
    return tid;
}

ListHeadersTag::ListHeadersTag(uint32_t length)
    : m_length(length)
{
}

void
ListHeadersTag::Add(const uint8_t* bytes)
{
    m_bytes.insert(m_bytes.end(), bytes, bytes + m_length);
}

uint32_t
ListHeadersTag::GetFrames() const
{
    return m_length == 0 ? 0 : static_cast<uint32_t>(m_bytes.size()) / m_length;
}

uint32_t
ListHeadersTag::GetLength() const
{
    return m_length;
}

const uint8_t*
ListHeadersTag::GetHeaders(uint32_t frame) const
{
    return m_bytes.data() + static_cast<std::size_t>(frame) * m_length;
}

TypeId
ListHeadersTag::GetInstanceTypeId() const
{
    return GetTypeId();
}

uint32_t
ListHeadersTag::GetSerializedSize() const
{
    return 2 * sizeof(uint32_t) + static_cast<uint32_t>(m_bytes.size());
}

void
ListHeadersTag::Serialize(TagBuffer i) const
{
    i.WriteU32(m_length);
    i.WriteU32(static_cast<uint32_t>(m_bytes.size()));
    i.Write(m_bytes.data(), static_cast<uint32_t>(m_bytes.size()));
}

void
ListHeadersTag::Deserialize(TagBuffer i)
{
    m_length = i.ReadU32();
    m_bytes.resize(i.ReadU32());
    i.Read(m_bytes.data(), static_cast<uint32_t>(m_bytes.size()));
}

void
ListHeadersTag::Print(std::ostream& os) const
{
    os << "frames=" << GetFrames();
}

} // namespace ns3
