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

/**
 * @ingroup offload
 * The fields of one segment, read once.
 *
 * A locator may accept truncated headers. Bytes that the frame does not have read as zero, as in a
 * cleared receive buffer, so no field is ever undefined.
 */
struct LroTcpSegment
{
    FlowKey key;                 //!< addresses and ports
    uint32_t ipHeaderLength{0};  //!< as ihl claims, bytes
    uint32_t tcpHeaderLength{0}; //!< as doff claims, bytes
    uint16_t totalLength{0};     //!< as the IP header claims, bytes
    uint8_t tos{0};              //!< DSCP and ECN
    uint8_t flags{0};            //!< tcp::FIN ... tcp::CWR
    uint32_t sequence{0};        //!< of the first payload byte
    uint32_t acknowledgment{0};  //!< next byte expected
    uint16_t window{0};          //!< unscaled
    uint32_t optionWord{0};      //!< first four bytes of options, or of payload if there are none
    uint32_t timestampValue{0};  //!< where an aligned timestamp option has TSval
    uint32_t timestampEcho{0};   //!< where an aligned timestamp option has TSecr
    int32_t payloadLength{0};    //!< as the claims make it, bytes; negative if they contradict
    uint16_t networkOffset{0};   //!< of the IP header in the frame
    uint16_t transportOffset{0}; //!< of the TCP header in the frame

    /// @return end of the TCP header in the frame, bytes from its beginning
    uint32_t HeaderEnd() const
    {
        return transportOffset + tcpHeaderLength;
    }

    /**
     * Fill in all fields.
     * @param frame a frame
     * @param location where its IPv4 and TCP headers are
     */
    void Read(const Frame& frame, const HeaderLocation& location);
};

/**
 * The sum that a segment's payload must have for its TCP checksum to be right; for a wrong checksum
 * the sum that is wrong by the same amount.
 * @param frame the frame; its head holds the TCP header
 * @param segment its fields
 * @return the sum, the first payload byte being even
 */
uint32_t SumOfPayloadByChecksum(const Frame& frame, const LroTcpSegment& segment);

} // namespace ns3::offload

#endif // OFFLOAD_LRO_TCP_SEGMENT_H
