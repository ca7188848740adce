/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "engine/segmenter.h"

#include "engine/checksum.h"
#include "engine/engine-assert.h"
#include "engine/frame-sum.h"
#include "engine/header-fields.h"
#include "engine/segment-kinds.h"
#include "engine/segment-network.h"

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

/// Which headers a segmentation type is for, and the class that knows them.
struct ProtocolEntry
{
    SegmentationType type;           //!< the type
    NetworkKind network;             //!< NONE: either
    TransportKind transport;         //!< transport
    const SegmentProtocol* protocol; //!< the class that knows it
    const SegmentProtocol* list;     //!< the class that takes a list of it apart, or null
};

/// All that can be segmented.
const ProtocolEntry PROTOCOLS[] = {
    {SegmentationType::TCP_V4, NetworkKind::IPV4, TransportKind::TCP, &g_tcp, &g_list},
    {SegmentationType::TCP_V6, NetworkKind::IPV6, TransportKind::TCP, &g_tcp, &g_list},
    {SegmentationType::UDP_L4, NetworkKind::NONE, TransportKind::UDP, &g_udp, &g_list},
    {SegmentationType::UDP_FRAGMENT, NetworkKind::NONE, TransportKind::UDP, &g_ufo, nullptr},
    {SegmentationType::DCCP, NetworkKind::NONE, TransportKind::DCCP, &g_dccp, nullptr},
};

/// @param packet a super-packet with its view @return the protocol that can segment it, or null
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

/// @param frame a frame @return whether it asks to be segmented
bool
IsSuperPacket(const Frame& frame)
{
    return frame.gsoType != SegmentationType::NONE && frame.gsoSize > 0;
}

/// @param view of a super-packet @return what keeps its transport header from being found. Lengths
/// and the transport header itself do not matter here: see SuperPacket
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
        // Behind an IPv6 fragment header may be the middle of a datagram; IPv4 is segmented.
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
    if (packet.SegmentedLength() <= frame.gsoSize)
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

/// How far the payload of a super-packet is given to segments.
struct Segmenter::PayloadCursor
{
    std::size_t frag{0}; //!< number of the frag
    uint32_t offset{0};  //!< bytes of it that are taken

    /// @param from frags of the super-packet @return bytes of them that are not taken
    uint64_t CountLeft(const std::vector<Frag>& from) const
    {
        uint64_t left = 0;
        for (std::size_t i = frag; i < from.size(); ++i)
        {
            left += from[i].Length();
        }
        return left - offset;
    }

    /**
     * Share the next bytes.
     * @param from frags of the super-packet; what is left of them is enough
     * @param length bytes to share
     * @param to where the parts are appended
     */
    void Share(const std::vector<Frag>& from, uint32_t length, std::vector<Frag>& to)
    {
        while (length > 0 && frag < from.size())
        {
            const uint32_t left = from[frag].Length() - offset;
            const uint32_t part = std::min(left, length);
            if (part > 0)
            {
                to.emplace_back(from[frag], offset, part);
            }
            length -= part;
            offset += part;
            if (part == left)
            {
                ++frag;
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
    ++m_counters.reasons[report.reason];
    if (report.reason == SegmentReason::NONE)
    {
        frame.ReturnHead(packet.headersEnd);
        RemoveJumboOption(packet, frame);
        transport->Prepare(packet, frame, report);
        packet.ipv4Sum =
            packet.view.network == NetworkKind::IPV4 ? SumRepeatedIpv4Header(packet) : 0;
        BuildAll(packet, *transport, report);
        m_counters.segments += report.segments;
        m_counters.payloadBytes += packet.PayloadLength();
        frame.Clear();
    }
    return report;
}

void
Segmenter::BuildAll(const SuperPacket& packet,
                    const SegmentProtocol& transport,
                    SegmentReport& report)
{
    const uint32_t total = packet.SegmentedLength();
    PayloadCursor cursor;
    SegmentRange range;
    while (range.offset < total)
    {
        range.length = std::min(packet.frame.gsoSize, total - range.offset);
        range.isLast = range.offset + range.length == total;
        Build(packet, transport, range, cursor, report);
        m_sink.Deliver(m_segment);
        m_segment.Clear();
        range.offset += range.length;
        ++range.index;
    }
    report.segments = range.index;
    OFFLOAD_ENGINE_ASSERT(cursor.CountLeft(packet.frame.frags) == 0,
                          "every payload byte is in a segment");
}

void
Segmenter::Build(const SuperPacket& packet,
                 const SegmentProtocol& transport,
                 const SegmentRange& range,
                 PayloadCursor& cursor,
                 SegmentReport& report)
{
    const HeaderView& view = packet.view;
    Frame& segment = m_segment;
    const bool hasTransport = range.IsFirst() || !packet.IsFragmented();
    const uint32_t headLength = hasTransport ? packet.headersEnd : packet.repeatedEnd;
    const uint32_t payload = range.length - (headLength - packet.repeatedEnd);
    const bool isChained = packet.IsList() && !range.IsFirst();
    const FrameHead& head = isChained ? packet.frame.fragList[range.index - 1] : packet.frame.head;
    segment.head.Assign(head.Data(), headLength);
    cursor.Share(packet.frame.frags, payload, segment.frags);
    if (packet.IsList())
    {
        // A chained frame has its headers; only its link header is overwritten.
        report.headerBytesCopied += isChained ? view.networkOffset : 0;
        ++report.unchained;
    }
    else
    {
        report.headerBytesCopied += headLength;
        report.fragsShared += static_cast<uint32_t>(segment.frags.size());
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
    segment.buffers.frags = static_cast<uint32_t>(segment.frags.size());
    segment.buffers.linearBytes = headLength - ethernet::HEADER_LENGTH;

    OFFLOAD_ENGINE_ASSERT(segment.CountBytes() == segment.length,
                          "a segment's bytes are those of its head and its frags");

    const uint32_t covered = transport.WriteHeaders(packet, range, segment.head.Data());
    if (covered > 0)
    {
        segment.checksumState = ChecksumState::PARTIAL;
        segment.checksumStart = view.transportOffset;
        segment.checksumOffset = static_cast<uint16_t>(packet.checksumOffset);
        // A partial checksum is completed by a sum up to the end of the frame.
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
