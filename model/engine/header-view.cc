/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "engine/header-view.h"

#include <algorithm>

/**
 * @file
 * @ingroup offload
 * ns3::offload::HeaderView implementation.
 */

namespace ns3::offload
{

namespace
{

/// Names of outcomes.
constexpr EnumText<ParseOutcome> OUTCOMES[]{
    {ParseOutcome::OK, "OK", "headers complete"},
    {ParseOutcome::ETHERNET_TRUNCATED, "ETHERNET_TRUNCATED", "Ethernet header truncated"},
    {ParseOutcome::NOT_IP, "NOT_IP", "not IP"},
    {ParseOutcome::IP_TRUNCATED, "IP_TRUNCATED", "IP header truncated"},
    {ParseOutcome::IP_VERSION, "IP_VERSION", "IP version contradicts the Ethernet type"},
    {ParseOutcome::IP_HEADER_LENGTH, "IP_HEADER_LENGTH", "IP header length below 20 bytes"},
    {ParseOutcome::IP_HEADER_TRUNCATED,
     "IP_HEADER_TRUNCATED",
     "IP options or extension headers truncated"},
    {ParseOutcome::IP_TOTAL_LENGTH_SHORT,
     "IP_TOTAL_LENGTH_SHORT",
     "IP total length within the headers"},
    {ParseOutcome::IP_TOTAL_LENGTH_LONG,
     "IP_TOTAL_LENGTH_LONG",
     "IP total length beyond the frame"},
    {ParseOutcome::FRAGMENT, "FRAGMENT", "IP fragment"},
    {ParseOutcome::NOT_TCP_OR_UDP, "NOT_TCP_OR_UDP", "neither TCP nor UDP"},
    {ParseOutcome::TRANSPORT_TRUNCATED, "TRANSPORT_TRUNCATED", "transport header truncated"},
    {ParseOutcome::TCP_DATA_OFFSET, "TCP_DATA_OFFSET", "TCP header length below 20 bytes"},
    {ParseOutcome::TCP_OPTIONS_TRUNCATED, "TCP_OPTIONS_TRUNCATED", "TCP options truncated"},
    {ParseOutcome::UDP_LENGTH, "UDP_LENGTH", "UDP length contradicts the datagram"},
};

/**
 * The bytes that may be read, and the view that is being filled. Each step answers OK when the next
 * may follow.
 */
class Parser
{
  public:
    /// @param bytes begin of a frame @param available how many can be read
    /// @param frameLength how many the frame has
    Parser(const uint8_t* bytes, uint32_t available, uint32_t frameLength)
        : m_bytes(bytes),
          // Offsets have 16 bits: headers that begin farther in are not read.
          m_available(std::min<uint32_t>(available, 0xffff)),
          m_frameLength(std::max(frameLength, available))
    {
    }

    /// @param tagLocation where a VLAN tag may be @return the outcome
    ParseOutcome ParseAll(TagLocation tagLocation)
    {
        ParseOutcome outcome = ParseEthernet(tagLocation);
        if (outcome == ParseOutcome::OK)
        {
            outcome = m_isIpv6 ? ParseIpv6() : ParseIpv4();
        }
        if (outcome == ParseOutcome::OK)
        {
            outcome = ParseTransport();
        }
        return outcome;
    }

    HeaderView view; //!< what was found so far

  private:
    /// @param end an offset @return whether the bytes before it can be read
    bool Has(uint32_t end) const
    {
        return end <= m_available;
    }

    /// @param tagLocation where a VLAN tag may be @return the outcome
    ParseOutcome ParseEthernet(TagLocation tagLocation)
    {
        if (!Has(ethernet::HEADER_LENGTH))
        {
            return ParseOutcome::ETHERNET_TRUNCATED;
        }
        uint32_t offset = ethernet::HEADER_LENGTH;
        uint16_t type = Load16(m_bytes + ethernet::TYPE);
        if (type == ethernet::TYPE_8021Q && tagLocation == TagLocation::IN_BAND)
        {
            if (!Has(offset + ethernet::TAG_LENGTH))
            {
                return ParseOutcome::ETHERNET_TRUNCATED;
            }
            view.hasTag = true;
            view.tci = Load16(m_bytes + offset);
            type = Load16(m_bytes + offset + 2);
            offset += ethernet::TAG_LENGTH;
        }
        view.etherType = type;
        view.networkOffset = static_cast<uint16_t>(offset);
        if (type == ethernet::TYPE_8021Q && tagLocation == TagLocation::EXTRACTED)
        {
            // The tag took the type of what follows with it.
            if (!Has(offset + 1))
            {
                return ParseOutcome::IP_TRUNCATED;
            }
            m_isIpv6 = m_bytes[offset] >> 4 == 6;
            return ParseOutcome::OK;
        }
        m_isIpv6 = type == ethernet::TYPE_IPV6;
        return m_isIpv6 || type == ethernet::TYPE_IPV4 ? ParseOutcome::OK : ParseOutcome::NOT_IP;
    }

    /// @return the outcome
    ParseOutcome ParseIpv4()
    {
        const uint32_t offset = view.networkOffset;
        if (!Has(offset + ipv4::MIN_HEADER_LENGTH))
        {
            return ParseOutcome::IP_TRUNCATED;
        }
        const uint8_t* ip = m_bytes + offset;
        const uint32_t headerLength = ipv4::HeaderLength(ip);
        const uint32_t totalLength = Load16(ip + ipv4::TOTAL_LENGTH);
        view.network = NetworkKind::IPV4;
        view.transportOffset = static_cast<uint16_t>(offset + headerLength);
        view.datagramEnd = offset + totalLength;
        view.isFragment = ipv4::IsFragment(ip);
        NameTransport(ip[ipv4::PROTOCOL]);
        if (ipv4::Version(ip) != 4)
        {
            return ParseOutcome::IP_VERSION;
        }
        if (headerLength < ipv4::MIN_HEADER_LENGTH)
        {
            return ParseOutcome::IP_HEADER_LENGTH;
        }
        if (!Has(view.transportOffset))
        {
            return ParseOutcome::IP_HEADER_TRUNCATED;
        }
        return CheckDatagram();
    }

    /// @return the outcome
    ParseOutcome ParseIpv6()
    {
        const uint32_t offset = view.networkOffset;
        if (!Has(offset + ipv6::HEADER_LENGTH))
        {
            return ParseOutcome::IP_TRUNCATED;
        }
        const uint8_t* ip = m_bytes + offset;
        view.network = NetworkKind::IPV6;
        view.transportOffset = static_cast<uint16_t>(offset + ipv6::HEADER_LENGTH);
        view.datagramEnd = view.transportOffset + Load16(ip + ipv6::PAYLOAD_LENGTH);
        if (ip[0] >> 4 != 6)
        {
            return ParseOutcome::IP_VERSION;
        }
        const ParseOutcome outcome = SkipExtensions(ip[ipv6::NEXT_HEADER]);
        return outcome == ParseOutcome::OK ? CheckDatagram() : outcome;
    }

    /**
     * Move transportOffset behind the extension headers.
     * @param next what stands at transportOffset
     * @return OK, or IP_HEADER_TRUNCATED
     */
    ParseOutcome SkipExtensions(uint8_t next)
    {
        constexpr uint32_t UNIT = 8; // extension headers are counted in units of eight bytes
        while (next == protocol::HOP_BY_HOP || next == protocol::ROUTING ||
               next == protocol::FRAGMENT || next == protocol::DESTINATION_OPTIONS)
        {
            const uint32_t offset = view.transportOffset;
            if (!Has(offset + UNIT))
            {
                return ParseOutcome::IP_HEADER_TRUNCATED;
            }
            const uint8_t* extension = m_bytes + offset;
            const bool isFragment = next == protocol::FRAGMENT;
            view.isFragment = view.isFragment || isFragment;
            const uint32_t length = isFragment ? UNIT : (extension[1] + 1U) * UNIT;
            next = extension[0];
            if (!Has(offset + length))
            {
                return ParseOutcome::IP_HEADER_TRUNCATED;
            }
            view.transportOffset = static_cast<uint16_t>(offset + length);
            if (isFragment)
            {
                break; // what follows may be the middle of a datagram
            }
        }
        NameTransport(next);
        return ParseOutcome::OK;
    }

    /// @param number IP protocol number of what stands at transportOffset
    void NameTransport(uint8_t number)
    {
        view.transport = number == protocol::TCP    ? TransportKind::TCP
                         : number == protocol::UDP  ? TransportKind::UDP
                         : number == protocol::DCCP ? TransportKind::DCCP
                                                    : TransportKind::OTHER;
    }

    /// @return what is wrong with the claimed length of the datagram, or with its being a fragment
    ParseOutcome CheckDatagram() const
    {
        if (view.datagramEnd < view.transportOffset)
        {
            return ParseOutcome::IP_TOTAL_LENGTH_SHORT;
        }
        if (view.datagramEnd > m_frameLength)
        {
            return ParseOutcome::IP_TOTAL_LENGTH_LONG;
        }
        return view.isFragment ? ParseOutcome::FRAGMENT : ParseOutcome::OK;
    }

    /// @param end an offset @return whether the header ending there lies in the datagram, readable
    bool IsInDatagram(uint32_t end) const
    {
        return Has(end) && end <= view.datagramEnd;
    }

    /// @return the outcome
    ParseOutcome ParseTransport()
    {
        const uint32_t offset = view.transportOffset;
        if (view.transport == TransportKind::TCP)
        {
            if (!IsInDatagram(offset + tcp::MIN_HEADER_LENGTH))
            {
                return ParseOutcome::TRANSPORT_TRUNCATED;
            }
            const uint32_t length = tcp::HeaderLength(m_bytes + offset);
            if (length < tcp::MIN_HEADER_LENGTH)
            {
                return ParseOutcome::TCP_DATA_OFFSET;
            }
            if (!IsInDatagram(offset + length))
            {
                return ParseOutcome::TCP_OPTIONS_TRUNCATED;
            }
            SetPayload(offset + length, view.datagramEnd);
            return ParseOutcome::OK;
        }
        if (view.transport == TransportKind::UDP)
        {
            if (!IsInDatagram(offset + udp::HEADER_LENGTH))
            {
                return ParseOutcome::TRANSPORT_TRUNCATED;
            }
            const uint32_t length = Load16(m_bytes + offset + udp::LENGTH);
            if (length < udp::HEADER_LENGTH || offset + length > view.datagramEnd)
            {
                return ParseOutcome::UDP_LENGTH;
            }
            SetPayload(offset + udp::HEADER_LENGTH, offset + length);
            return ParseOutcome::OK;
        }
        return ParseOutcome::NOT_TCP_OR_UDP;
    }

    /**
     * @param begin first payload byte
     * @param end first byte after it
     */
    void SetPayload(uint32_t begin, uint32_t end)
    {
        view.payloadOffset = static_cast<uint16_t>(begin);
        view.payloadLength = end - begin;
    }

    const uint8_t* m_bytes;       //!< the beginning of the frame
    const uint32_t m_available;   //!< bytes that may be read
    const uint32_t m_frameLength; //!< bytes of the frame
    bool m_isIpv6{false};         //!< what the Ethernet type promises
};

} // namespace

const EnumText<ParseOutcome>&
TextOf(ParseOutcome outcome)
{
    return FindText<OUTCOMES>(outcome);
}

HeaderView
HeaderView::Parse(const uint8_t* bytes,
                  uint32_t available,
                  uint32_t frameLength,
                  TagLocation tagLocation)
{
    Parser parser(bytes, available, frameLength);
    parser.view.outcome = parser.ParseAll(tagLocation);
    return parser.view;
}

} // namespace ns3::offload
