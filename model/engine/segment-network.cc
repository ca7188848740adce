/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/segment-network.h"

#include "ns3/checksum.h"
#include "ns3/header-fields.h"

/**
 * @file
 * @ingroup offload
 * The IP header of a segment: implementation.
 */

namespace ns3::offload
{

namespace
{

/// @param packet a super-packet with repeatedEnd @param length bytes of what is cut, in a segment
/// @return what the segment's IP length field has to say
uint64_t
NetworkLength(const SuperPacket& packet, uint32_t length)
{
    const bool isIpv6 = packet.view.network == NetworkKind::IPV6;
    const uint64_t begin = packet.view.networkOffset + (isIpv6 ? ipv6::HEADER_LENGTH : 0);
    return packet.repeatedEnd - begin + length;
}

} // namespace

void
WriteNetworkHeader(const SuperPacket& packet, const SegmentPlace& place, uint8_t* ip)
{
    const auto length = static_cast<uint16_t>(NetworkLength(packet, place.length));
    if (packet.view.network == NetworkKind::IPV6)
    {
        Store16(ip + ipv6::PAYLOAD_LENGTH, length);
        if (packet.IsFragmented())
        {
            // The fragment header is the last of those that are repeated.
            uint8_t* fragment =
                ip + (packet.repeatedEnd - packet.view.networkOffset) - fragment::HEADER_LENGTH;
            Store16(fragment + fragment::OFFSET,
                    static_cast<uint16_t>(place.offset |
                                          (place.isLast ? 0U : fragment::MORE_FRAGMENTS)));
        }
        return;
    }
    Store16(ip + ipv4::TOTAL_LENGTH, length);
    if (packet.IsFragmented())
    {
        // Nothing stays of the other flags, and all fragments have one identification.
        Store16(ip + ipv4::FRAGMENT,
                static_cast<uint16_t>(place.offset / FRAGMENT_UNIT |
                                      (place.isLast ? 0U : ipv4::MORE_FRAGMENTS)));
    }
    else if (packet.CountsIdentification())
    {
        Store16(ip + ipv4::IDENTIFICATION,
                static_cast<uint16_t>(Load16(ip + ipv4::IDENTIFICATION) + place.index));
    }
    // Made anew, not updated: the super-packet's may be wrong.
    Store16(ip + ipv4::CHECKSUM, 0);
    Store16(ip + ipv4::CHECKSUM, ChecksumOfSum(SumBytes(ip, ipv4::HeaderLength(ip))));
}

bool
FitsNetworkLength(const SuperPacket& packet, uint32_t length)
{
    return NetworkLength(packet, length) <= 0xffff;
}

uint32_t
SumPseudoHeader(const SuperPacket& packet, uint8_t protocolNumber)
{
    const uint8_t* ip = packet.frame.head.Data() + packet.view.networkOffset;
    return packet.view.network == NetworkKind::IPV4
               ? SumPseudoHeaderV4(ip + ipv4::SOURCE, protocolNumber, packet.transportLength)
               : SumPseudoHeaderV6(ip + ipv6::SOURCE, protocolNumber, packet.transportLength);
}

} // namespace ns3::offload
