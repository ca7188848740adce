/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/segment-types.h"

/**
 * @file
 * @ingroup offload
 * Names of the reasons of segmentation.
 */

namespace ns3::offload
{

const char*
ToString(SegmentReason reason)
{
    switch (reason)
    {
    case SegmentReason::NONE:
        return "cut";
    case SegmentReason::NOT_A_SUPER_PACKET:
        return "not a super-packet";
    case SegmentReason::NOT_IP:
        return "not IP";
    case SegmentReason::IP_HEADER:
        return "IP header malformed or not in the head";
    case SegmentReason::TYPE_MISMATCH:
        return "headers contradict the segmentation type";
    case SegmentReason::TRANSPORT_TRUNCATED:
        return "transport header cut off or not in the head";
    case SegmentReason::TCP_DATA_OFFSET:
        return "TCP header length below 20 bytes";
    case SegmentReason::DCCP_SHORT_SEQUENCE:
        return "DCCP sequence number of 24 bits";
    case SegmentReason::DCCP_TYPE:
        return "DCCP packet without datagrams";
    case SegmentReason::DCCP_DATA_OFFSET:
        return "DCCP data offset within the header";
    case SegmentReason::LIST_MISMATCH:
        return "headers of the list do not match its payload";
    case SegmentReason::FRAGMENT_SIZE:
        return "fragment size no multiple of 8 bytes, or too small for the headers";
    case SegmentReason::DATAGRAM_TOO_LONG:
        return "datagram too long for IP";
    case SegmentReason::NO_ROOM_IN_HEAD:
        return "no room in the head for a fragment header";
    case SegmentReason::CHECKSUM_REQUIRED:
        return "no partial checksum";
    case SegmentReason::CHECKSUM_START:
        return "checksum does not begin at the transport header";
    case SegmentReason::CHECKSUM_OFFSET:
        return "checksum is not for the field of the transport";
    case SegmentReason::FITS_ONE_SEGMENT:
        return "payload fits one segment";
    case SegmentReason::SEGMENT_TOO_LONG:
        return "segment too long for IP";
    case SegmentReason::PAYLOAD_IN_HEAD:
        return "payload in the head";
    case SegmentReason::COUNT:
        break;
    }
    return "unknown reason";
}

} // namespace ns3::offload
