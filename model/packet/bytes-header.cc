/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "packet/bytes-header.h"

#include "engine/header-fields.h"

#include "ns3/ipv4-header.h"
#include "ns3/ipv6-header.h"
#include "ns3/packet.h"
#include "ns3/tcp-header.h"
#include "ns3/udp-header.h"

namespace ns3::offload
{

NS_OBJECT_ENSURE_REGISTERED(BytesHeader);

namespace
{

/**
 * @param number protocol number of an IP header
 * @return the header of ns-3 that follows
 */
TypeId
GetTransportType(uint8_t number)
{
    switch (number)
    {
    case protocol::TCP:
        return TcpHeader::GetTypeId();
    case protocol::UDP:
        return UdpHeader::GetTypeId();
    default:
        return BytesHeader::GetTypeId(); // extensions of IPv6, and what ns-3 does not know
    }
}

} // namespace

BytesHeader::BytesHeader(const uint8_t* bytes, uint32_t length, TypeId type)
    : m_bytes(bytes),
      m_length(length),
      m_type(type)
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
    return m_type;
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
    return 0; // only what ns-3 has no header for is printed as bytes
}

void
BytesHeader::Print(std::ostream& os) const
{
    os << m_length << " bytes";
}

void
AddNetworkHeaders(Packet& packet, const uint8_t* bytes, uint32_t length)
{
    const bool isV4 = ipv4::Version(bytes) == 4;
    const uint32_t network = isV4 ? ipv4::HeaderLength(bytes) : ipv6::HEADER_LENGTH;
    if (length > network)
    {
        const uint8_t number = bytes[isV4 ? ipv4::PROTOCOL : ipv6::NEXT_HEADER];
        packet.AddHeader(BytesHeader(bytes + network, length - network, GetTransportType(number)));
    }
    const TypeId type = isV4 ? Ipv4Header::GetTypeId() : Ipv6Header::GetTypeId();
    packet.AddHeader(BytesHeader(bytes, network, type));
}

} // namespace ns3::offload
