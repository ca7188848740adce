/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "engine/lro-prediction.h"

/**
 * @file
 * @ingroup offload
 * ns3::offload::LroPrediction implementation.
 */

namespace ns3::offload
{

void
LroPrediction::Learn(const Frame& first, const LroTcpSegment& segment)
{
    static_assert(HeaderPattern::MAX_LENGTH <= FrameHead::CAPACITY, "all of it is read");
    m_length = 0;
    if (segment.networkOffset != IP_OFFSET || segment.transportOffset != TCP_OFFSET)
    {
        return;
    }
    m_length = first.length;
    m_headers = segment.HeaderEnd();
    m_hasTimestamp = m_headers > TCP_OFFSET + tcp::MIN_HEADER_LENGTH;
    m_timestampValue = segment.timestampValue;
    m_pattern.Learn(first.head.Data(), m_headers);
    m_pattern.Ignore(IP_OFFSET + ipv4::IDENTIFICATION, sizeof(uint16_t));
    m_pattern.Ignore(IP_OFFSET + ipv4::CHECKSUM, sizeof(uint16_t));     // the NIC's part
    m_pattern.Ignore(TCP_OFFSET + tcp::SEQUENCE, 2 * sizeof(uint32_t)); // and acknowledgment
    m_pattern.IgnoreBits(TCP_OFFSET + tcp::FLAGS, tcp::PSH);
    m_pattern.Ignore(TCP_OFFSET + tcp::WINDOW, 2 * sizeof(uint16_t)); // and checksum
    if (m_hasTimestamp)
    {
        m_pattern.Ignore(TCP_OFFSET + tcp::TIMESTAMP_VALUE, 2 * sizeof(uint32_t)); // and echo
    }
}

} // namespace ns3::offload
