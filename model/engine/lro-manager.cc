/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "engine/lro-manager.h"

#include "engine/engine-assert.h"
#include "engine/lro-arrival.h"
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

constexpr uint32_t MAX_IP_LENGTH = 0xffff; //!< of a datagram, bytes

} // namespace

LroManager::LroManager(const LroConfig& config, LroLocator* locator, LroSink& sink)
    : m_config(config),
      m_locator(locator),
      m_sink(sink),
      m_maxLength(ethernet::HEADER_LENGTH + MAX_IP_LENGTH - config.mtu),
      m_mayPredict(locator && locator->ReadsOnlyHeaders()),
      m_table(config.maxDesc)
{
}

[[gnu::always_inline]] inline bool
LroManager::KeepPredicted(Frame& frame,
                          Mode mode,
                          const std::optional<uint16_t>& vlanTci,
                          LroReport& report)
{
    const LroDescriptorTable::Lookup lookup = m_table.FindPredicting(frame);
    if (!lookup.session)
    {
        return false;
    }
    OFFLOAD_ENGINE_ASSERT(AgreesWithRules(lookup, frame, mode),
                          "a predicted frame is one that the rules would keep");
    if (frame.wireBytes == 0)
    {
        frame.wireBytes = frame.length; // the caller has not set it
    }
    report.headersLocated = true;
    report.descriptorsCompared = lookup.compared;
    report.eligibilityChecked = true;
    m_counters.bytesReceived += frame.wireBytes;
    if (!lookup.isActive)
    {
        HoldPredicted(lookup.slot, {frame, mode, vlanTci}, report);
        Count(LroOutcome::HELD, LroReason::NONE);
        return true;
    }
    Link(*lookup.session, frame, mode, report);
    lookup.session->AppendPredicted(frame);
    FlushGrown(lookup.slot, *lookup.session, mode, report);
    Count(LroOutcome::MERGED, LroReason::NONE);
    return true;
}

void
LroManager::HoldPredicted(uint32_t slot, Arrival&& arrival, LroReport& report)
{
    constexpr HeaderLocation LOCATION{LroPrediction::IP_OFFSET,
                                      LroPrediction::TCP_OFFSET,
                                      HeaderLocation::IPV4 | HeaderLocation::TCP};
    arrival.segment.Read(arrival.frame, LOCATION);
    arrival.headBytes = arrival.segment.HeaderEnd();
    Hold(slot, arrival, report);
}

LroReport
LroManager::ReceiveSkb(Frame& frame, const std::optional<uint16_t>& vlanTci)
{
    LroReport report;
    if (!KeepPredicted(frame, Mode::SKB, vlanTci, report))
    {
        Receive(Arrival{frame, Mode::SKB, vlanTci}, IfRefused::PASS, 0, report);
    }
    return report;
}

LroReport
LroManager::ReceiveFrags(Frame& frame, uint32_t sum, const std::optional<uint16_t>& vlanTci)
{
    LroReport report;
    if (!KeepPredicted(frame, Mode::FRAGS, vlanTci, report))
    {
        Receive(Arrival{frame, Mode::FRAGS, vlanTci}, IfRefused::PASS, sum, report);
    }
    return report;
}

LroReport
LroManager::MaybeReceiveFrags(Frame& frame)
{
    LroReport report;
    if (!KeepPredicted(frame, Mode::FRAGS, std::nullopt, report))
    {
        Receive(Arrival{frame, Mode::FRAGS, std::nullopt}, IfRefused::LEAVE, 0, report);
    }
    return report;
}

void
LroManager::Receive(Arrival&& arrival, IfRefused ifRefused, uint32_t sum, LroReport& report)
{
    Frame& frame = arrival.frame;
    if (frame.wireBytes == 0)
    {
        frame.wireBytes = frame.length; // the caller has not set it
    }
    m_counters.bytesReceived += frame.wireBytes;
    // A frame that stays with the driver gets its own tag back.
    const std::optional<uint16_t> driversTci = frame.vlanTci;
    frame.vlanTci = arrival.vlanTci;

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
            m_counters.bytesRefused += frame.wireBytes;
            frame.vlanTci = driversTci;
        }
    }
    Count(report.outcome, report.reason);
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

bool
LroManager::AgreesWithRules(const LroDescriptorTable::Lookup& lookup, Frame& frame, Mode mode)
{
    Arrival arrival{frame, mode, std::nullopt};
    LroReport report;
    const bool isLocated = Locate(arrival, report) == LroReason::NONE;
    const LroDescriptorTable::Lookup found = m_table.Find(arrival.segment.key);
    if (!isLocated || found.isActive != lookup.isActive || found.slot != lookup.slot ||
        found.compared != lookup.compared)
    {
        return false;
    }
    return found.isActive ? MayMerge(*found.session, arrival, report) == LroReason::NONE &&
                                found.session->IsLikeFirst(arrival.segment)
                          : MayOpen(arrival, report) == LroReason::NONE &&
                                arrival.segment.networkOffset == LroPrediction::IP_OFFSET &&
                                arrival.segment.transportOffset == LroPrediction::TCP_OFFSET;
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
    const bool isModel =
        m_mayPredict && lro::FillsFrame(arrival.segment, DatagramLength(arrival, false));
    if (arrival.mode == Mode::FRAGS)
    {
        BuildSkb(frame, arrival.headBytes, report);
        frame.checksum = 0;
        arrival.vlanTci.reset(); // as in the original: only skb mode hands the tag to the session
    }
    m_table.Activate(slot, arrival.segment.key);
    LroSession& session = m_table.Session(slot);
    session.Open(frame, arrival.segment, m_config.maintainTcpChecksum, isModel);
    session.SuperPacket().checksumState = m_config.ipSummedAggr;
    session.SuperPacket().vlanTci = arrival.vlanTci;
    report.outcome = LroOutcome::HELD;
}

void
LroManager::Merge(uint32_t slot, Arrival& arrival, LroReport& report)
{
    LroSession& session = m_table.Session(slot);
    Link(session, arrival.frame, arrival.mode, report);
    session.Append(arrival.frame, arrival.segment);
    FlushGrown(slot, session, arrival.mode, report);
}

inline void
LroManager::Link(LroSession& session, const Frame& frame, Mode mode, LroReport& report)
{
    if (mode == Mode::FRAGS)
    {
        report.fragsLinked = static_cast<uint32_t>(frame.frags.size());
    }
    else
    {
        report.listMembersLinked = 1;
        session.SuperPacket().buffers.skbHeads += frame.buffers.skbHeads;
    }
}

inline void
LroManager::FlushGrown(uint32_t slot, LroSession& session, Mode mode, LroReport& report)
{
    BufferCount& buffers = session.SuperPacket().buffers;
    if (mode == Mode::FRAGS)
    {
        buffers.frags += report.fragsLinked;
    }
    else
    {
        ++buffers.fragListMembers;
    }
    report.outcome = LroOutcome::MERGED;
    const LroFlushReason reason = MustFlush(session, mode);
    if (reason != LroFlushReason::NONE)
    {
        Flush(slot, reason, report);
    }
}

inline LroFlushReason
LroManager::MustFlush(const LroSession& session, Mode mode) const
{
    const Frame& frame = session.SuperPacket();
    // In page mode the limit is the array of frags in the head.
    const uint32_t aggregated = mode == Mode::FRAGS ? frame.buffers.frags : frame.segments;
    if (aggregated >= m_config.maxAggr)
    {
        return LroFlushReason::MAX_AGGR;
    }
    return frame.length > m_maxLength ? LroFlushReason::SIZE_LIMIT : LroFlushReason::NONE;
}

inline void
LroManager::Count(LroOutcome outcome, LroReason reason)
{
    ++m_counters.framesReceived;
    ++m_counters.outcomes[outcome];
    ++m_counters.reasons[reason];
    m_counters.aggregated += reason == LroReason::NONE ? 1 : 0;
    AssertLaws();
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
