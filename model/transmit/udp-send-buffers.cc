/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "transmit/udp-send-buffers.h"

#include "ns3/assert.h"
#include "ns3/log.h"

#include <algorithm>

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("UdpSendBuffers");

namespace
{

constexpr uint32_t FIRST_NUMBER = 0x80000000; //!< below are the connections of TCP

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

} // namespace

UdpSendBuffers::UdpSendBuffers(const uint32_t& limit)
    : m_limit(limit)
{
}

bool
UdpSendBuffers::IsCounted(const TransmitTag::Fields& fields)
{
    return fields.flow >= FIRST_NUMBER;
}

bool
UdpSendBuffers::Take(const TcpFlow& flow, TransmitTag::Fields& fields)
{
    const auto next = static_cast<uint32_t>(m_used.size());
    const auto [it, isNew] = m_numbers.try_emplace({flow.localPort, flow.local}, next);
    if (isNew)
    {
        m_used.push_back(0);
    }
    if (m_used[it->second] >= m_limit)
    {
        NS_LOG_LOGIC("Send buffer full: " << m_used[it->second] << " bytes of port "
                                          << flow.localPort << " are on their way");
        return false;
    }
    fields.flow = FIRST_NUMBER + it->second;
    Add(fields);
    return true;
}

void
UdpSendBuffers::Add(const TransmitTag::Fields& fields)
{
    if (IsCounted(fields))
    {
        m_used[fields.flow - FIRST_NUMBER] += GetTrueSize(fields);
    }
}

void
UdpSendBuffers::Release(const TransmitTag::Fields& fields)
{
    NS_ASSERT_MSG(IsCounted(fields), "Flow " << fields.flow << " has no send buffer");
    // The fragments that a NIC makes of a datagram count its UDP header, too.
    uint32_t& used = m_used[fields.flow - FIRST_NUMBER];
    used -= std::min(used, GetTrueSize(fields));
}

uint32_t
UdpSendBuffers::GetMostUsed() const
{
    return m_used.empty() ? 0 : *std::max_element(m_used.begin(), m_used.end());
}

} // namespace ns3
