/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "engine/gro-prediction.h"

#include "engine/checksum.h"

/**
 * @file
 * @ingroup offload
 * ns3::offload::GroPrediction implementation.
 */

namespace ns3::offload
{

void
GroPrediction::Learn(const Frame& first, const GroPacket& packet, bool isList)
{
    static_assert(HeaderPattern::MAX_LENGTH <= FrameHead::CAPACITY, "all of it is read");
    const uint8_t* head = first.head.Data();
    m_length = 0;
    m_identification = Identification::REPEATS;
    // With CWR no segment joins another, and the rules say so.
    if (isList || packet.isUdp || (head[packet.transportOffset + tcp::FLAGS] & tcp::CWR) ||
        packet.payloadOffset > HeaderPattern::MAX_LENGTH)
    {
        return;
    }
    m_networkOffset = packet.networkOffset;
    m_transportOffset = packet.transportOffset;
    m_identification = packet.isIpv6 ? Identification::REPEATS : Identification::OPEN;
    m_length = first.length;
    m_vlanTci = first.vlanTci;
    m_headers = packet.payloadOffset;
    m_pattern.Learn(head, m_headers);
    m_sequence = Load32(head + m_transportOffset + tcp::SEQUENCE) + packet.payloadLength;
    m_firstIdentification = Load16(head + m_networkOffset + ipv4::IDENTIFICATION);
    if (m_identification == Identification::OPEN)
    {
        m_pattern.Ignore(m_networkOffset + ipv4::IDENTIFICATION, sizeof(uint16_t));
        m_pattern.Ignore(m_networkOffset + ipv4::CHECKSUM, sizeof(uint16_t));
    }
    m_pattern.Ignore(m_transportOffset + tcp::SEQUENCE, sizeof(uint32_t));
    m_pattern.Ignore(m_transportOffset + tcp::CHECKSUM, sizeof(uint16_t));
    // A packet does not begin with these.
    m_pattern.IgnoreBits(m_transportOffset + tcp::FLAGS, tcp::PSH | tcp::FIN);
}

bool
GroPrediction::MayBeSecond(const Frame& next) const
{
    const uint8_t* ip = next.head.Data() + m_networkOffset;
    const auto step =
        static_cast<uint16_t>(Load16(ip + ipv4::IDENTIFICATION) - m_firstIdentification);
    return step <= 1 && IsPlainIpv4HeaderRight(ip);
}

void
GroPrediction::AdvanceIdentification(const Frame& last)
{
    const uint32_t offset = m_networkOffset + ipv4::IDENTIFICATION;
    const uint32_t checksumOffset = m_networkOffset + ipv4::CHECKSUM;
    const uint8_t* head = last.head.Data();
    const uint16_t identification = Load16(head + offset);
    const uint16_t checksum = Load16(head + checksumOffset);
    if (m_identification == Identification::OPEN)
    {
        m_identification = identification == m_firstIdentification ? Identification::REPEATS
                                                                   : Identification::COUNTS;
    }
    const bool doesCount = m_identification == Identification::COUNTS;
    const auto next = static_cast<uint16_t>(identification + (doesCount ? 1 : 0));
    m_pattern.Expect16(offset, next);
    m_pattern.Expect16(checksumOffset,
                       doesCount ? ReplaceInChecksum(checksum, identification, next) : checksum);
}

} // namespace ns3::offload
