/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_SEGMENT_LIST_H
#define OFFLOAD_SEGMENT_LIST_H

#include "ns3/segment-protocol.h"

/**
 * @file
 * @ingroup offload
 * Segmentation of lists of frames.
 */

namespace ns3::offload
{

/**
 * @ingroup offload
 * A list of TCP or UDP frames with headers of their own (Frame::fragList), taken apart again.
 *
 * The frames are those that were chained, with what has happened to the super-packet's headers on
 * its way: link header and, but for lengths, identifications and checksums, the IP header are the
 * super-packet's, and so are the ports; transport checksums are updated for new addresses and
 * ports. Nothing is summed.
 */
class ListSegmentation : public SegmentProtocol
{
  public:
    SegmentReason Examine(SuperPacket& packet) const override;
    uint32_t WriteHeaders(const SuperPacket& packet,
                          const SegmentPlace& place,
                          uint8_t* head) const override;
};

} // namespace ns3::offload

#endif // OFFLOAD_SEGMENT_LIST_H
