/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "engine/lro-manager.h"

#include "engine/engine-assert.h"
#include "engine/lro-rules.h"

#include <utility>

/**
 * @file
 * @ingroup offload
 * ns3::offload::LroManager implementation.
 */

namespace ns3::offload
{

namespace
{

/// Page mode: bytes put into the head of a frame whose TCP header was not located
/// (LRO_MAX_PG_HLEN).
constexpr uint32_t UNLOCATED_HEAD_BYTES = 64;

} // namespace

/// A frame on its way through the manager.
struct LroManager::Arrival
{
    Frame& frame;                    //!< the frame
    Mode mode;                       //!< how it came
    std::optional<uint16_t> vlanTci; //!< the tag that the NIC took out
    LroTcpSegment segment{};         //!< valid once located
    /// Page mode: what goes into the head if the frame needs one. Known better once it is located.
    uint32_t headBytes{UNLOCATED_HEAD_BYTES};
};

LroManager::LroManager(const LroConfig& config, LroLocator* locator, LroSink& sink)
    : m_config(config),
      m_locator(locator),
      m_sink(sink),
      m_table(config.maxDesc)
{
}

LroReport
LroManager::ReceiveSkb(Frame& frame, std::optional<uint16_t> vlanTci)
{
    return Receive(Arrival{frame, Mode::SKB, vlanTci}, IfRefused::PASS, 0);
}

LroReport
LroManager::ReceiveFrags(Frame& frame, uint32_t sum, std::optional<uint16_t> vlanTci)
{
    return Receive(Arrival{frame, Mode::FRAGS, vlanTci}, IfRefused::PASS, sum);
}

LroReport
LroManager::MaybeReceiveFrags(Frame& frame)
{
    return Receive(Arrival{frame, Mode::FRAGS, std::nullopt}, IfRefused::LEAVE, 0);
}

LroReport
LroManager::FlushPacket(const Frame& frame, const HeaderLocation& location)
{
    LroReport report;
    if (IsTcpOverIpv4(location))
    {
        LroTcpSegment segment;
        segment.Read(frame, location);
        const LroDescriptorTable::Lookup lookup = FindDescriptor(segment.key, report);
        if (lookup.isActive)
        {
            Flush(lookup.slot, LroFlushReason::FLOW_FLUSH, report);
        }
    }
    AssertLaws();
    return report;
}

LroReport
LroManager::FlushAll()
{
    LroReport report;
    for (uint32_t slot = 0; slot < m_table.Size() && m_table.ActiveCount() > 0; ++slot)
    {
        if (m_table.IsActive(slot))
        {
            Flush(slot, LroFlushReason::FLUSH_ALL, report);
        }
    }
    AssertLaws();
    OFFLOAD_ENGINE_ASSERT(ActiveSessions() == 0, "nothing is held after a flush of all");
    return report;
}

LroReport
LroManager::Receive(Arrival&& arrival, IfRefused ifRefused, uint32_t sum)
{
    Frame& frame = arrival.frame;
    if (frame.wireBytes == 0)
    {
        frame.wireBytes = frame.length; // the caller has not set it
    }
    const uint32_t wireBytes = frame.wireBytes;
    // A frame that stays with the driver gets its own tag back.
    const std::optional<uint16_t> driversTci = frame.vlanTci;
    frame.vlanTci = arrival.vlanTci;

    LroReport report;
    report.reason = Aggregate(arrival, report);
    if (report.reason != LroReason::NONE)
    {
        if (ifRefused == IfRefused::PASS)
        {
            report.outcome = LroOutcome::PASSED;
            Pass(arrival, sum, report);
        }
        else
        {
            report.outcome = LroOutcome::REFUSED;
            frame.vlanTci = driversTci;
        }
    }
    Count(report, wireBytes);
    AssertLaws();
    return report;
}

LroReason
LroManager::Aggregate(Arrival& arrival, LroReport& report)
{
    const LroReason refusal = Locate(arrival, report);
    if (refusal != LroReason::NONE)
    {
        return refusal;
    }
    const LroDescriptorTable::Lookup lookup = FindDescriptor(arrival.segment.key, report);
    if (!lookup.session)
    {
        return LroReason::NO_DESCRIPTOR;
    }
    const LroReason reason =
        lookup.isActive ? MayMerge(*lookup.session, arrival, report) : MayOpen(arrival, report);
    if (reason == LroReason::NONE)
    {
        lookup.isActive ? Merge(lookup.slot, arrival, report) : Hold(lookup.slot, arrival, report);
    }
    else if (lookup.isActive)
    {
        // The frame goes up now, and what is held of its flow must not come after it.
        Flush(lookup.slot, LroFlushReason::FRAME_REFUSED, report);
    }
    return reason;
}

LroReason
LroManager::Locate(Arrival& arrival, LroReport& report)
{
    if (!m_locator)
    {
        return LroReason::NO_LOCATOR;
    }
    report.headersLocated = true;
    const std::optional<HeaderLocation> location = arrival.mode == Mode::SKB
                                                       ? m_locator->LocateInSkb(arrival.frame)
                                                       : m_locator->LocateInFrag(arrival.frame);
    if (!location)
    {
        return LroReason::LOCATOR_REFUSED;
    }
    if (!IsTcpOverIpv4(*location))
    {
        return LroReason::UNSUPPORTED_PROTOCOL;
    }
    arrival.segment.Read(arrival.frame, *location);
    arrival.headBytes = arrival.segment.HeaderEnd();
    return LroReason::NONE;
}

bool
LroManager::IsTcpOverIpv4(const HeaderLocation& location)
{
    constexpr uint32_t WANTED = HeaderLocation::IPV4 | HeaderLocation::TCP;
    return (location.flags & WANTED) == WANTED;
}

LroDescriptorTable::Lookup
LroManager::FindDescriptor(const FlowKey& key, LroReport& report)
{
    const LroDescriptorTable::Lookup lookup = m_table.Find(key);
    report.descriptorsCompared += lookup.compared;
    m_counters.noDesc += lookup.session ? 0 : 1;
    return lookup;
}

LroReason
LroManager::MayOpen(const Arrival& arrival, LroReport& report) const
{
    report.eligibilityChecked = true;
    return lro::Examine(arrival.frame, arrival.segment, DatagramLength(arrival, true), nullptr);
}

LroReason
LroManager::MayMerge(const LroSession& session, const Arrival& arrival, LroReport& report) const
{
    const LroReason reason =
        lro::ExamineNext(arrival.frame, arrival.segment, DatagramLength(arrival, false), session);
    report.eligibilityChecked = reason != LroReason::OUT_OF_SEQUENCE;
    return reason;
}

int64_t
LroManager::DatagramLength(const Arrival& arrival, bool isFirst) const
{
    const Frame& frame = arrival.frame;
    if (arrival.mode == Mode::FRAGS)
    {
        return static_cast<int64_t>(frame.length) - arrival.segment.networkOffset;
    }
    // skb->len does not count the MAC header, but counts a tag that is in the bytes. The original
    // allows for the tag where a session begins and forgets it where a frame is to be merged, so
    // that tagged frames never merge in skb mode.
    const bool hasTagInBand = !m_config.extractVlanId &&
                              frame.head.Length() >= ethernet::HEADER_LENGTH &&
                              Load16(frame.head.Data() + ethernet::TYPE) == ethernet::TYPE_8021Q;
    return static_cast<int64_t>(frame.length) - ethernet::HEADER_LENGTH -
           (isFirst && hasTagInBand ? ethernet::TAG_LENGTH : 0);
}

void
LroManager::Hold(uint32_t slot, Arrival& arrival, LroReport& report)
{
    Frame& frame = arrival.frame;
    if (arrival.mode == Mode::FRAGS)
    {
        BuildSkb(frame, arrival.headBytes, report);
        frame.checksum = 0;
        frame.vlanTci.reset(); // as in the original: only skb mode hands the tag to the session
    }
    frame.checksumState = m_config.ipSummedAggr;
    m_table.Activate(slot, arrival.segment.key);
    m_table.Session(slot).Open(frame, arrival.segment, m_config.maintainTcpChecksum);
    report.outcome = LroOutcome::HELD;
}

void
LroManager::Merge(uint32_t slot, Arrival& arrival, LroReport& report)
{
    LroSession& session = m_table.Session(slot);
    BufferCount& buffers = session.SuperPacket().buffers;
    if (arrival.mode == Mode::FRAGS)
    {
        report.fragsLinked = static_cast<uint32_t>(arrival.frame.frags.size());
        buffers.frags += report.fragsLinked;
    }
    else
    {
        report.listMembersLinked = 1;
        buffers.skbHeads += arrival.frame.buffers.skbHeads;
        buffers.fragListMembers += 1;
    }
    session.Append(arrival.frame, arrival.segment);
    report.outcome = LroOutcome::MERGED;

    const LroFlushReason reason = MustFlush(session, arrival.mode);
    if (reason != LroFlushReason::NONE)
    {
        Flush(slot, reason, report);
    }
}

LroFlushReason
LroManager::MustFlush(const LroSession& session, Mode mode) const
{
    const Frame& frame = session.SuperPacket();
    // In page mode the limit is the array of frags in the head.
    const uint32_t aggregated = mode == Mode::FRAGS ? frame.buffers.frags : frame.segments;
    if (aggregated >= m_config.maxAggr)
    {
        return LroFlushReason::MAX_AGGR;
    }
    constexpr uint32_t MAX_IP_LENGTH = 0xffff;
    if (session.SkbLength() > MAX_IP_LENGTH - m_config.mtu)
    {
        return LroFlushReason::SIZE_LIMIT;
    }
    return LroFlushReason::NONE;
}

void
LroManager::Flush(uint32_t slot, LroFlushReason reason, LroReport& report)
{
    LroSession& session = m_table.Session(slot);
    report.headersRewritten += session.Finish() ? 1 : 0;
    report.flushReason = reason;
    ++report.sessionsFlushed;
    ++m_counters.flushed;
    ++m_counters.flushes[reason];
    LroDelivery delivery;
    delivery.isSession = true;
    delivery.flushReason = reason;
    Deliver(session.SuperPacket(), delivery, report);
    m_table.Release(slot);
}

void
LroManager::Pass(Arrival& arrival, uint32_t sum, LroReport& report)
{
    if (arrival.mode == Mode::FRAGS)
    {
        BuildSkb(arrival.frame, arrival.headBytes, report);
        arrival.frame.checksum = sum;
    }
    // In both modes, and whatever the driver has written into an sk_buff.
    arrival.frame.checksumState = m_config.ipSummed;
    LroDelivery delivery;
    delivery.passReason = report.reason;
    Deliver(arrival.frame, delivery, report);
    arrival.frame.Clear();
}

void
LroManager::BuildSkb(Frame& frame, uint32_t headBytes, LroReport& report) const
{
    frame.ReturnHead(headBytes);
    const uint32_t headLength = frame.head.Length();
    BufferCount& buffers = frame.buffers;
    buffers.skbHeads = 1;
    buffers.fragListMembers = 0;
    buffers.headAllocBytes = headBytes + m_config.fragAlignPad;
    buffers.linearBytes =
        headLength > ethernet::HEADER_LENGTH ? headLength - ethernet::HEADER_LENGTH : 0;
    // A fragment whose bytes all went into the head stays attached, with no bytes.
    buffers.frags = static_cast<uint32_t>(frame.frags.size());
    report.skbHeadsAllocated += 1;
    report.headBytesCopied += headLength;
    report.fragsLinked += buffers.frags;
}

void
LroManager::Deliver(Frame& frame, LroDelivery delivery, LroReport& report)
{
    if (frame.vlanTci)
    {
        delivery.upcall =
            m_config.napi ? LroUpcall::VLAN_HWACCEL_RECEIVE_SKB : LroUpcall::VLAN_HWACCEL_RX;
    }
    else
    {
        delivery.upcall = m_config.napi ? LroUpcall::NETIF_RECEIVE_SKB : LroUpcall::NETIF_RX;
    }
    ++report.framesDelivered;
    m_counters.bytesDelivered += frame.wireBytes;
    m_sink.Deliver(frame, delivery);
}

void
LroManager::Count(const LroReport& report, uint32_t wireBytes)
{
    const bool isAggregated = report.reason == LroReason::NONE;
    const bool isRefused = report.outcome == LroOutcome::REFUSED;
    ++m_counters.framesReceived;
    ++m_counters.outcomes[report.outcome];
    ++m_counters.reasons[report.reason];
    m_counters.aggregated += isAggregated ? 1 : 0;
    m_counters.bytesReceived += wireBytes;
    m_counters.bytesRefused += isRefused ? wireBytes : 0;
}

void
LroManager::AssertLaws() const
{
    OFFLOAD_ENGINE_ASSERT(m_counters.outcomes.Total() == m_counters.framesReceived,
                          "frames in = held + merged + passed + refused");
    OFFLOAD_ENGINE_ASSERT(m_counters.reasons.Total() == m_counters.framesReceived,
                          "every frame has one reason");
    OFFLOAD_ENGINE_ASSERT(m_counters.outcomes[LroOutcome::HELD] ==
                              m_counters.flushed + ActiveSessions(),
                          "sessions opened = flushed + still held");
    OFFLOAD_ENGINE_ASSERT(m_counters.flushes.Total() == m_counters.flushed,
                          "every flush has one reason");
    OFFLOAD_ENGINE_ASSERT(m_counters.bytesReceived ==
                              m_counters.bytesDelivered + m_counters.bytesRefused + BytesHeld(),
                          "bytes in = delivered + refused + held");
}

} // namespace ns3::offload
