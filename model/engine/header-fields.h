/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_HEADER_FIELDS_H
#define OFFLOAD_HEADER_FIELDS_H

#include <cstdint>

/**
 * @file
 * @ingroup offload
 * Where the fields of Ethernet, IPv4, IPv6, TCP, DCCP and UDP headers stand, and how to read and
 * write them. Offsets are in bytes from the beginning of the header. Nothing here checks a length:
 * that is HeaderView's part.
 */

namespace ns3::offload
{

/**
 * Read a big-endian 16-bit field.
 * @param at its first byte
 * @return the value in host order
 */
constexpr uint16_t
Load16(const uint8_t* at)
{
    return static_cast<uint16_t>(at[0] << 8 | at[1]);
}

/**
 * Read a big-endian 32-bit field.
 * @param at its first byte
 * @return the value in host order
 */
constexpr uint32_t
Load32(const uint8_t* at)
{
    return static_cast<uint32_t>(at[0]) << 24 | static_cast<uint32_t>(at[1]) << 16 |
           static_cast<uint32_t>(at[2]) << 8 | at[3];
}

/**
 * Read a big-endian 48-bit field.
 * @param at its first byte
 * @return the value in host order
 */
constexpr uint64_t
Load48(const uint8_t* at)
{
    return static_cast<uint64_t>(Load16(at)) << 32 | Load32(at + 2);
}

/**
 * Write a big-endian 16-bit field.
 * @param at its first byte
 * @param value the value in host order
 */
constexpr void
Store16(uint8_t* at, uint16_t value)
{
    at[0] = static_cast<uint8_t>(value >> 8);
    at[1] = static_cast<uint8_t>(value);
}

/**
 * Write a big-endian 32-bit field.
 * @param at its first byte
 * @param value the value in host order
 */
constexpr void
Store32(uint8_t* at, uint32_t value)
{
    at[0] = static_cast<uint8_t>(value >> 24);
    at[1] = static_cast<uint8_t>(value >> 16);
    at[2] = static_cast<uint8_t>(value >> 8);
    at[3] = static_cast<uint8_t>(value);
}

/**
 * Write a big-endian 48-bit field.
 * @param at its first byte
 * @param value the value in host order; the rest of it is lost
 */
constexpr void
Store48(uint8_t* at, uint64_t value)
{
    Store16(at, static_cast<uint16_t>(value >> 32));
    Store32(at + 2, static_cast<uint32_t>(value));
}

/// Ethernet II and 802.1Q.
namespace ethernet
{
constexpr uint32_t HEADER_LENGTH = 14;  //!< bytes without a tag
constexpr uint32_t TAG_LENGTH = 4;      //!< bytes that an in-band tag adds
constexpr uint32_t TYPE = 12;           //!< offset of the type
constexpr uint16_t TYPE_IPV4 = 0x0800;  //!< IPv4
constexpr uint16_t TYPE_IPV6 = 0x86dd;  //!< IPv6
constexpr uint16_t TYPE_8021Q = 0x8100; //!< VLAN tag
} // namespace ethernet

/// IP protocol numbers.
namespace protocol
{
constexpr uint8_t HOP_BY_HOP = 0;           //!< IPv6 hop-by-hop options
constexpr uint8_t TCP = 6;                  //!< TCP
constexpr uint8_t UDP = 17;                 //!< UDP
constexpr uint8_t DCCP = 33;                //!< DCCP
constexpr uint8_t ROUTING = 43;             //!< IPv6 routing header
constexpr uint8_t FRAGMENT = 44;            //!< IPv6 fragment header
constexpr uint8_t DESTINATION_OPTIONS = 60; //!< IPv6 destination options
} // namespace protocol

/// IPv4 (RFC 791).
namespace ipv4
{
constexpr uint32_t MIN_HEADER_LENGTH = 20;   //!< bytes without options
constexpr uint32_t MAX_HEADER_LENGTH = 60;   //!< bytes with as many options as may be
constexpr uint32_t TOS = 1;                  //!< DSCP and ECN
constexpr uint32_t TOTAL_LENGTH = 2;         //!< header and payload, bytes
constexpr uint32_t IDENTIFICATION = 4;       //!< fragment identification
constexpr uint32_t FRAGMENT = 6;             //!< flags and fragment offset
constexpr uint32_t TTL = 8;                  //!< time to live
constexpr uint32_t PROTOCOL = 9;             //!< of the payload
constexpr uint32_t CHECKSUM = 10;            //!< of the header
constexpr uint32_t SOURCE = 12;              //!< address, 4 bytes
constexpr uint32_t DESTINATION = 16;         //!< address, 4 bytes
constexpr uint32_t ADDRESSES_LENGTH = 8;     //!< both addresses, bytes
constexpr uint16_t DONT_FRAGMENT = 0x4000;   //!< in FRAGMENT
constexpr uint16_t MORE_FRAGMENTS = 0x2000;  //!< in FRAGMENT
constexpr uint16_t FRAGMENT_OFFSET = 0x1fff; //!< in FRAGMENT, units of 8 bytes

/// @param ip an IPv4 header @return its version field
constexpr uint8_t
Version(const uint8_t* ip)
{
    return ip[0] >> 4;
}

/// @param ip an IPv4 header @return its length as it claims, bytes, 0 to 60
constexpr uint32_t
HeaderLength(const uint8_t* ip)
{
    return (ip[0] & 0x0fU) * 4;
}

/// @param ip an IPv4 header @return whether it is a fragment, the first one included
constexpr bool
IsFragment(const uint8_t* ip)
{
    return (Load16(ip + FRAGMENT) & (MORE_FRAGMENTS | FRAGMENT_OFFSET)) != 0;
}
} // namespace ipv4

/// IPv6 (RFC 8200).
namespace ipv6
{
constexpr uint32_t HEADER_LENGTH = 40;    //!< bytes of the fixed header
constexpr uint32_t PAYLOAD_LENGTH = 4;    //!< what follows the fixed header, bytes
constexpr uint32_t NEXT_HEADER = 6;       //!< protocol or extension
constexpr uint32_t HOP_LIMIT = 7;         //!< hop limit
constexpr uint32_t SOURCE = 8;            //!< address, 16 bytes
constexpr uint32_t DESTINATION = 24;      //!< address, 16 bytes
constexpr uint32_t ADDRESSES_LENGTH = 32; //!< both addresses, bytes

/// @param ip an IPv6 header @return traffic class: DSCP and ECN
constexpr uint8_t
TrafficClass(const uint8_t* ip)
{
    return static_cast<uint8_t>(Load16(ip) >> 4);
}
} // namespace ipv6

/// Hop-by-hop header of IPv6 with nothing but a jumbo payload option (RFC 2675).
namespace jumbo
{
constexpr uint32_t HEADER_LENGTH = 8;  //!< bytes
constexpr uint32_t NEXT_HEADER = 0;    //!< what follows
constexpr uint32_t LENGTH_FIELD = 1;   //!< length of the header, here 0: eight bytes
constexpr uint32_t OPTION = 2;         //!< type of the option, here TYPE
constexpr uint32_t OPTION_LENGTH = 3;  //!< bytes of its value, here 4
constexpr uint32_t PAYLOAD_LENGTH = 4; //!< what follows the IPv6 header, this one included, bytes
constexpr uint8_t TYPE = 0xc2;         //!< in OPTION
} // namespace jumbo

/// Fragment header of IPv6 (RFC 8200 4.5).
namespace fragment
{
constexpr uint32_t HEADER_LENGTH = 8;  //!< bytes
constexpr uint32_t NEXT_HEADER = 0;    //!< of the payload that is fragmented
constexpr uint32_t OFFSET = 2;         //!< fragment offset, in bytes as its low bits are not used
constexpr uint32_t IDENTIFICATION = 4; //!< of the datagram, 4 bytes
constexpr uint16_t MORE_FRAGMENTS = 1; //!< in OFFSET
} // namespace fragment

/// Fragments of either IP begin at multiples of this, in bytes of the datagram.
constexpr uint32_t FRAGMENT_UNIT = 8;

/// The two bits at the end of an IPv4 TOS or an IPv6 traffic class (RFC 3168).
namespace ecn
{
constexpr uint8_t MASK = 3; //!< both bits
constexpr uint8_t CE = 3;   //!< congestion experienced
} // namespace ecn

/// TCP (RFC 9293).
namespace tcp
{
constexpr uint32_t MIN_HEADER_LENGTH = 20; //!< bytes without options
constexpr uint32_t SOURCE_PORT = 0;        //!< port
constexpr uint32_t DESTINATION_PORT = 2;   //!< port
constexpr uint32_t SEQUENCE = 4;           //!< of the first payload byte
constexpr uint32_t ACKNOWLEDGMENT = 8;     //!< next byte expected
constexpr uint32_t DATA_OFFSET = 12;       //!< high nibble: header length in words
constexpr uint32_t FLAGS = 13;             //!< the eight flags below
constexpr uint32_t WINDOW = 14;            //!< unscaled
constexpr uint32_t CHECKSUM = 16;          //!< of pseudo header, header, payload
constexpr uint32_t URGENT = 18;            //!< urgent pointer
constexpr uint32_t OPTIONS = 20;           //!< first option

constexpr uint8_t FIN = 0x01; //!< no more data
constexpr uint8_t SYN = 0x02; //!< synchronise
constexpr uint8_t RST = 0x04; //!< reset
constexpr uint8_t PSH = 0x08; //!< push
constexpr uint8_t ACK = 0x10; //!< acknowledgment is valid
constexpr uint8_t URG = 0x20; //!< urgent pointer is valid
constexpr uint8_t ECE = 0x40; //!< ECN echo
constexpr uint8_t CWR = 0x80; //!< congestion window reduced

/// Timestamp option as every stack aligns it (RFC 7323 appendix A): NOP, NOP, kind 8, length 10.
constexpr uint32_t ALIGNED_TIMESTAMP = 0x0101080a;
constexpr uint32_t ALIGNED_TIMESTAMP_LENGTH = 12; //!< bytes with both NOPs
constexpr uint32_t TIMESTAMP_VALUE = OPTIONS + 4; //!< TSval of an aligned timestamp option
constexpr uint32_t TIMESTAMP_ECHO = OPTIONS + 8;  //!< TSecr of an aligned timestamp option

/// @param tcp a TCP header @return its length as it claims, bytes, 0 to 60
constexpr uint32_t
HeaderLength(const uint8_t* tcp)
{
    return (tcp[DATA_OFFSET] >> 4) * 4U;
}
} // namespace tcp

/// DCCP with 48-bit sequence numbers, X=1 (RFC 4340 5.1).
namespace dccp
{
constexpr uint32_t HEADER_LENGTH = 16;  //!< bytes of the generic header
constexpr uint32_t ACK_LENGTH = 8;      //!< bytes of the acknowledgment number that may follow
constexpr uint32_t DATA_OFFSET = 4;     //!< header length in words
constexpr uint32_t COVERAGE = 5;        //!< low nibble: CsCov
constexpr uint32_t CHECKSUM = 6;        //!< of pseudo header, header and what CsCov says
constexpr uint32_t TYPE = 8;            //!< reserved (3 bits), type (4), X (1)
constexpr uint32_t SEQUENCE = 10;       //!< 6 bytes
constexpr uint8_t EXTENDED = 1;         //!< in TYPE: 48 bits
constexpr uint8_t COVERAGE_MASK = 0x0f; //!< in COVERAGE
constexpr uint8_t TYPE_DATA = 2;        //!< type: data
constexpr uint8_t TYPE_DATA_ACK = 4;    //!< type: data and acknowledgment

/// @param dccp a DCCP header @return its length as it claims, bytes, 0 to 1020
constexpr uint32_t
HeaderLength(const uint8_t* dccp)
{
    return dccp[DATA_OFFSET] * 4U;
}

/// @param dccp a DCCP header @return its type
constexpr uint8_t
Type(const uint8_t* dccp)
{
    return (dccp[TYPE] >> 1) & 0x0f;
}
} // namespace dccp

/// UDP (RFC 768).
namespace udp
{
constexpr uint32_t HEADER_LENGTH = 8;    //!< bytes
constexpr uint32_t SOURCE_PORT = 0;      //!< port
constexpr uint32_t DESTINATION_PORT = 2; //!< port
constexpr uint32_t LENGTH = 4;           //!< header and payload, bytes
constexpr uint32_t CHECKSUM = 6;         //!< 0: none (IPv4)
} // namespace udp

} // namespace ns3::offload

#endif // OFFLOAD_HEADER_FIELDS_H
