/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_LRO_TCP_SEGMENT_H
#define OFFLOAD_LRO_TCP_SEGMENT_H

#include "engine/flow-key.h"
#include "engine/lro-locator.h"

#include "ns3/offload-frame.h"

#include <cstdint>

/**
 * @file
 * @ingroup offload
 * The header fields of a TCP/IPv4 segment that LRO asks about.
 */

namespace ns3::offload
{

namespace lro
{

/// Modulo 2^32. @param a a number @param b a number @return whether a comes after b
constexpr bool
IsAfter(uint32_t a, uint32_t b)
{
    return static_cast<int32_t>(b - a) < 0; // true of numbers 2^31 apart, as in Linux's after()
}

} // namespace lro

/**
 * @ingroup offload
 * The fields of one segment, read once. Before Read() they have no values: to clear what is filled
 * in next would take as long as that.
 *
 * A locator may accept truncated headers. Bytes that the frame does not have read as zero, as in a
 * cleared receive buffer, so that Read() leaves no field undefined.
 */
struct LroTcpSegment
{
    FlowKey key;              //!< addresses and ports
    uint32_t ipHeaderLength;  //!< as ihl claims, bytes
    uint32_t tcpHeaderLength; //!< as doff claims, bytes
    uint16_t totalLength;     //!< as the IP header claims, bytes
    uint8_t tos;              //!< DSCP and ECN
    uint8_t flags;            //!< tcp::FIN ... tcp::CWR
    uint32_t sequence;        //!< of the first payload byte
    uint32_t acknowledgment;  //!< next byte expected
    uint16_t window;          //!< unscaled
    uint32_t optionWord;      //!< first four bytes of options, or of payload if there are none
    uint32_t timestampValue;  //!< where an aligned timestamp option has TSval
    uint32_t timestampEcho;   //!< where an aligned timestamp option has TSecr
    int32_t payloadLength;    //!< as the claims make it, bytes; negative if they contradict
    uint16_t networkOffset;   //!< of the IP header in the frame
    uint16_t transportOffset; //!< of the TCP header in the frame

    /// @return end of the TCP header in the frame, bytes from its beginning
    uint32_t HeaderEnd() const
    {
        return transportOffset + tcpHeaderLength;
    }

    /// @return whether a segment that is merged has a timestamp: with other options none is
    bool HasTimestamp() const
    {
        return tcpHeaderLength != tcp::MIN_HEADER_LENGTH;
    }

    /**
     * Fill in all fields.
     * @param frame a frame
     * @param location where its IPv4 and TCP headers are
     */
    void Read(const Frame& frame, const HeaderLocation& location);
};

/**
 * Sum the pseudo header of TCP.
 * @param ip the IPv4 header
 * @param length bytes of TCP header and payload
 * @return the sum, for SumOfNative()
 */
uint64_t SumNativePseudoHeader(const uint8_t* ip, uint32_t length);

} // namespace ns3::offload

#endif // OFFLOAD_LRO_TCP_SEGMENT_H
