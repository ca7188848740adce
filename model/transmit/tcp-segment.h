/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_TCP_SEGMENT_H
#define OFFLOAD_TCP_SEGMENT_H

#include "ns3/packet.h"
#include "ns3/transmit-boundary.h"

#include <array>
#include <cstdint>

namespace ns3
{

/**
 * @ingroup offload
 * A segment as TCP hands it to IP, and what its header says.
 */
struct TcpSegment
{
    /**
     * Read the header of a segment.
     * @param whole the segment, from its TCP header
     */
    explicit TcpSegment(Ptr<Packet> whole);

    /**
     * @return sequence number behind the payload
     */
    uint32_t GetEnd() const
    {
        return sequence + payload;
    }

    Ptr<Packet> packet;             //!< from its TCP header
    uint32_t sequence;              //!< of the first payload byte
    uint32_t payload;               //!< bytes
    uint8_t flags;                  //!< the eight flags
    uint8_t headerLength;           //!< bytes
    uint8_t tos;                    //!< what its socket wants in the IP header
    bool isRetransmission{false};   //!< it was sent before
    std::array<uint8_t, 60> header; //!< headerLength bytes
};

/**
 * Decide whether a segment can be in one super-packet with others.
 *
 * The rules are those that give every segment, when the super-packet is segmented, the header that
 * it has now: FIN and PSH are for the last, CWR for the first. ACK number, window and timestamps
 * are those of the newest, as Linux, which builds a header when it sends, would have it.
 *
 * @param first the first of the super-packet
 * @param last the last so far
 * @param next the segment
 * @return what keeps it out
 */
TransmitBoundary FindBoundary(const TcpSegment& first,
                              const TcpSegment& last,
                              const TcpSegment& next);

/**
 * Put the header of a super-packet before its payload: the first one's, with FIN and PSH of the
 * last and with what the last has for ACK number, window and options.
 *
 * @param [in,out] packet gets the header
 * @param first the first segment
 * @param last the last
 */
void AddJoinedHeader(Packet& packet, const TcpSegment& first, const TcpSegment& last);

/**
 * Set PSH in a segment.
 * @param packet the segment, from its TCP header
 */
void SetPush(Ptr<Packet> packet);

} // namespace ns3

#endif // OFFLOAD_TCP_SEGMENT_H
