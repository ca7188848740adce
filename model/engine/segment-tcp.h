/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_SEGMENT_TCP_H
#define OFFLOAD_SEGMENT_TCP_H

#include "ns3/segment-protocol.h"

/**
 * @file
 * @ingroup offload
 * Segmentation of TCP.
 */

namespace ns3::offload
{

/**
 * @ingroup offload
 * TCP, over either IP.
 *
 * A segment repeats the super-packet's header, options and urgent pointer included, with the
 * sequence number of its first byte. FIN and PSH stay on the last segment only, CWR on the first
 * only, whether the super-packet is marked ECN or not: the mark tells a NIC that it must be able to
 * do so, and software always is.
 *
 * The super-packet's checksum is not needed: unless it is partial the pseudo-header sum is made
 * anew, so segments of a super-packet with a wrong checksum have right ones.
 */
class TcpSegmentation : public SegmentProtocol
{
  public:
    SegmentReason Examine(SuperPacket& packet) const override;
    uint32_t WriteHeaders(const SuperPacket& packet,
                          const SegmentPlace& place,
                          uint8_t* head) const override;
};

} // namespace ns3::offload

#endif // OFFLOAD_SEGMENT_TCP_H
