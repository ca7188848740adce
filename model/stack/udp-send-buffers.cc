/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "stack/udp-send-buffers.h"

#include "ns3/assert.h"
#include "ns3/inet-socket-address.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/log.h"

#include <algorithm>
#include <utility>

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("UdpSendBuffers");

NS_OBJECT_ENSURE_REGISTERED(UdpSendBuffers);

namespace
{

constexpr uint32_t FIRST_NUMBER = 0x80000000; //!< in tags; below are the connections of TCP

/**
 * @param fields of a TransmitTag
 * @return bytes of memory that the packet takes (truesize)
 */
uint32_t
GetTrueSize(const TransmitTag::Fields& fields)
{
    constexpr uint32_t SKB_OVERHEAD = 576; // SKB_TRUESIZE(0): sk_buff and skb_shared_info
    return fields.payload + fields.segments * SKB_OVERHEAD;
}

/**
 * @param address an IP address
 * @return any address of the same version
 */
Address
GetAny(const Address& address)
{
    return Ipv4Address::IsMatchingType(address) ? Address(Ipv4Address::GetAny())
                                                : Address(Ipv6Address::GetAny());
}

} // namespace

TypeId
UdpSendBuffers::GetTypeId()
{
    static TypeId tid = TypeId("ns3::UdpSendBuffers").SetParent<Object>().SetGroupName("Offload");
    return tid;
}

UdpSendBuffers::UdpSendBuffers(const uint32_t& limit)
    : m_limit(limit)
{
}

void
UdpSendBuffers::DoDispose()
{
    for (Buffer& buffer : m_buffers)
    {
        buffer.writable = nullptr;
        buffer.isWaiting = false;
    }
    Object::DoDispose();
}

uint32_t
UdpSendBuffers::Open(const Address& name, uint32_t limit, Writable writable)
{
    Socket socket;
    if (InetSocketAddress::IsMatchingType(name))
    {
        const auto inet = InetSocketAddress::ConvertFrom(name);
        socket = {inet.GetPort(), inet.GetIpv4()};
    }
    else
    {
        const auto inet = Inet6SocketAddress::ConvertFrom(name);
        socket = {inet.GetPort(), inet.GetIpv6()};
    }
    const auto number = static_cast<uint32_t>(m_buffers.size());
    m_numbers[socket] = number;
    m_buffers.push_back({0, limit, std::move(writable), false});
    m_writers++;
    return number;
}

void
UdpSendBuffers::Close(uint32_t buffer)
{
    // What is on its way still names it.
    m_buffers.at(buffer).writable = nullptr;
    m_buffers.at(buffer).isWaiting = false;
    const auto it = std::find_if(m_numbers.begin(), m_numbers.end(), [buffer](const auto& each) {
        return each.second == buffer;
    });
    m_numbers.erase(it);
    m_writers--;
}

uint32_t
UdpSendBuffers::GetLimit(uint32_t buffer) const
{
    const uint32_t own = m_buffers.at(buffer).limit;
    return own > 0 ? own : m_limit;
}

bool
UdpSendBuffers::HasRoom(uint32_t buffer) const
{
    return m_buffers.at(buffer).used < GetLimit(buffer);
}

void
UdpSendBuffers::Wait(uint32_t buffer)
{
    NS_ASSERT_MSG(!HasRoom(buffer), "A writer waits for a buffer that is not full");
    m_buffers.at(buffer).isWaiting = true;
}

bool
UdpSendBuffers::HasWriter(const TcpFlow& flow) const
{
    return m_writers > 0 && (m_numbers.count({flow.localPort, GetAny(flow.local)}) > 0 ||
                             m_numbers.count({flow.localPort, flow.local}) > 0);
}

uint32_t
UdpSendBuffers::Find(const TcpFlow& flow)
{
    if (m_writers > 0)
    {
        const auto any = m_numbers.find({flow.localPort, GetAny(flow.local)});
        if (any != m_numbers.end())
        {
            return any->second;
        }
    }
    const auto next = static_cast<uint32_t>(m_buffers.size());
    const auto [it, isNew] = m_numbers.try_emplace({flow.localPort, flow.local}, next);
    if (isNew)
    {
        m_buffers.emplace_back();
    }
    return it->second;
}

bool
UdpSendBuffers::IsWritable(const TcpFlow& flow)
{
    const uint32_t number = Find(flow);
    if (!HasRoom(number))
    {
        NS_LOG_LOGIC("Send buffer full: " << m_buffers[number].used << " bytes of port "
                                          << flow.localPort << " are on their way");
        return false;
    }
    return true;
}

bool
UdpSendBuffers::IsCounted(const TransmitTag::Fields& fields)
{
    return fields.flow >= FIRST_NUMBER;
}

void
UdpSendBuffers::Take(const TcpFlow& flow, TransmitTag::Fields& fields)
{
    fields.flow = FIRST_NUMBER + Find(flow);
    Add(fields);
}

void
UdpSendBuffers::Add(const TransmitTag::Fields& fields)
{
    if (IsCounted(fields))
    {
        m_buffers.at(fields.flow - FIRST_NUMBER).used += GetTrueSize(fields);
    }
}

bool
UdpSendBuffers::Release(const TransmitTag::Fields& fields)
{
    NS_ASSERT_MSG(IsCounted(fields), "Flow " << fields.flow << " has no send buffer");
    // The fragments that a NIC makes of a datagram count its UDP header, too.
    Buffer& buffer = m_buffers.at(fields.flow - FIRST_NUMBER);
    buffer.used -= std::min(buffer.used, GetTrueSize(fields));
    const bool isFirst = buffer.isWaiting && !m_isDue;
    m_isDue = m_isDue || isFirst;
    return isFirst;
}

void
UdpSendBuffers::WakeWriters()
{
    m_isDue = false;
    for (std::size_t i = 0; i < m_buffers.size(); i++)
    {
        Buffer& buffer = m_buffers[i];
        if (buffer.isWaiting && buffer.used < GetLimit(static_cast<uint32_t>(i)) / 2)
        {
            NS_LOG_LOGIC("Wake a writer: " << buffer.used << " bytes are on their way");
            buffer.isWaiting = false;
            const Writable wake = buffer.writable; // it may open another buffer
            wake();
        }
    }
}

} // namespace ns3
