/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "engine/segment-network.h"

#include "engine/checksum.h"
#include "engine/header-fields.h"

#include <cstring>

/**
 * @file
 * @ingroup offload
 * The IP header of a segment: implementation.
 */

namespace ns3::offload
{

namespace
{

/// @param packet a super-packet with repeatedEnd @param length bytes of a segment behind the
/// repeated headers @return what goes into the segment's IP length field
uint64_t
NetworkLength(const SuperPacket& packet, uint32_t length)
{
    const bool isIpv6 = packet.view.network == NetworkKind::IPV6;
    const uint64_t begin = packet.view.networkOffset + (isIpv6 ? ipv6::HEADER_LENGTH : 0);
    return packet.repeatedEnd - begin + length;
}

/// @param packet a super-packet @return whether its first extension header only states a length
/// that IPv6's field cannot hold; shorter packets keep theirs. Linux finds it only directly before
/// TCP, though it also inserts it before other extension headers
bool
HasJumboOption(const SuperPacket& packet)
{
    constexpr uint32_t LEGACY_MAX_SIZE = 65536;
    const uint8_t* ip = packet.frame.head.Data() + packet.view.networkOffset;
    const uint8_t* option = ip + ipv6::HEADER_LENGTH;
    return packet.view.network == NetworkKind::IPV6 &&
           packet.frame.length - packet.view.networkOffset > LEGACY_MAX_SIZE &&
           ip[ipv6::NEXT_HEADER] == protocol::HOP_BY_HOP && option[jumbo::LENGTH_FIELD] == 0 &&
           option[jumbo::OPTION] == jumbo::TYPE;
}

} // namespace

void
WriteNetworkHeader(const SuperPacket& packet, const SegmentRange& range, uint8_t* ip)
{
    const auto length = static_cast<uint16_t>(NetworkLength(packet, range.length));
    if (packet.view.network == NetworkKind::IPV6)
    {
        Store16(ip + ipv6::PAYLOAD_LENGTH, length);
        if (packet.IsFragmented())
        {
            // The fragment header is the last of those that are repeated.
            uint8_t* fragment =
                ip + (packet.repeatedEnd - packet.view.networkOffset) - fragment::HEADER_LENGTH;
            Store16(fragment + fragment::OFFSET,
                    static_cast<uint16_t>(range.offset |
                                          (range.isLast ? 0U : fragment::MORE_FRAGMENTS)));
        }
        return;
    }
    uint16_t identification = Load16(ip + ipv4::IDENTIFICATION);
    uint16_t fragment = Load16(ip + ipv4::FRAGMENT);
    if (packet.IsFragmented())
    {
        // The other flags are cleared, and all fragments have one identification.
        fragment = static_cast<uint16_t>(range.offset / FRAGMENT_UNIT |
                                         (range.isLast ? 0U : ipv4::MORE_FRAGMENTS));
        Store16(ip + ipv4::FRAGMENT, fragment);
    }
    else if (packet.CountsIdentification())
    {
        identification = static_cast<uint16_t>(identification + range.index);
        Store16(ip + ipv4::IDENTIFICATION, identification);
    }
    Store16(ip + ipv4::TOTAL_LENGTH, length);
    // Computed, not updated: the super-packet's may be wrong.
    Store16(ip + ipv4::CHECKSUM,
            ChecksumOfSum(SumAdd(packet.ipv4Sum, uint32_t{length} + identification + fragment)));
}

uint32_t
SumRepeatedIpv4Header(const SuperPacket& packet)
{
    uint8_t header[ipv4::MAX_HEADER_LENGTH];
    const uint8_t* ip = packet.frame.head.Data() + packet.view.networkOffset;
    const uint32_t length = ipv4::HeaderLength(ip);
    std::memcpy(header, ip, length);
    Store16(header + ipv4::TOTAL_LENGTH, 0);
    Store16(header + ipv4::IDENTIFICATION, 0);
    Store16(header + ipv4::FRAGMENT, 0);
    Store16(header + ipv4::CHECKSUM, 0);
    return SumBytes(header, length);
}

void
RemoveJumboOption(SuperPacket& packet, Frame& frame)
{
    if (!HasJumboOption(packet))
    {
        return;
    }
    uint8_t* ip = frame.head.Data() + packet.view.networkOffset;
    uint8_t* option = ip + ipv6::HEADER_LENGTH;
    ip[ipv6::NEXT_HEADER] = option[jumbo::NEXT_HEADER];
    const uint32_t end = packet.view.networkOffset + ipv6::HEADER_LENGTH + jumbo::HEADER_LENGTH;
    std::memmove(option, option + jumbo::HEADER_LENGTH, frame.head.Length() - end);
    frame.head.Resize(frame.head.Length() - jumbo::HEADER_LENGTH);
    frame.length -= jumbo::HEADER_LENGTH;
    packet.headersEnd -= jumbo::HEADER_LENGTH;
    packet.repeatedEnd -= jumbo::HEADER_LENGTH;
    packet.view.transportOffset -= jumbo::HEADER_LENGTH;
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
