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
    /// @param received the frame @param how it came @param tci the tag that the NIC took out
    Arrival(Frame& received, Mode how, std::optional<uint16_t> tci)
        : frame(received),
          mode(how),
          vlanTci(tci)
    {
    }

    Frame& frame;                    //!< the frame
    Mode mode;                       //!< how it came
    std::optional<uint16_t> vlanTci; //!< the tag that the NIC took out
    LroTcpSegment segment;           //!< valid once located
    /// Page mode: what goes into the head if the frame needs one. Known better once it is located.
    uint32_t headBytes{UNLOCATED_HEAD_BYTES};
};

LroManager::LroManager(const LroConfig& config, LroLocator* locator, LroSink& sink)
    : m_config(config),
      m_locator(locator),
      m_sink(sink),
      m_mayPredict(locator && locator->ReadsOnlyHeaders()),
      m_table(config.maxDesc)
{
}

[[gnu::always_inline]] inline bool
LroManager::MergePredicted(Frame& frame, Mode mode, LroReport& report)
{
    const LroDescriptorTable::Lookup lookup = m_table.FindPredicting(frame);
    if (!lookup.session)
    {
        return false;
    }
    OFFLOAD_ENGINE_ASSERT(AgreesWithRules(lookup, frame, mode),
                          "a predicted frame is one that the rules would merge");
    if (frame.wireBytes == 0)
    {
        frame.wireBytes = frame.length; // the caller has not set it
    }
    report.headersLocated = true;
    report.descriptorsCompared = lookup.compared;
    report.eligibilityChecked = true;
    m_counters.bytesReceived += frame.wireBytes;
    Link(*lookup.session, frame, mode, report);
    lookup.session->AppendPredicted(frame);
    FlushGrown(lookup.slot, *lookup.session, mode, report);
    Count(LroOutcome::MERGED, LroReason::NONE);
    return true;
}

LroReport
LroManager::ReceiveSkb(Frame& frame, std::optional<uint16_t> vlanTci)
{
    LroReport report;
    if (!MergePredicted(frame, Mode::SKB, report))
    {
        Receive(Arrival{frame, Mode::SKB, vlanTci}, IfRefused::PASS, 0, report);
    }
    return report;
}

LroReport
LroManager::ReceiveFrags(Frame& frame, uint32_t sum, std::optional<uint16_t> vlanTci)
{
    LroReport report;
    if (!MergePredicted(frame, Mode::FRAGS, report))
    {
        Receive(Arrival{frame, Mode::FRAGS, vlanTci}, IfRefused::PASS, sum, report);
    }
    return report;
}

LroReport
LroManager::MaybeReceiveFrags(Frame& frame)
{
    LroReport report;
    if (!MergePredicted(frame, Mode::FRAGS, report))
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
    return isLocated && found.isActive && found.slot == lookup.slot &&
           found.compared == lookup.compared &&
           MayMerge(*found.session, arrival, report) == LroReason::NONE &&
           found.session->IsLikeFirst(arrival.segment);
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
        frame.vlanTci.reset(); // as in the original: only skb mode hands the tag to the session
    }
    frame.checksumState = m_config.ipSummedAggr;
    m_table.Activate(slot, arrival.segment.key);
    m_table.Session(slot).Open(frame, arrival.segment, m_config.maintainTcpChecksum, isModel);
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
    BufferCount& buffers = session.SuperPacket().buffers;
    if (mode == Mode::FRAGS)
    {
        report.fragsLinked = static_cast<uint32_t>(frame.frags.size());
    }
    else
    {
        report.listMembersLinked = 1;
        buffers.skbHeads += frame.buffers.skbHeads;
    }
    buffers.frags += report.fragsLinked;
    buffers.fragListMembers += report.listMembersLinked;
}

inline void
LroManager::FlushGrown(uint32_t slot, const LroSession& session, Mode mode, LroReport& report)
{
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
    constexpr uint32_t MAX_IP_LENGTH = 0xffff;
    if (session.SkbLength() > MAX_IP_LENGTH - m_config.mtu)
    {
        return LroFlushReason::SIZE_LIMIT;
    }
    return LroFlushReason::NONE;
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
