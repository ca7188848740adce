/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "engine/gro-prediction.h"

#include "engine/checksum.h"

#include <algorithm>

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
    static_assert(MAX_LENGTH <= FrameHead::CAPACITY && MAX_LENGTH % sizeof(Pair) == 0,
                  "whole pairs are read");
    const uint8_t* head = first.head.Data();
    m_length = 0;
    m_identification = Identification::REPEATS;
    // With CWR no segment joins another, and the rules say so.
    if (isList || packet.isUdp || (head[packet.transportOffset + tcp::FLAGS] & tcp::CWR) ||
        packet.payloadOffset > MAX_LENGTH)
    {
        return;
    }
    m_networkOffset = packet.networkOffset;
    m_transportOffset = packet.transportOffset;
    m_identification = packet.isIpv6 ? Identification::REPEATS : Identification::OPEN;
    m_length = first.length;
    m_vlanTci = first.vlanTci;
    m_headers = packet.payloadOffset;
    m_pairs = (m_headers + sizeof(Pair) - 1) / sizeof(Pair);
    const auto end = static_cast<uint32_t>(m_pairs * sizeof(Pair));
    std::copy_n(head, end, ByteOf(m_expected, 0));
    std::fill_n(ByteOf(m_mask, 0), m_headers, uint8_t{0xff});
    m_sequence = Load32(head + m_transportOffset + tcp::SEQUENCE) + packet.payloadLength;
    m_firstIdentification = Load16(head + m_networkOffset + ipv4::IDENTIFICATION);
    if (m_identification == Identification::OPEN)
    {
        Ignore(m_networkOffset + ipv4::IDENTIFICATION, sizeof(uint16_t));
        Ignore(m_networkOffset + ipv4::CHECKSUM, sizeof(uint16_t));
    }
    Ignore(m_transportOffset + tcp::SEQUENCE, sizeof(uint32_t));
    Ignore(m_transportOffset + tcp::CHECKSUM, sizeof(uint16_t));
    Ignore(m_headers, end - m_headers);
    // A packet does not begin with these.
    *ByteOf(m_mask, m_transportOffset + tcp::FLAGS) &= static_cast<uint8_t>(~(tcp::PSH | tcp::FIN));
}

void
GroPrediction::Ignore(uint32_t offset, uint32_t bytes)
{
    std::fill_n(ByteOf(m_mask, offset), bytes, uint8_t{0});
    std::fill_n(ByteOf(m_expected, offset), bytes, uint8_t{0});
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
        Store16(ByteOf(m_mask, offset), 0xffff);
        Store16(ByteOf(m_mask, checksumOffset), 0xffff);
    }
    const bool doesCount = m_identification == Identification::COUNTS;
    const auto next = static_cast<uint16_t>(identification + (doesCount ? 1 : 0));
    Store16(ByteOf(m_expected, offset), next);
    Store16(ByteOf(m_expected, checksumOffset),
            doesCount ? ReplaceInChecksum(checksum, identification, next) : checksum);
}

} // namespace ns3::offload
