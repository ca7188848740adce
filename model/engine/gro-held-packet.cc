/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "engine/gro-held-packet.h"

#include "engine/checksum.h"

#include <algorithm>
#include <cstring>
#include <ostream>

/**
 * @file
 * @ingroup offload
 * ns3::offload::GroHeldPacket implementation.
 */

namespace ns3::offload
{

namespace
{

/**
 * Change a 16-bit field that a checksum covers.
 * @param header the header
 * @param field offset of the field
 * @param checksum offset of the checksum
 * @param value what the field becomes
 */
void
Replace16(uint8_t* header, uint32_t field, uint32_t checksum, uint16_t value)
{
    Store16(header + checksum,
            ReplaceInChecksum(Load16(header + checksum), Load16(header + field), value));
    Store16(header + field, value);
}

} // namespace

void
GroHeldPacket::Open(Frame& frame,
                    const GroPacket& packet,
                    const Beginning& beginning,
                    const GroConfig& config)
{
    // Before the head is copied: to read what was just written in pieces of another size takes
    // long.
    m_prediction.Learn(frame, packet, beginning.isList);
    m_frame.Take(frame);
    m_first = packet;
    m_beginning = beginning;
    m_lastFrags = m_frame.buffers.frags;
    m_lengthLimit = packet.networkOffset + FindSizeLimit(config);
    m_hasFixedId = false;
    m_frame.networkOffset = packet.networkOffset;
    m_frame.transportOffset = packet.transportOffset;
    m_frame.payloadLength = packet.payloadLength;
}

uint32_t
GroHeldPacket::FindSizeLimit(const GroConfig& config) const
{
    constexpr uint32_t LEGACY_MAX_SIZE = 65536; // GRO_LEGACY_MAX_SIZE
    // Longer than that the field of the IP header cannot say (BIG TCP): the length of UDP has to
    // fit, and IPv6 needs room for an option. For a list gro_max_size is not asked.
    const bool hasRoom = m_first.payloadOffset + jumbo::HEADER_LENGTH <= FrameHead::CAPACITY;
    const bool mayBecomeJumbo = !m_first.isUdp && (!m_first.isIpv6 || hasRoom);
    const uint32_t maxSize = m_first.isIpv6 ? config.groMaxSize : config.groIpv4MaxSize;
    return m_beginning.isList ? LEGACY_MAX_SIZE
           : mayBecomeJumbo   ? maxSize
                              : std::min(maxSize, LEGACY_MAX_SIZE);
}

void
GroHeldPacket::BeginMerging(const Frame& second)
{
    m_frame.ReturnHead(m_first.payloadOffset);
    m_hasFixedId = !m_first.isIpv6 &&
                   Load16(second.head.Data() + m_first.networkOffset + ipv4::IDENTIFICATION) ==
                       Load16(NetworkHeader() + ipv4::IDENTIFICATION);
}

bool
GroHeldPacket::Finish()
{
    if (m_frame.segments == 1)
    {
        return false;
    }
    WriteNetworkLength();
    const uint8_t* ip = m_frame.head.Data() + m_frame.networkOffset;
    uint8_t* transport = m_frame.head.Data() + m_frame.transportOffset;
    const uint32_t transportLength = m_frame.length - m_frame.transportOffset;
    if (m_first.isUdp)
    {
        Store16(transport + udp::LENGTH, static_cast<uint16_t>(transportLength));
        m_frame.gsoType = SegmentationType::UDP_L4;
    }
    else
    {
        m_frame.gsoType = m_first.isIpv6 ? SegmentationType::TCP_V6 : SegmentationType::TCP_V4;
    }
    m_frame.gsoSize = SegmentSize();
    m_frame.headModified = true;
    if (m_beginning.isList)
    {
        // Each frame has its own checksum, which was verified.
        m_frame.checksumState = m_frame.checksumState == ChecksumState::NONE
                                    ? ChecksumState::UNNECESSARY
                                    : m_frame.checksumState;
        return true;
    }
    WritePartialChecksum(ip, transport, transportLength);
    m_frame.gsoFixedId = !m_first.isUdp && m_hasFixedId;
    return true;
}

void
GroHeldPacket::WriteNetworkLength()
{
    constexpr uint32_t LARGEST = 0xffff; // of the fields
    uint8_t* ip = m_frame.head.Data() + m_first.networkOffset;
    const uint32_t length = m_frame.length - m_first.networkOffset;
    if (!m_first.isIpv6)
    {
        const auto field = static_cast<uint16_t>(length > LARGEST ? 0 : length);
        Replace16(ip, ipv4::TOTAL_LENGTH, ipv4::CHECKSUM, field);
        return;
    }
    const uint32_t payload = length - ipv6::HEADER_LENGTH;
    if (payload <= LARGEST)
    {
        Store16(ip + ipv6::PAYLOAD_LENGTH, static_cast<uint16_t>(payload));
        return;
    }
    uint8_t* option = ip + ipv6::HEADER_LENGTH;
    const uint32_t behind = m_frame.head.Length() - m_first.networkOffset - ipv6::HEADER_LENGTH;
    std::memmove(option + jumbo::HEADER_LENGTH, option, behind);
    option[jumbo::NEXT_HEADER] = ip[ipv6::NEXT_HEADER];
    option[jumbo::LENGTH_FIELD] = 0;
    option[jumbo::OPTION] = jumbo::TYPE;
    option[jumbo::OPTION_LENGTH] = sizeof(uint32_t);
    Store32(option + jumbo::PAYLOAD_LENGTH, payload + jumbo::HEADER_LENGTH);
    ip[ipv6::NEXT_HEADER] = protocol::HOP_BY_HOP;
    Store16(ip + ipv6::PAYLOAD_LENGTH, 0);
    m_frame.head.Resize(m_frame.head.Length() + jumbo::HEADER_LENGTH);
    m_frame.length += jumbo::HEADER_LENGTH;
    m_frame.transportOffset += jumbo::HEADER_LENGTH;
}

void
GroHeldPacket::WritePartialChecksum(const uint8_t* ip, uint8_t* transport, uint32_t length)
{
    const uint8_t protocolNumber = m_first.isUdp ? protocol::UDP : protocol::TCP;
    const uint32_t offset = m_first.isUdp ? udp::CHECKSUM : tcp::CHECKSUM;
    const uint32_t pseudo = m_first.isIpv6
                                ? SumPseudoHeaderV6(ip + ipv6::SOURCE, protocolNumber, length)
                                : SumPseudoHeaderV4(ip + ipv4::SOURCE, protocolNumber, length);
    Store16(transport + offset, SumFold(pseudo));
    m_frame.checksumState = ChecksumState::PARTIAL;
    m_frame.checksumStart = m_frame.transportOffset;
    m_frame.checksumOffset = static_cast<uint16_t>(offset);
}

void
GroHeldPacket::Clear()
{
    m_frame.Clear();
}

void
GroHeldPacket::Print(std::ostream& os) const
{
    os << (m_first.isUdp ? "UDP" : "TCP") << (m_first.isIpv6 ? " over IPv6" : " over IPv4")
       << ", ports " << (m_first.key.ports >> 16) << " to " << (m_first.key.ports & 0xffffU) << ", "
       << m_frame.segments << " segments of " << SegmentSize() << " bytes, " << m_frame.length
       << " bytes in all, since tick " << m_beginning.tick;
}

} // namespace ns3::offload
