/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "vector-virtio.h"

#include "engine/header-fields.h"

#include <algorithm>

/**
 * @file
 * @ingroup offload-test
 * Virtio header implementation.
 */

namespace ns3::offload::vectors
{

namespace
{

constexpr uint32_t CHECKSUM_LENGTH = 2;    // bytes of a checksum's field
constexpr uint32_t UDP_MAX_SEGMENTS = 128; // datagrams of a super-packet

/// @param header a header @return whether its type is one that the device knows
bool
HasKnownType(const VirtioHeader& header)
{
    return header.gsoType == VirtioHeader::GSO_NONE || header.IsTcp() ||
           header.PlainType() == VirtioHeader::GSO_UDP ||
           header.PlainType() == VirtioHeader::GSO_UDP_L4;
}

/// @param header a header @return bytes of the shortest transport header of its type
uint32_t
MinTransportLength(const VirtioHeader& header)
{
    return header.gsoType == VirtioHeader::GSO_NONE ? 0
           : header.IsTcp()                         ? tcp::MIN_HEADER_LENGTH
                                                    : udp::HEADER_LENGTH;
}

/// @param header a header @return bytes of the shortest IP header of its type
uint32_t
MinNetworkLength(const VirtioHeader& header)
{
    return header.PlainType() == VirtioHeader::GSO_TCPV6 ? ipv6::HEADER_LENGTH
                                                         : ipv4::MIN_HEADER_LENGTH;
}

/// @param header a header @return end of the checksum's field
uint32_t
ChecksumEnd(const VirtioHeader& header)
{
    return header.csumStart + header.csumOffset + CHECKSUM_LENGTH;
}

/// @param header a header @return end of the shortest headers that the device knows of. Without a
/// checksum request it has no offset to begin with, and forgets the link header
uint32_t
ShortestHeaders(const VirtioHeader& header)
{
    return (header.NeedsChecksum() ? header.csumStart : MinNetworkLength(header)) +
           MinTransportLength(header);
}

/// @param header a header @param length of the frame @return the first fault in what it says of the
/// checksum
VirtioFault
FindChecksumFault(const VirtioHeader& header, uint32_t length)
{
    const uint32_t transport =
        std::max(MinTransportLength(header), header.csumOffset + CHECKSUM_LENGTH);
    if (header.csumStart + transport > length)
    {
        return VirtioFault::TRANSPORT_BEYOND_FRAME;
    }
    return header.csumStart < MinNetworkLength(header) ? VirtioFault::TRANSPORT_WITHIN_NETWORK
                                                       : VirtioFault::NONE;
}

/// @param header a header of type UDP_L4 @param length of the frame @return the first fault
VirtioFault
FindUdpFault(const VirtioHeader& header, uint32_t length)
{
    if (!header.NeedsChecksum())
    {
        return VirtioFault::UDP_WITHOUT_CHECKSUM;
    }
    if (header.csumOffset != udp::CHECKSUM)
    {
        return VirtioFault::CHECKSUM_OFFSET;
    }
    if (length - ShortestHeaders(header) > header.gsoSize * UDP_MAX_SEGMENTS)
    {
        return VirtioFault::TOO_MANY_DATAGRAMS;
    }
    return header.gsoType != VirtioHeader::GSO_UDP_L4 ? VirtioFault::UDP_WITH_ECN
                                                      : VirtioFault::NONE;
}

/// @param header a header that asks to cut @param length of the frame @return the first fault in
/// what it says of segments
VirtioFault
FindSegmentFault(const VirtioHeader& header, uint32_t length)
{
    if (ShortestHeaders(header) > length)
    {
        return VirtioFault::TRANSPORT_BEYOND_FRAME;
    }
    VirtioFault fault = VirtioFault::NONE;
    if (header.PlainType() == VirtioHeader::GSO_UDP_L4)
    {
        fault = FindUdpFault(header, length);
    }
    else if (header.IsTcp() && header.NeedsChecksum() && header.csumOffset != tcp::CHECKSUM)
    {
        fault = VirtioFault::CHECKSUM_OFFSET;
    }
    return fault == VirtioFault::NONE && header.gsoSize == VirtioHeader::BY_FRAGS
               ? VirtioFault::RESERVED_SIZE
               : fault;
}

} // namespace

VirtioFault
FindFault(const VirtioHeader& header, uint32_t length)
{
    const uint32_t known =
        std::max<uint32_t>(header.headerLength, header.NeedsChecksum() ? ChecksumEnd(header) : 0);
    if (known > length)
    {
        return VirtioFault::HEADER_BEYOND_FRAME;
    }
    if (length < ethernet::HEADER_LENGTH || (known > 0 && known < ethernet::HEADER_LENGTH))
    {
        return VirtioFault::NO_LINK_HEADER;
    }
    if (!HasKnownType(header))
    {
        return VirtioFault::UNKNOWN_TYPE;
    }
    const bool isCut = header.gsoType != VirtioHeader::GSO_NONE;
    if (isCut && header.gsoSize == 0)
    {
        return VirtioFault::NO_SEGMENT_SIZE;
    }
    const VirtioFault fault =
        header.NeedsChecksum() ? FindChecksumFault(header, length) : VirtioFault::NONE;
    return fault == VirtioFault::NONE && isCut ? FindSegmentFault(header, length) : fault;
}

void
ApplyVirtioHeader(const VirtioHeader& header, Frame& frame)
{
    if (header.NeedsChecksum())
    {
        frame.checksumState = ChecksumState::PARTIAL;
        frame.checksumStart = header.csumStart;
        frame.checksumOffset = header.csumOffset;
    }
    // The device counts no TCP options: what is only just short of a segment is one to be cut. The
    // UDP header is a part of what is fragmented.
    const bool isFragmented = header.PlainType() == VirtioHeader::GSO_UDP;
    const uint32_t repeated = ShortestHeaders(header) - (isFragmented ? udp::HEADER_LENGTH : 0);
    if (header.gsoType == VirtioHeader::GSO_NONE || frame.length - repeated <= header.gsoSize)
    {
        return;
    }
    frame.gsoSize = header.gsoSize;
    frame.gsoEcn = (header.gsoType & VirtioHeader::GSO_ECN) != 0;
    switch (header.PlainType())
    {
    case VirtioHeader::GSO_TCPV4:
        frame.gsoType = SegmentationType::TCP_V4;
        break;
    case VirtioHeader::GSO_TCPV6:
        frame.gsoType = SegmentationType::TCP_V6;
        break;
    case VirtioHeader::GSO_UDP_L4:
        frame.gsoType = SegmentationType::UDP_L4;
        break;
    case VirtioHeader::GSO_UDP:
        frame.gsoType = SegmentationType::UDP_FRAGMENT;
        break;
    default:
        break;
    }
}

} // namespace ns3::offload::vectors
