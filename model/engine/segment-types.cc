/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "engine/segment-types.h"

/**
 * @file
 * @ingroup offload
 * Names of the reasons of segmentation.
 */

namespace ns3::offload
{

namespace
{

/// Names of reasons.
constexpr EnumText<SegmentReason> REASONS[]{
    {SegmentReason::NONE, "NONE", "segmented"},
    {SegmentReason::NOT_A_SUPER_PACKET, "NOT_A_SUPER_PACKET", "not a super-packet"},
    {SegmentReason::NOT_IP, "NOT_IP", "not IP"},
    {SegmentReason::IP_HEADER, "IP_HEADER", "IP header malformed or not in the head"},
    {SegmentReason::TYPE_MISMATCH, "TYPE_MISMATCH", "headers contradict the segmentation type"},
    {SegmentReason::TRANSPORT_TRUNCATED,
     "TRANSPORT_TRUNCATED",
     "transport header truncated or not in the head"},
    {SegmentReason::TCP_DATA_OFFSET, "TCP_DATA_OFFSET", "TCP header length below 20 bytes"},
    {SegmentReason::DCCP_SHORT_SEQUENCE, "DCCP_SHORT_SEQUENCE", "DCCP sequence number of 24 bits"},
    {SegmentReason::DCCP_TYPE, "DCCP_TYPE", "DCCP packet without datagrams"},
    {SegmentReason::DCCP_DATA_OFFSET, "DCCP_DATA_OFFSET", "DCCP data offset within the header"},
    {SegmentReason::LIST_MISMATCH, "LIST_MISMATCH", "headers of the list do not match its payload"},
    {SegmentReason::FRAGMENT_SIZE,
     "FRAGMENT_SIZE",
     "fragment size no multiple of 8 bytes, or too small for the headers"},
    {SegmentReason::DATAGRAM_TOO_LONG, "DATAGRAM_TOO_LONG", "datagram too long for IP"},
    {SegmentReason::NO_ROOM_IN_HEAD,
     "NO_ROOM_IN_HEAD",
     "no room in the head for a fragment header"},
    {SegmentReason::CHECKSUM_REQUIRED, "CHECKSUM_REQUIRED", "no partial checksum"},
    {SegmentReason::CHECKSUM_START,
     "CHECKSUM_START",
     "checksum does not begin at the transport header"},
    {SegmentReason::CHECKSUM_OFFSET,
     "CHECKSUM_OFFSET",
     "checksum is not for the field of the transport"},
    {SegmentReason::FITS_ONE_SEGMENT, "FITS_ONE_SEGMENT", "payload fits one segment"},
    {SegmentReason::SEGMENT_TOO_LONG, "SEGMENT_TOO_LONG", "segment too long for IP"},
    {SegmentReason::PAYLOAD_IN_HEAD, "PAYLOAD_IN_HEAD", "payload in the head"},
};

} // namespace

const EnumText<SegmentReason>&
TextOf(SegmentReason reason)
{
    return FindText<REASONS>(reason);
}

std::ostream&
operator<<(std::ostream& os, const SegmentCounters& counters)
{
    return os << counters.superPackets << " super-packets (" << counters.reasons << "), "
              << counters.segments << " segments, " << counters.payloadBytes << " payload bytes";
}

} // namespace ns3::offload
