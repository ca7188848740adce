/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "packet/bytes-header.h"

namespace ns3::offload
{

NS_OBJECT_ENSURE_REGISTERED(BytesHeader);

BytesHeader::BytesHeader(const uint8_t* bytes, uint32_t length)
    : m_bytes(bytes),
      m_length(length)
{
}

TypeId
BytesHeader::GetTypeId()
{
    static TypeId tid = TypeId("ns3::offload::BytesHeader")
                            .SetParent<Header>()
                            .SetGroupName("Offload")
                            .AddConstructor<BytesHeader>();
    return tid;
}

TypeId
BytesHeader::GetInstanceTypeId() const
{
    return GetTypeId();
}

uint32_t
BytesHeader::GetSerializedSize() const
{
    return m_length;
}

void
BytesHeader::Serialize(Buffer::Iterator start) const
{
    start.Write(m_bytes, m_length);
}

uint32_t
BytesHeader::Deserialize(Buffer::Iterator /* start */)
{
    return 0; // a packet's receiver reads the headers as what they are
}

void
BytesHeader::Print(std::ostream& os) const
{
    os << m_length << " bytes";
}

} // namespace ns3::offload
