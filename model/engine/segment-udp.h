/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_SEGMENT_UDP_H
#define OFFLOAD_SEGMENT_UDP_H

#include "ns3/segment-protocol.h"

/**
 * @file
 * @ingroup offload
 * Segmentation of UDP into datagrams.
 */

namespace ns3::offload
{

/**
 * @ingroup offload
 * A train of UDP datagrams, one a segment, over either IP (USO).
 *
 * Needs a partial checksum. The length that is taken out of its pseudo-header sum is that of the
 * super-packet's UDP header, which therefore must be the one that was put in. A checksum of 0 is
 * sent as 0xffff: 0 means that there is none.
 */
class UdpSegmentation : public SegmentProtocol
{
  public:
    SegmentReason Examine(SuperPacket& packet) const override;
    uint32_t WriteHeaders(const SuperPacket& packet,
                          const SegmentPlace& place,
                          uint8_t* head) const override;
};

} // namespace ns3::offload

#endif // OFFLOAD_SEGMENT_UDP_H
