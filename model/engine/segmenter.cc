/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/segmenter.h"

#include "ns3/checksum.h"
#include "ns3/frame-sum.h"
#include "ns3/header-fields.h"
#include "ns3/segment-dccp.h"
#include "ns3/segment-list.h"
#include "ns3/segment-network.h"
#include "ns3/segment-tcp.h"
#include "ns3/segment-udp.h"
#include "ns3/segment-ufo.h"

#include <algorithm>
#include <cstddef>
#include <vector>

/**
 * @file
 * @ingroup offload
 * ns3::offload::Segmenter implementation.
 */

namespace ns3::offload
{

namespace
{

const TcpSegmentation g_tcp{};   //!< has no state
const UdpSegmentation g_udp{};   //!< has no state
const DccpSegmentation g_dccp{}; //!< has no state
const UfoSegmentation g_ufo{};   //!< has no state
const ListSegmentation g_list{}; //!< has no state

/// Which headers a segmentation type is for, and who knows them.
struct ProtocolEntry
{
    SegmentationType type;           //!< the type
    NetworkKind network;             //!< NONE: either
    TransportKind transport;         //!< transport
    const SegmentProtocol* protocol; //!< who knows it
    const SegmentProtocol* list;     //!< who takes a list of it apart, or null
};

/// All that can be cut.
const ProtocolEntry PROTOCOLS[] = {
    {SegmentationType::TCP_V4, NetworkKind::IPV4, TransportKind::TCP, &g_tcp, &g_list},
    {SegmentationType::TCP_V6, NetworkKind::IPV6, TransportKind::TCP, &g_tcp, &g_list},
    {SegmentationType::UDP_L4, NetworkKind::NONE, TransportKind::UDP, &g_udp, &g_list},
    {SegmentationType::UDP_FRAGMENT, NetworkKind::NONE, TransportKind::UDP, &g_ufo, nullptr},
    {SegmentationType::DCCP, NetworkKind::NONE, TransportKind::DCCP, &g_dccp, nullptr},
};

/// @param packet a super-packet with its view @return who can cut this; null: nobody
const SegmentProtocol*
ProtocolOf(const SuperPacket& packet)
{
    for (const ProtocolEntry& entry : PROTOCOLS)
    {
        const bool isNetwork =
            entry.network == NetworkKind::NONE || entry.network == packet.view.network;
        if (entry.type == packet.frame.gsoType && isNetwork &&
            entry.transport == packet.view.transport)
        {
            return packet.IsList() ? entry.list : entry.protocol;
        }
    }
    return nullptr;
}

/// @param frame a frame @return whether somebody wants it cut
bool
IsSuperPacket(const Frame& frame)
{
    return frame.gsoType != SegmentationType::NONE && frame.gsoSize > 0;
}

/// @param view of a super-packet @return what keeps its transport header from being found. What a
/// parse has to say of lengths and of the transport is not asked: see SuperPacket
SegmentReason
ExamineNetwork(const HeaderView& view)
{
    switch (view.outcome)
    {
    case ParseOutcome::ETHERNET_TRUNCATED:
    case ParseOutcome::NOT_IP:
        return SegmentReason::NOT_IP;
    case ParseOutcome::IP_TRUNCATED:
    case ParseOutcome::IP_VERSION:
    case ParseOutcome::IP_HEADER_LENGTH:
    case ParseOutcome::IP_HEADER_TRUNCATED:
        return SegmentReason::IP_HEADER;
    default:
        // Behind an IPv6 fragment header is the middle of something; IPv4 has its own length.
        return view.isFragment && view.network == NetworkKind::IPV6 ? SegmentReason::TYPE_MISMATCH
                                                                    : SegmentReason::NONE;
    }
}

/// @param packet a measured super-packet @return what is wrong with the partial checksum it asks
/// for
SegmentReason
ExamineChecksum(const SuperPacket& packet)
{
    if (!packet.IsPartial())
    {
        return SegmentReason::NONE;
    }
    if (packet.frame.checksumStart != packet.view.transportOffset)
    {
        return SegmentReason::CHECKSUM_START;
    }
    return packet.frame.checksumOffset == packet.checksumOffset ? SegmentReason::NONE
                                                                : SegmentReason::CHECKSUM_OFFSET;
}

/// @param packet a measured super-packet @return what is wrong with its lengths
SegmentReason
ExamineLengths(const SuperPacket& packet)
{
    const Frame& frame = packet.frame;
    if (packet.CutLength() <= frame.gsoSize)
    {
        return SegmentReason::FITS_ONE_SEGMENT;
    }
    if (!FitsNetworkLength(packet, frame.gsoSize))
    {
        return SegmentReason::SEGMENT_TOO_LONG;
    }
    return frame.CanReturnHead(packet.headersEnd) ? SegmentReason::NONE
                                                  : SegmentReason::PAYLOAD_IN_HEAD;
}

/**
 * Ask all rules in order.
 * @param packet a super-packet of which only the frame is known; measured if the answer is NONE
 * @param transport set to its protocol if the answer is NONE
 * @return the first rule that is broken
 */
SegmentReason
Examine(SuperPacket& packet, const SegmentProtocol*& transport)
{
    const Frame& frame = packet.frame;
    if (!IsSuperPacket(frame))
    {
        return SegmentReason::NOT_A_SUPER_PACKET;
    }
    packet.view = HeaderView::Parse(frame.head.Data(), frame.head.Length(), frame.length);
    SegmentReason reason = ExamineNetwork(packet.view);
    if (reason != SegmentReason::NONE)
    {
        return reason;
    }
    transport = ProtocolOf(packet);
    if (!transport)
    {
        return SegmentReason::TYPE_MISMATCH;
    }
    packet.transportLength = frame.length - packet.view.transportOffset;
    reason = transport->Examine(packet);
    if (reason == SegmentReason::NONE)
    {
        reason = ExamineChecksum(packet);
    }
    return reason == SegmentReason::NONE ? ExamineLengths(packet) : reason;
}

} // namespace

struct Segmenter::PayloadCursor
{
    std::size_t piece{0}; //!< number of the piece
    uint32_t offset{0};   //!< bytes of it that are taken

    /**
     * Share the next bytes.
     * @param from pieces of the super-packet; what is left of them is enough
     * @param length bytes to share
     * @param to where the parts are appended
     */
    void Share(const std::vector<Piece>& from, uint32_t length, std::vector<Piece>& to)
    {
        while (length > 0 && piece < from.size())
        {
            const uint32_t left = from[piece].Length() - offset;
            const uint32_t part = std::min(left, length);
            if (part > 0)
            {
                to.push_back(from[piece].Slice(offset, part));
            }
            length -= part;
            offset += part;
            if (part == left)
            {
                ++piece;
                offset = 0;
            }
        }
    }
};

Segmenter::Segmenter(SegmentSink& sink, SegmentChecksum checksum)
    : m_sink(sink),
      m_checksum(checksum)
{
}

SegmentReport
Segmenter::Segment(Frame& frame)
{
    SegmentReport report;
    SuperPacket packet{frame, {}};
    const SegmentProtocol* transport = nullptr;
    report.reason = Examine(packet, transport);
    ++m_counters.superPackets;
    ++m_counters.reasons[static_cast<std::size_t>(report.reason)];
    if (report.reason == SegmentReason::NONE)
    {
        frame.ReturnHead(packet.headersEnd);
        RemoveJumboOption(packet, frame);
        transport->Prepare(packet, frame, report);
        Cut(packet, *transport, report);
        m_counters.segments += report.segments;
        m_counters.payloadBytes += packet.PayloadLength();
        frame.Clear();
    }
    return report;
}

void
Segmenter::Cut(const SuperPacket& packet, const SegmentProtocol& transport, SegmentReport& report)
{
    const uint32_t total = packet.CutLength();
    PayloadCursor cursor;
    SegmentPlace place;
    while (place.offset < total)
    {
        place.length = std::min(packet.frame.gsoSize, total - place.offset);
        place.isLast = place.offset + place.length == total;
        Make(packet, transport, place, cursor, report);
        m_sink.Deliver(m_segment);
        m_segment.Clear();
        place.offset += place.length;
        ++place.index;
    }
    report.segments = place.index;
}

void
Segmenter::Make(const SuperPacket& packet,
                const SegmentProtocol& transport,
                const SegmentPlace& place,
                PayloadCursor& cursor,
                SegmentReport& report)
{
    const HeaderView& view = packet.view;
    Frame& segment = m_segment;
    const bool hasTransport = place.IsFirst() || !packet.IsFragmented();
    const uint32_t headLength = hasTransport ? packet.headersEnd : packet.repeatedEnd;
    const uint32_t payload = place.length - (headLength - packet.repeatedEnd);
    const bool isChained = packet.IsList() && !place.IsFirst();
    const FrameHead& head = isChained ? packet.frame.fragList[place.index - 1] : packet.frame.head;
    segment.head.Assign(head.Data(), headLength);
    cursor.Share(packet.frame.pieces, payload, segment.pieces);
    if (packet.IsList())
    {
        // Only the link header is written over that of a chained frame.
        report.headerBytesCopied += isChained ? view.networkOffset : 0;
        ++report.unchained;
    }
    else
    {
        report.headerBytesCopied += headLength;
        report.piecesShared += static_cast<uint32_t>(segment.pieces.size());
    }

    segment.length = headLength + payload;
    segment.payloadLength = payload;
    segment.wireBytes = segment.length;
    segment.networkOffset = view.networkOffset;
    segment.transportOffset = hasTransport ? view.transportOffset : 0;
    segment.vlanTci = packet.frame.vlanTci;
    segment.cookie = packet.frame.cookie;
    segment.headModified = true;
    segment.buffers.skbHeads = 1;
    segment.buffers.frags = static_cast<uint32_t>(segment.pieces.size());
    segment.buffers.linearBytes = headLength - ethernet::HEADER_LENGTH;

    const uint32_t covered = transport.WriteHeaders(packet, place, segment.head.Data());
    if (covered > 0)
    {
        segment.checksumState = ChecksumState::PARTIAL;
        segment.checksumStart = view.transportOffset;
        segment.checksumOffset = static_cast<uint16_t>(packet.checksumOffset);
        // Who completes a partial checksum sums up to the end.
        const bool coversAll = covered == segment.length - view.transportOffset;
        if (m_checksum == SegmentChecksum::COMPLETE || !coversAll)
        {
            WriteChecksum(packet, covered);
            report.bytesSummed += covered;
        }
    }
}

void
Segmenter::WriteChecksum(const SuperPacket& packet, uint32_t covered)
{
    const uint32_t begin = packet.view.transportOffset;
    const uint16_t checksum = ChecksumOfSum(SumFrame(m_segment, begin, covered).sum);
    Store16(m_segment.head.Data() + begin + packet.checksumOffset,
            checksum == 0 && !packet.isZeroChecksum ? 0xffff : checksum);
    m_segment.checksumState = ChecksumState::NONE;
}

bool
CompleteChecksum(Frame& frame)
{
    const uint32_t field = frame.checksumStart + frame.checksumOffset;
    if (frame.checksumState != ChecksumState::PARTIAL || field + 2 > frame.head.Length())
    {
        return false;
    }
    const FrameSum sum = SumFrame(frame, frame.checksumStart, frame.length - frame.checksumStart);
    const uint16_t checksum = ChecksumOfSum(sum.sum);
    Store16(frame.head.Data() + field, checksum == 0 ? 0xffff : checksum);
    frame.checksumState = ChecksumState::NONE;
    return true;
}

} // namespace ns3::offload
