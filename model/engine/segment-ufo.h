/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_SEGMENT_UFO_H
#define OFFLOAD_SEGMENT_UFO_H

#include "ns3/segment-protocol.h"

/**
 * @file
 * @ingroup offload
 * Segmentation of UDP into IP fragments.
 */

namespace ns3::offload
{

/**
 * @ingroup offload
 * One UDP datagram, longer than the MTU, in fragments of IP (UFO), over either IP.
 *
 * gsoSize counts bytes of IP payload, so the UDP header is part of the first fragment's; it is
 * (MTU - IP header) rounded down to a multiple of 8, less 8 for the fragment header of IPv6. The
 * checksum is made anew over the whole datagram, whatever the super-packet's is, because no NIC can
 * do that for a part. IPv4 options are repeated in each fragment, as by Linux's segmentation; its
 * ip_fragment() blanks those that are not to be copied.
 *
 * IPv6 gets a fragment header with Frame::gsoFragmentId behind the extension headers that routers
 * read; destination options that follow a routing header are cut with the datagram.
 */
class UfoSegmentation : public SegmentProtocol
{
  public:
    SegmentReason Examine(SuperPacket& packet) const override;
    void Prepare(SuperPacket& packet, Frame& frame, SegmentReport& report) const override;
    uint32_t WriteHeaders(const SuperPacket& packet,
                          const SegmentPlace& place,
                          uint8_t* head) const override;
};

} // namespace ns3::offload

#endif // OFFLOAD_SEGMENT_UFO_H
