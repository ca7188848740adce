/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "engine/lro-tcp-segment.h"

#include "engine/checksum.h"

#include <cstring>

/**
 * @file
 * @ingroup offload
 * ns3::offload::LroTcpSegment implementation.
 */

namespace ns3::offload
{

namespace
{

/**
 * Some bytes of a head that are safe to read, whatever the head's length: those of the head if all
 * are there, else a copy filled up with zeros.
 */
template <uint32_t LENGTH>
class PaddedBytes
{
  public:
    /// @param head a head @param offset of the bytes in it
    PaddedBytes(const FrameHead& head, uint32_t offset)
    {
        if (offset + LENGTH <= head.Length())
        {
            m_bytes = head.Data() + offset;
        }
        else
        {
            std::memset(m_copy, 0, LENGTH);
            if (offset < head.Length())
            {
                std::memcpy(m_copy, head.Data() + offset, head.Length() - offset);
            }
        }
    }

    PaddedBytes(const PaddedBytes&) = delete;
    PaddedBytes& operator=(const PaddedBytes&) = delete;

    /// @return the first of LENGTH bytes
    const uint8_t* Data() const
    {
        return m_bytes;
    }

  private:
    const uint8_t* m_bytes{m_copy}; //!< in the head or in the copy
    uint8_t m_copy[LENGTH];         //!< written only if the head is short
};

} // namespace

void
LroTcpSegment::Read(const Frame& frame, const HeaderLocation& location)
{
    const PaddedBytes<ipv4::MIN_HEADER_LENGTH> ipBytes(frame.head, location.networkOffset);
    // The options are read whether doff leaves room for them or not: a session that began with
    // timestamps reads the echo from its offset, even if later frames have no options.
    const PaddedBytes<tcp::MIN_HEADER_LENGTH + tcp::ALIGNED_TIMESTAMP_LENGTH> tcpBytes(
        frame.head,
        location.transportOffset);
    const uint8_t* ip = ipBytes.Data();
    const uint8_t* tcp = tcpBytes.Data();

    key.SetIpv4(ip, tcp, protocol::TCP);
    ipHeaderLength = ipv4::HeaderLength(ip);
    tcpHeaderLength = tcp::HeaderLength(tcp);
    totalLength = Load16(ip + ipv4::TOTAL_LENGTH);
    tos = ip[ipv4::TOS];
    flags = tcp[tcp::FLAGS];
    sequence = Load32(tcp + tcp::SEQUENCE);
    acknowledgment = Load32(tcp + tcp::ACKNOWLEDGMENT);
    window = Load16(tcp + tcp::WINDOW);
    optionWord = Load32(tcp + tcp::OPTIONS);
    timestampValue = Load32(tcp + tcp::TIMESTAMP_VALUE);
    timestampEcho = Load32(tcp + tcp::TIMESTAMP_ECHO);
    payloadLength = static_cast<int32_t>(totalLength) - static_cast<int32_t>(ipHeaderLength) -
                    static_cast<int32_t>(tcpHeaderLength);
    networkOffset = location.networkOffset;
    transportOffset = location.transportOffset;
}

uint64_t
SumNativePseudoHeader(const uint8_t* ip, uint32_t length)
{
    uint8_t rest[sizeof(uint32_t)];
    Store32(rest, length + protocol::TCP);
    return SumNativeWords(ip + ipv4::SOURCE, ipv4::ADDRESSES_LENGTH) +
           SumNativeWords(rest, sizeof rest);
}

} // namespace ns3::offload
