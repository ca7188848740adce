/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "packet/packet-frame.h"

#include "engine/checksum.h"
#include "engine/frame-sum.h"
#include "engine/header-fields.h"
#include "engine/header-view.h"
#include "packet/bytes-header.h"
#include "packet/ethernet-wire.h"
#include "packet/packet-join.h"

#include "ns3/transmit-tag.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <vector>

namespace ns3::offload
{

namespace
{

constexpr uint32_t BYTES_WITH_TIMESTAMP = 32; //!< of a TCP header with no other option
constexpr uint16_t NOP_NOP = 0x0101;          //!< two options that say nothing

/**
 * Lay out a lone timestamp option as every TCP but ns-3's does: NOP NOP timestamp, where ns-3
 * writes timestamp END END. Receive offloads look for just these bytes, to be fast (RFC 7323,
 * appendix A). The checksum is updated, so that it stays right or wrong as it was.
 *
 * @param header a whole TCP header
 */
void
AlignTimestamp(uint8_t* header)
{
    constexpr uint8_t OPTIONS_OF_NS3[] = {8, 10};
    uint8_t* options = header + tcp::MIN_HEADER_LENGTH;
    if ((header[tcp::DATA_OFFSET] >> 4) * 4U != BYTES_WITH_TIMESTAMP ||
        std::memcmp(options, OPTIONS_OF_NS3, sizeof(OPTIONS_OF_NS3)) != 0 ||
        Load16(options + 10) != 0)
    {
        return;
    }
    std::memmove(options + 2, options, 10);
    Store16(options, NOP_NOP);
    const auto sum = static_cast<uint16_t>(~Load16(header + tcp::CHECKSUM));
    Store16(header + tcp::CHECKSUM, ChecksumOfSum(SumAdd(sum, NOP_NOP)));
}

/**
 * Undo AlignTimestamp, if it was done: what goes up, and perhaps out again, has the options laid
 * out as they came.
 *
 * @param arrival the packet as it came
 * @param transport offset of its TCP header
 * @param header the TCP header that goes up
 */
void
RestoreTimestamp(const Arrival& arrival, uint32_t transport, uint8_t* header)
{
    std::array<uint8_t, FrameHead::CAPACITY> bytes;
    const uint32_t options = transport + tcp::MIN_HEADER_LENGTH;
    if ((header[tcp::DATA_OFFSET] >> 4) * 4U != BYTES_WITH_TIMESTAMP ||
        Load16(header + tcp::MIN_HEADER_LENGTH) != NOP_NOP ||
        arrival.packet.CopyData(bytes.data(), options + 2) < options + 2 ||
        Load16(bytes.data() + options) == NOP_NOP)
    {
        return;
    }
    uint8_t* moved = header + tcp::MIN_HEADER_LENGTH;
    std::memmove(moved, moved + 2, 10);
    Store16(moved + 10, 0);
    const auto sum = static_cast<uint16_t>(~Load16(header + tcp::CHECKSUM));
    Store16(header + tcp::CHECKSUM, ChecksumOfSum(SumSubtract(sum, NOP_NOP)));
}

/**
 * Copy the headers of a packet behind the link header of a frame, and note where they are.
 *
 * @param packet the packet, from its network header
 * @param linkBytes bytes of the link header, which the head already has
 * @param [in,out] frame the frame
 * @return what was found
 */
HeaderView
LoadPacketHeaders(const ArrivedPacket& packet, uint32_t linkBytes, Frame& frame)
{
    uint8_t* bytes = frame.head.Data();
    const uint32_t available =
        linkBytes + packet.CopyHeaders(bytes + linkBytes, FrameHead::CAPACITY - linkBytes);
    const auto view = HeaderView::Parse(bytes, available, linkBytes + packet.GetSize());
    if (view.IsTcp() || view.IsUdp())
    {
        frame.head.Resize(view.payloadOffset);
        frame.networkOffset = view.networkOffset;
        frame.transportOffset = view.transportOffset;
        frame.payloadLength = view.payloadLength;
    }
    else
    {
        // What cannot be parsed is not merged; its first bytes will do.
        frame.head.Resize(available);
    }
    return view;
}

/**
 * @param frame a frame with TCP or UDP
 * @param length of its transport header and payload, bytes
 * @return sum of the pseudo header
 */
uint32_t
SumPseudoHeader(const Frame& frame, uint32_t length)
{
    const uint8_t* ip = frame.head.Data() + frame.networkOffset;
    const uint8_t protocolNumber = IsTcp(frame) ? protocol::TCP : protocol::UDP;
    return ip[0] >> 4 == 4 ? SumPseudoHeaderV4(ip + ipv4::SOURCE, protocolNumber, length)
                           : SumPseudoHeaderV6(ip + ipv6::SOURCE, protocolNumber, length);
}

/**
 * Give headers the checksums that ns-3 has left out: GRO looks at them. That of a packet with
 * payload is not right: its bytes cannot be summed.
 *
 * @param view the headers
 * @param frame their frame
 */
void
CompleteChecksums(const HeaderView& view, Frame& frame)
{
    if (!(view.IsTcp() || view.IsUdp()))
    {
        return;
    }
    uint8_t* ip = frame.head.Data() + view.networkOffset;
    if (ip[0] >> 4 == 4)
    {
        Store16(ip + ipv4::CHECKSUM, 0);
        Store16(ip + ipv4::CHECKSUM, ChecksumOfSum(SumBytes(ip, (ip[0] & 0x0fU) * 4)));
    }
    uint8_t* header = frame.head.Data() + view.transportOffset;
    uint8_t* field = header + (view.IsTcp() ? tcp::CHECKSUM : udp::CHECKSUM);
    if (view.payloadLength == 0)
    {
        const uint32_t length = view.payloadOffset - view.transportOffset;
        Store16(field, 0);
        const uint32_t sum = SumBytes(header, length, SumPseudoHeader(frame, length));
        Store16(field, ChecksumOfSum(sum));
    }
    else if (view.IsUdp())
    {
        Store16(field, 0xffff); // not absent: GRO merges no datagrams without one
    }
}

} // namespace

uint32_t
LoadHead(const Arrival& arrival, const FrameReading& reading, Frame& frame)
{
    uint8_t* bytes = frame.head.Data();
    reading.to.CopyTo(bytes);
    std::fill_n(bytes + 6, 6, uint8_t{0});
    if (Mac48Address::IsMatchingType(arrival.from))
    {
        Mac48Address::ConvertFrom(arrival.from).CopyTo(bytes + 6);
    }
    uint32_t linkBytes = ETHERNET_HEADER_BYTES;
    if (arrival.vlanTci && !reading.extractsTag)
    {
        Store16(bytes + ethernet::TYPE, ethernet::TYPE_8021Q);
        Store16(bytes + ETHERNET_HEADER_BYTES, *arrival.vlanTci);
        linkBytes += VLAN_TAG_BYTES;
    }
    else
    {
        frame.vlanTci = arrival.vlanTci;
    }
    Store16(bytes + linkBytes - 2, arrival.protocol);

    const auto view = LoadPacketHeaders(arrival.packet, linkBytes, frame);
    if (view.IsTcp())
    {
        AlignTimestamp(bytes + view.transportOffset);
    }
    if (!reading.hasChecksums)
    {
        CompleteChecksums(view, frame);
    }
    return linkBytes;
}

void
LoadTransmitHead(Ptr<const Packet> packet, uint16_t protocol, Frame& frame)
{
    std::fill_n(frame.head.Data(), ETHERNET_HEADER_BYTES, uint8_t{0});
    Store16(frame.head.Data() + ethernet::TYPE, protocol);
    LoadPacketHeaders(packet, ETHERNET_HEADER_BYTES, frame);
    frame.length = packet->GetSize() + ETHERNET_HEADER_BYTES;
}

void
LoadSuperPacket(const ArrivedPacket& packet, Frame& frame)
{
    TransmitTag tag;
    if (packet.PeekPacketTag(tag) && tag.Get().type != SegmentationType::NONE)
    {
        frame.segments = tag.Get().segments;
        frame.gsoType = tag.Get().type;
        frame.gsoSize = tag.Get().size;
        frame.gsoFixedId = tag.Get().fixedId;
    }
}

bool
IsTcp(const Frame& frame)
{
    if (frame.transportOffset == 0)
    {
        return false;
    }
    const uint8_t* ip = frame.head.Data() + frame.networkOffset;
    return (ip[0] >> 4 == 4 ? ip[ipv4::PROTOCOL] : ip[ipv6::NEXT_HEADER]) == protocol::TCP;
}

Ptr<const Packet>
ToPacket(const Arrival& arrival, const Frame& frame)
{
    if (!frame.headModified && frame.length == arrival.GetFrameBytes())
    {
        return arrival.packet.Get(); // alone, whether a wire frame or a guest's super-packet
    }
    std::array<uint8_t, FrameHead::CAPACITY> headers;
    const uint32_t length = frame.head.Length() - frame.networkOffset;
    std::copy_n(frame.head.Data() + frame.networkOffset, length, headers.begin());
    if (IsTcp(frame))
    {
        const uint32_t transport = frame.transportOffset - frame.networkOffset;
        RestoreTimestamp(arrival, transport, headers.data() + transport);
    }
    std::vector<PacketPart> parts;
    parts.reserve(frame.frags.size());
    for (const Frag& frag : frame.frags)
    {
        const ReceivedPacket* received = ReceivedPacket::Find(frag);
        parts.push_back(received->arrival.packet.GetPart(frag.Offset(), frag.Length()));
    }
    return JoinPackets(parts, [&headers, length](Packet& packet) {
        AddNetworkHeaders(packet, headers.data(), length);
    });
}

ChecksumState
VerifyChecksum(const Frame& frame, bool hasChecksums)
{
    if (frame.gsoSize > 0)
    {
        return ChecksumState::NONE; // no wire has seen it, and its checksum is not complete
    }
    if (!hasChecksums || frame.transportOffset == 0)
    {
        return ChecksumState::UNNECESSARY;
    }
    const uint8_t* transport = frame.head.Data() + frame.transportOffset;
    const bool isAbsent = !IsTcp(frame) && Load16(transport + udp::CHECKSUM) == 0;
    const uint32_t length = frame.length - frame.transportOffset;
    const uint32_t sum =
        SumAdd(SumFrame(frame, frame.transportOffset, length).sum, SumPseudoHeader(frame, length));
    constexpr uint16_t RIGHT_SUM = 0xffff;
    return isAbsent || SumFold(sum) == RIGHT_SUM ? ChecksumState::UNNECESSARY : ChecksumState::NONE;
}

Ptr<const Packet>
ToVouchedPacket(Ptr<const Packet> packet, const Frame& frame)
{
    const uint32_t size = packet->GetSize();
    const uint32_t begin = frame.transportOffset - frame.networkOffset;
    std::vector<uint8_t> bytes(size);
    packet->CopyData(bytes.data(), size);
    uint8_t* segment = bytes.data() + begin;
    uint8_t* field = segment + (IsTcp(frame) ? tcp::CHECKSUM : udp::CHECKSUM);
    const uint32_t length = size - begin;
    Store16(field, 0);
    const uint16_t checksum =
        ChecksumOfSum(SumBytes(segment, length, SumPseudoHeader(frame, length)));
    Store16(field, checksum == 0 && !IsTcp(frame) ? 0xffff : checksum);

    const uint32_t headers = frame.head.Length() - frame.networkOffset;
    Ptr<Packet> vouched = packet->CreateFragment(headers, size - headers);
    AddNetworkHeaders(*vouched, bytes.data(), headers);
    return vouched;
}

} // namespace ns3::offload
