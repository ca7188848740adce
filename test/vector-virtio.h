/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_VECTOR_VIRTIO_H
#define OFFLOAD_VECTOR_VIRTIO_H

#include "vector-pcap.h"

#include "ns3/offload-frame.h"

#include <cstdint>

/**
 * @file
 * @ingroup offload-test
 * The virtio header by which recorded frames ask for offloads, and what a TAP device asks of it
 * before it lets a frame in.
 */

namespace ns3::offload::vectors
{

/// A virtio network header.
struct VirtioHeader
{
    uint8_t flags{0};         //!< NEEDS_CSUM
    uint8_t gsoType{0};       //!< how to cut
    uint16_t headerLength{0}; //!< hdr_len: a hint of where the payload begins, bytes
    uint16_t gsoSize{0};      //!< payload of a segment, bytes
    uint16_t csumStart{0};    //!< first byte to sum, from the first of the frame
    uint16_t csumOffset{0};   //!< of the field, from csumStart

    static constexpr uint8_t NEEDS_CSUM = 1;    //!< in flags
    static constexpr uint8_t GSO_NONE = 0;      //!< do not cut
    static constexpr uint8_t GSO_TCPV4 = 1;     //!< TCP over IPv4
    static constexpr uint8_t GSO_UDP = 3;       //!< one UDP datagram in IP fragments
    static constexpr uint8_t GSO_TCPV6 = 4;     //!< TCP over IPv6
    static constexpr uint8_t GSO_UDP_L4 = 5;    //!< UDP datagrams
    static constexpr uint8_t GSO_ECN = 0x80;    //!< with one of the others: CWR may be set
    static constexpr uint16_t BY_FRAGS = 65535; //!< not a size: the kernel's mark for SCTP

    /// @return whether the checksum is to be completed
    bool NeedsChecksum() const
    {
        return (flags & NEEDS_CSUM) != 0;
    }

    /// @return the type without GSO_ECN
    uint8_t PlainType() const
    {
        return gsoType & static_cast<uint8_t>(~GSO_ECN);
    }

    /// @return whether the type is that of TCP
    bool IsTcp() const
    {
        return PlainType() == GSO_TCPV4 || PlainType() == GSO_TCPV6;
    }
};

/// Why a TAP device does not take a frame, in the order in which it asks. Each is EINVAL.
enum class VirtioFault : uint8_t
{
    NONE,                     //!< it does
    HEADER_BEYOND_FRAME,      //!< hdr_len, or the field of the checksum, is beyond the frame
    NO_LINK_HEADER,           //!< frame or hdr_len are shorter than an Ethernet header
    UNKNOWN_TYPE,             //!< no such GSO type
    NO_SEGMENT_SIZE,          //!< a GSO type with segment size 0
    TRANSPORT_BEYOND_FRAME,   //!< the transport header that csum_start tells is cut off
    TRANSPORT_WITHIN_NETWORK, //!< csum_start leaves no room for an IP header
    UDP_WITHOUT_CHECKSUM,     //!< UDP_L4 needs one
    CHECKSUM_OFFSET,          //!< csum_offset is not that of the transport's checksum
    TOO_MANY_DATAGRAMS,       //!< UDP_L4: more than UDP_MAX_SEGMENTS
    UDP_WITH_ECN,             //!< UDP_L4 knows no CWR
    RESERVED_SIZE,            //!< the segment size means something else
};

/**
 * Ask what the device asks. It looks at lengths only: whether the frame is of the protocol that the
 * header names shows when it is cut.
 * @param header the header
 * @param length bytes of the frame
 * @return the first fault
 */
VirtioFault FindFault(const VirtioHeader& header, uint32_t length);

/**
 * Tell a frame what its header asks for. One whose payload fits a segment is no super-packet.
 * @param header a header without fault
 * @param frame the frame, filled
 */
void ApplyVirtioHeader(const VirtioHeader& header, Frame& frame);

} // namespace ns3::offload::vectors

#endif // OFFLOAD_VECTOR_VIRTIO_H
