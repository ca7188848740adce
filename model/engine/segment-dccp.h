/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_SEGMENT_DCCP_H
#define OFFLOAD_SEGMENT_DCCP_H

#include "ns3/segment-protocol.h"

/**
 * @file
 * @ingroup offload
 * Segmentation of DCCP.
 */

namespace ns3::offload
{

/**
 * @ingroup offload
 * A train of DCCP datagrams of type Data or DataAck, one a segment, over either IP.
 *
 * The sequence number, which has to have 48 bits, counts up by one a segment; CCVal, options and
 * the acknowledgment number are repeated. The checksum covers what CsCov says of each segment. A
 * segment that is not longer than that says 0, which is all of it.
 *
 * The super-packet's checksum is not needed, as with TCP. A partial one is the sum of the pseudo
 * header.
 */
class DccpSegmentation : public SegmentProtocol
{
  public:
    SegmentReason Examine(SuperPacket& packet) const override;
    uint32_t WriteHeaders(const SuperPacket& packet,
                          const SegmentPlace& place,
                          uint8_t* head) const override;
};

} // namespace ns3::offload

#endif // OFFLOAD_SEGMENT_DCCP_H
