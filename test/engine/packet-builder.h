/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_PACKET_BUILDER_H
#define OFFLOAD_PACKET_BUILDER_H

#include "../vector-pcap.h"
#include "engine/header-fields.h"

#include <cstdint>
#include <optional>

/**
 * @file
 * @ingroup offload-test
 * Frames for tests.
 */

namespace ns3::offload::test
{

using vectors::Bytes;

/// A timestamp option's two values.
struct Timestamps
{
    uint32_t value{0}; //!< TSval
    uint32_t echo{0};  //!< TSecr
};

/**
 * A TCP segment over IPv4 over Ethernet that every engine accepts as it is made. A test changes the
 * one field that it is about, and calls Build().
 */
struct TcpPacket
{
    uint16_t sourcePort{40000};             //!< of the flow
    uint32_t sourceAddress{0x0a000001};     //!< of the flow
    uint32_t sequence{1000};                //!< of the first payload byte
    uint32_t acknowledgment{1};             //!< next byte expected
    uint16_t window{4096};                  //!< unscaled
    uint8_t flags{tcp::ACK};                //!< flags
    Bytes payload{Pattern(200)};            //!< payload
    std::optional<Timestamps> timestamps;   //!< NOP NOP timestamp, if any
    Bytes tcpOptions;                       //!< other TCP options; a multiple of four bytes
    Bytes ipOptions;                        //!< IP options; a multiple of four bytes
    uint8_t tos{0};                         //!< DSCP and ECN
    uint8_t ttl{64};                        //!< time to live
    uint16_t identification{1};             //!< IP identification
    uint16_t fragment{ipv4::DONT_FRAGMENT}; //!< IP flags and fragment offset
    std::optional<uint16_t> tag;            //!< in-band 802.1Q tag
    uint32_t padding{0};                    //!< bytes behind the datagram
    uint16_t checksumError{0};              //!< added to the TCP checksum

    /// @param length bytes @param seed where the pattern begins @return bytes that are all
    /// different
    static Bytes Pattern(uint32_t length, uint8_t seed = 0);

    /// @return the frame
    Bytes Build() const;
};

/// A UDP datagram that every engine accepts as it is made, with one field to change.
struct UdpPacket
{
    bool isIpv6{false};                     //!< IPv6, else IPv4
    uint16_t sourcePort{1000};              //!< of the flow
    uint16_t identification{1};             //!< IPv4
    uint32_t firstWord{0x60000000};         //!< IPv6: version, traffic class, flow label
    uint8_t hopLimit{64};                   //!< or time to live
    Bytes payload{TcpPacket::Pattern(100)}; //!< payload
    bool hasChecksum{true};                 //!< else the field is zero

    /// @return the frame
    Bytes Build() const;
};

/// @param packet a segment @return the next of its flow
TcpPacket Next(const TcpPacket& packet);

/// @return a segment with timestamps
TcpPacket WithTimestamps();

/// @param bytes a frame with a TCP segment over IPv4 @return its payload
Bytes PayloadOf(const Bytes& bytes);

} // namespace ns3::offload::test

#endif // OFFLOAD_PACKET_BUILDER_H
