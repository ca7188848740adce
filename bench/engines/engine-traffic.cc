/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "engine-traffic.h"

#include "engine/checksum.h"

/**
 * @file
 * @ingroup offload
 * Traffic of offload-engine-bench: implementation.
 */

namespace ns3::offload::bench
{

Headers
MakeHeaders(uint32_t flow, uint32_t payload)
{
    Headers headers{};
    Store16(&headers[ethernet::TYPE], ethernet::TYPE_IPV4);
    uint8_t* ip = &headers[ethernet::HEADER_LENGTH];
    ip[0] = 0x45;
    Store16(ip + ipv4::TOTAL_LENGTH,
            static_cast<uint16_t>(HEADERS - ethernet::HEADER_LENGTH + payload));
    // The identification is 0 in all, as Linux sends it with DF, so the checksum stays.
    Store16(ip + ipv4::FRAGMENT, ipv4::DONT_FRAGMENT);
    ip[ipv4::TTL] = 64;
    ip[ipv4::PROTOCOL] = protocol::TCP;
    Store32(ip + ipv4::SOURCE, 0x0a000001);
    Store32(ip + ipv4::DESTINATION, 0x0a000002);
    Store16(ip + ipv4::CHECKSUM, ChecksumOfSum(SumBytes(ip, ipv4::MIN_HEADER_LENGTH)));
    uint8_t* transport = &headers[TCP_OFFSET];
    Store16(transport + tcp::SOURCE_PORT, static_cast<uint16_t>(10000 + flow));
    Store16(transport + tcp::DESTINATION_PORT, 5001);
    transport[tcp::DATA_OFFSET] = (HEADERS - TCP_OFFSET) / 4 << 4;
    transport[tcp::FLAGS] = tcp::ACK;
    Store32(transport + tcp::OPTIONS, tcp::ALIGNED_TIMESTAMP);
    Store32(transport + tcp::TIMESTAMP_VALUE, 1);
    Store32(transport + tcp::TIMESTAMP_ECHO, 1);
    return headers;
}

Traffic::Traffic(uint32_t flows)
{
    for (uint32_t flow = 0; flow < flows; ++flow)
    {
        m_flows.push_back(MakeHeaders(flow));
    }
}

Traffic::Segment
Traffic::Next()
{
    const uint32_t flow = m_next;
    m_next = flow + 1 < m_flows.size() ? flow + 1 : 0;
    const Segment segment{m_flows[flow], flow};
    uint8_t* sequence = &m_flows[flow][TCP_OFFSET + tcp::SEQUENCE];
    Store32(sequence, Load32(sequence) + PAYLOAD);
    return segment;
}

} // namespace ns3::offload::bench
