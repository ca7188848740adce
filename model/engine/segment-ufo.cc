/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "engine/checksum.h"
#include "engine/frame-sum.h"
#include "engine/header-fields.h"
#include "engine/segment-kinds.h"
#include "engine/segment-network.h"

#include <cstring>

/**
 * @file
 * @ingroup offload
 * ns3::offload::UfoSegmentation implementation.
 */

namespace ns3::offload
{

namespace
{

/// The part of an IPv6 packet that every fragment repeats (RFC 8200 4.5); offsets in the frame.
struct Unfragmentable
{
    uint32_t end;        //!< end of the headers that routers read
    uint32_t nextHeader; //!< of the field that names what follows them
};

/// @param head of a frame over IPv6 @param view its headers @return where to fragment
Unfragmentable
FindUnfragmentable(const uint8_t* head, const HeaderView& view)
{
    constexpr uint32_t UNIT = 8; // extension headers are counted in units of eight bytes
    Unfragmentable part{view.networkOffset + ipv6::HEADER_LENGTH,
                        view.networkOffset + ipv6::NEXT_HEADER};
    bool isRouted = false;
    while (part.end < view.transportOffset)
    {
        const uint8_t kind = head[part.nextHeader];
        if (kind == protocol::DESTINATION_OPTIONS && isRouted)
        {
            break; // for the last destination only
        }
        isRouted = isRouted || kind == protocol::ROUTING;
        part.nextHeader = part.end;
        part.end += (head[part.end + 1] + 1U) * UNIT;
    }
    return part;
}

/// @param packet a super-packet with repeatedEnd @return what keeps IPv6 from fragmenting it
SegmentReason
ExamineIpv6(const SuperPacket& packet)
{
    if (packet.headersEnd + fragment::HEADER_LENGTH > FrameHead::CAPACITY)
    {
        return SegmentReason::NO_ROOM_IN_HEAD;
    }
    return FitsNetworkLength(packet, fragment::HEADER_LENGTH + packet.frame.gsoSize)
               ? SegmentReason::NONE
               : SegmentReason::SEGMENT_TOO_LONG;
}

/// @param packet a super-packet @param frame its frame; gets the checksum of the whole datagram
/// @param report what was done
void
WriteDatagramChecksum(const SuperPacket& packet, Frame& frame, SegmentReport& report)
{
    uint8_t* field = frame.head.Data() + packet.view.transportOffset + udp::CHECKSUM;
    Store16(field, 0);
    const FrameSum sum = SumFrame(frame, packet.view.transportOffset, packet.transportLength);
    const uint16_t checksum =
        ChecksumOfSum(SumAdd(sum.sum, SumPseudoHeader(packet, protocol::UDP)));
    Store16(field, checksum == 0 ? 0xffff : checksum); // 0 means that there is none
    report.bytesSummed += packet.transportLength;
}

/// @param packet a super-packet over IPv6 @param frame its frame; gets a fragment header
void
InsertFragmentHeader(SuperPacket& packet, Frame& frame)
{
    uint8_t* head = frame.head.Data();
    const Unfragmentable part = FindUnfragmentable(head, packet.view);
    uint8_t* header = head + part.end;
    std::memmove(header + fragment::HEADER_LENGTH, header, packet.headersEnd - part.end);
    std::memset(header, 0, fragment::HEADER_LENGTH);
    header[fragment::NEXT_HEADER] = head[part.nextHeader];
    head[part.nextHeader] = protocol::FRAGMENT;
    Store32(header + fragment::IDENTIFICATION, frame.gsoFragmentId);
    frame.head.Resize(frame.head.Length() + fragment::HEADER_LENGTH);
    frame.length += fragment::HEADER_LENGTH;
    packet.repeatedEnd += fragment::HEADER_LENGTH;
    packet.headersEnd += fragment::HEADER_LENGTH;
    packet.view.transportOffset += fragment::HEADER_LENGTH;
}

} // namespace

SegmentReason
UfoSegmentation::Examine(SuperPacket& packet) const
{
    constexpr uint32_t LARGEST = 0xffff; // that IP can reassemble
    const HeaderView& view = packet.view;
    const Frame& frame = packet.frame;
    const bool isIpv6 = view.network == NetworkKind::IPV6;
    const SegmentReason reason = UdpSegmentation::Measure(packet);
    if (reason != SegmentReason::NONE)
    {
        return reason;
    }
    packet.repeatedEnd =
        isIpv6 ? FindUnfragmentable(frame.head.Data(), view).end : view.transportOffset;
    if (frame.gsoSize % FRAGMENT_UNIT != 0 ||
        frame.gsoSize < packet.headersEnd - packet.repeatedEnd)
    {
        return SegmentReason::FRAGMENT_SIZE;
    }
    const uint32_t begin = view.networkOffset + (isIpv6 ? ipv6::HEADER_LENGTH : 0);
    if (frame.length - begin > LARGEST)
    {
        return SegmentReason::DATAGRAM_TOO_LONG;
    }
    return isIpv6 ? ExamineIpv6(packet) : SegmentReason::NONE;
}

void
UfoSegmentation::Prepare(SuperPacket& packet, Frame& frame, SegmentReport& report) const
{
    WriteDatagramChecksum(packet, frame, report);
    if (packet.view.network == NetworkKind::IPV6)
    {
        InsertFragmentHeader(packet, frame);
    }
}

uint32_t
UfoSegmentation::WriteHeaders(const SuperPacket& packet,
                              const SegmentRange& range,
                              uint8_t* head) const
{
    WriteNetworkHeader(packet, range, head + packet.view.networkOffset);
    return 0;
}

} // namespace ns3::offload
