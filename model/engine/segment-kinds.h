/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_SEGMENT_KINDS_H
#define OFFLOAD_SEGMENT_KINDS_H

#include "engine/segment-protocol.h"

/**
 * @file
 * @ingroup offload
 * The kinds of segmentation. Each has a source file of its own.
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
 * The super-packet's checksum is not needed: unless it is partial, the pseudo-header sum is
 * computed from the headers, so segments of a super-packet with a wrong checksum have right ones.
 */
class TcpSegmentation : public SegmentProtocol
{
  public:
    SegmentReason Examine(SuperPacket& packet) const override;
    uint32_t WriteHeaders(const SuperPacket& packet,
                          const SegmentRange& range,
                          uint8_t* head) const override;

    /**
     * Find the end of the TCP header.
     * @param packet a super-packet of TCP; its header offsets are filled in
     * @return what is wrong with the header
     */
    static SegmentReason Measure(SuperPacket& packet);
};

/**
 * @ingroup offload
 * A train of UDP datagrams, one a segment, over either IP (USO).
 *
 * Needs a partial checksum. Its pseudo-header sum contains a length, which is taken to be the one
 * in the super-packet's UDP header. A checksum of 0 is sent as 0xffff: 0 means that there is none.
 */
class UdpSegmentation : public SegmentProtocol
{
  public:
    SegmentReason Examine(SuperPacket& packet) const override;
    uint32_t WriteHeaders(const SuperPacket& packet,
                          const SegmentRange& range,
                          uint8_t* head) const override;

    /**
     * Find the end of the UDP header.
     * @param packet a super-packet of UDP; its header offsets are filled in
     * @return what is wrong with the header
     */
    static SegmentReason Measure(SuperPacket& packet);
};

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
                          const SegmentRange& range,
                          uint8_t* head) const override;
};

/**
 * @ingroup offload
 * One UDP datagram, longer than the MTU, in fragments of IP (UFO), over either IP.
 *
 * gsoSize counts bytes of IP payload, so the UDP header is part of the first fragment's; it is
 * (MTU - IP header) rounded down to a multiple of 8, less 8 for the fragment header of IPv6. The
 * checksum is computed over the whole datagram, whatever the super-packet's is, because no NIC can
 * do that for a part. IPv4 options are repeated in each fragment, as by Linux's segmentation; its
 * ip_fragment() blanks those that are not to be copied.
 *
 * IPv6 gets a fragment header with Frame::gsoFragmentId behind the extension headers that routers
 * read; destination options that follow a routing header are part of the fragmented datagram.
 */
class UfoSegmentation : public SegmentProtocol
{
  public:
    SegmentReason Examine(SuperPacket& packet) const override;
    void Prepare(SuperPacket& packet, Frame& frame, SegmentReport& report) const override;
    uint32_t WriteHeaders(const SuperPacket& packet,
                          const SegmentRange& range,
                          uint8_t* head) const override;
};

/**
 * @ingroup offload
 * A list of TCP or UDP frames with headers of their own (Frame::fragList), taken apart again.
 *
 * The frames are those that were chained, with what has happened to the super-packet's headers on
 * its way: they get its link header, its ports and its IP header, except for length, identification
 * and checksum. Transport checksums are updated for new addresses and ports. No payload is summed.
 */
class ListSegmentation : public SegmentProtocol
{
  public:
    SegmentReason Examine(SuperPacket& packet) const override;
    uint32_t WriteHeaders(const SuperPacket& packet,
                          const SegmentRange& range,
                          uint8_t* head) const override;
};

} // namespace ns3::offload

#endif // OFFLOAD_SEGMENT_KINDS_H
