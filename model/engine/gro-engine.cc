/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "engine/gro-engine.h"

#include "engine/engine-assert.h"

#include <ostream>

/**
 * @file
 * @ingroup offload
 * ns3::offload::GroEngine implementation.
 */

namespace ns3::offload
{

GroEngine::GroEngine(const GroConfig& config, GroSink& sink, const GroSockets* sockets)
    : m_config(config),
      m_sink(sink),
      m_sockets(sockets),
      m_lists(config.buckets),
      m_mask((config.buckets & (config.buckets - 1)) == 0 ? config.buckets - 1 : 0)
{
}

inline void
GroEngine::FlushGrown(GroList& list,
                      GroHeldPacket& held,
                      const GroPacket& packet,
                      uint8_t tcpFlags,
                      GroReport& report)
{
    report.outcome = GroOutcome::MERGED;
    const GroFlushReason reason = gro::ExamineGrown(held, packet, tcpFlags);
    if (reason != GroFlushReason::NONE)
    {
        Flush(list, held, reason, report);
    }
}

inline bool
GroEngine::MergePredicted(Frame& frame, uint32_t hash, GroReport& report)
{
    GroList& list = ListOf(hash);
    const GroList::Lookup lookup = list.FindPredicting(frame, hash);
    if (!lookup.held)
    {
        return false;
    }
    GroHeldPacket& held = *lookup.held;
    if (!gro::FitsMaxSize(held, held.First().payloadLength))
    {
        return false;
    }
    report.packetsCompared = lookup.compared;
    report.headersExamined = true;
    report.ipHeadersVerified = held.First().isIpv6 ? 0 : 1;
    OFFLOAD_ENGINE_ASSERT(AgreesWithRules(held, frame, hash, report),
                          "a predicted frame is one that the rules would append");
    const uint8_t flags = frame.head.Data()[held.First().transportOffset + tcp::FLAGS];
    held.AppendPredicted(frame, report);
    FlushGrown(list, held, held.First(), flags, report);
    return true;
}

GroReport
GroEngine::Receive(Frame& frame, uint32_t hash, uint64_t tick)
{
    if (frame.wireBytes == 0)
    {
        frame.wireBytes = frame.length; // the caller has not set it
    }
    m_counters.bytesReceived += frame.wireBytes;

    GroReport report;
    if (m_config.gro && MergePredicted(frame, hash, report))
    {
        Count(GroOutcome::MERGED, GroReason::NONE);
        return report;
    }
    report.reason = m_config.gro ? ApplyRules(frame, hash, tick, report) : GroReason::GRO_OFF;
    if (report.reason != GroReason::NONE)
    {
        Pass(frame, report);
    }
    Count(report.outcome, report.reason);
    return report;
}

inline void
GroEngine::Count(GroOutcome outcome, GroReason reason)
{
    ++m_counters.framesReceived;
    ++m_counters.outcomes[outcome];
    ++m_counters.reasons[reason];
    AssertLaws();
}

void
GroEngine::SetForwarding(bool udpGroForwarding, bool fraglist)
{
    OFFLOAD_ENGINE_ASSERT(m_packetsHeld == 0, "what is merged and what is chained do not mix");
    m_config.udpGroForwarding = udpGroForwarding;
    m_config.fraglist = fraglist;
}

GroReport
GroEngine::FlushAll()
{
    GroReport report;
    for (auto list = m_lists.begin(); m_packetsHeld > 0 && list != m_lists.end(); ++list)
    {
        while (GroHeldPacket* oldest = list->Oldest())
        {
            Flush(*list, *oldest, GroFlushReason::FLUSH_ALL, report);
        }
    }
    AssertLaws();
    OFFLOAD_ENGINE_ASSERT(m_packetsHeld == 0, "nothing is held after a flush of all");
    return report;
}

GroReport
GroEngine::FlushOlderThan(uint64_t tick)
{
    GroReport report;
    for (GroList& list : m_lists)
    {
        GroHeldPacket* oldest = list.Oldest();
        while (oldest && oldest->Tick() < tick)
        {
            Flush(list, *oldest, GroFlushReason::TOO_OLD, report);
            oldest = list.Oldest();
        }
    }
    AssertLaws();
    return report;
}

uint64_t
GroEngine::BytesHeld() const
{
    uint64_t bytes = 0;
    for (const GroList& list : m_lists)
    {
        bytes += list.BytesHeld();
    }
    return bytes;
}

void
GroEngine::Print(std::ostream& os) const
{
    for (std::size_t i = 0; i < m_lists.size(); ++i)
    {
        if (m_lists[i].Size() > 0)
        {
            os << "list " << i << ":\n";
            m_lists[i].Print(os);
        }
    }
}

bool
GroEngine::AgreesWithRules(const GroHeldPacket& held,
                           Frame& frame,
                           uint32_t hash,
                           const GroReport& report)
{
    GroPacket packet;
    GroReport read;
    if (packet.Read(frame, m_config, m_sockets, read) != GroReason::NONE)
    {
        return false;
    }
    const gro::Candidate next{frame, packet, hash};
    const GroList::Lookup lookup = ListOf(hash).Find(next);
    return lookup.held == &held && lookup.compared == report.packetsCompared &&
           read.ipHeadersVerified == report.ipHeadersVerified && read.checksumBytes == 0 &&
           packet.payloadOffset == held.First().payloadOffset &&
           packet.payloadLength == held.SegmentSize() && !gro::IsOfOtherKind(held, next) &&
           gro::ExamineNext(held, next) == GroFlushReason::NONE &&
           gro::HasListsChecksumState(held, next);
}

GroReason
GroEngine::ApplyRules(Frame& frame, uint32_t hash, uint64_t tick, GroReport& report)
{
    GroPacket packet;
    const GroReason reason = packet.Read(frame, m_config, m_sockets, report);
    return reason == GroReason::NONE ? Aggregate({frame, packet, hash}, frame, tick, report)
                                     : reason;
}

void
GroEngine::Pass(Frame& frame, GroReport& report)
{
    report.outcome = GroOutcome::PASSED;
    GroDelivery delivery;
    delivery.passReason = report.reason;
    Deliver(frame, delivery, report);
    frame.Clear();
}

GroReason
GroEngine::Aggregate(const gro::Candidate& next, Frame& frame, uint64_t tick, GroReport& report)
{
    GroList& list = ListOf(next.hash);
    const GroList::Lookup lookup = list.Find(next);
    report.packetsCompared = lookup.compared;
    if (lookup.held)
    {
        report.headersExamined = true;
        if (gro::IsOfOtherKind(*lookup.held, next))
        {
            Flush(list, *lookup.held, GroFlushReason::FRAME_REFUSED, report);
            return GroReason::OTHER_KIND;
        }
        const GroFlushReason obstacle = gro::ExamineNext(*lookup.held, next);
        if (obstacle == GroFlushReason::NONE)
        {
            if (!gro::HasListsChecksumState(*lookup.held, next))
            {
                return GroReason::CHECKSUM_STATE;
            }
            const uint8_t flags = next.packet.isUdp ? 0 : next.TransportHeader()[tcp::FLAGS];
            lookup.held->Append(frame, next.packet, report);
            FlushGrown(list, *lookup.held, next.packet, flags, report);
            return GroReason::NONE;
        }
        // Whatever becomes of the frame, what is held of its flow must not come after it.
        Flush(list, *lookup.held, obstacle, report);
    }
    const GroReason refusal = gro::ExamineFirst(next);
    if (refusal != GroReason::NONE)
    {
        return refusal;
    }
    if (!MakeRoom(list, report))
    {
        return GroReason::NO_ROOM;
    }
    const bool isList =
        next.packet.isUdp ? next.packet.isChained : next.packet.BeginsTcpList(m_config, m_sockets);
    list.Add(next).Open(frame, next.packet, {next.hash, tick, isList}, m_config);
    ++m_packetsHeld;
    report.outcome = GroOutcome::HELD;
    return GroReason::NONE;
}

bool
GroEngine::MakeRoom(GroList& list, GroReport& report)
{
    if (list.Size() < m_config.maxHeld)
    {
        return true;
    }
    if (m_config.eviction == GroEviction::PASS_NEWCOMER)
    {
        return false;
    }
    Flush(list, *list.Oldest(), GroFlushReason::EVICTED, report);
    return true;
}

void
GroEngine::Flush(GroList& list, GroHeldPacket& held, GroFlushReason reason, GroReport& report)
{
    report.headersRewritten += held.Finish() ? 1 : 0;
    report.flushReason = reason;
    ++report.packetsFlushed;
    ++m_counters.flushed;
    ++m_counters.flushes[reason];
    GroDelivery delivery;
    delivery.wasHeld = true;
    delivery.flushReason = reason;
    Deliver(held.SuperPacket(), delivery, report);
    list.Remove(held);
    --m_packetsHeld;
}

void
GroEngine::Deliver(Frame& frame, const GroDelivery& delivery, GroReport& report)
{
    ++report.framesDelivered;
    m_counters.bytesDelivered += frame.wireBytes;
    m_sink.Deliver(frame, delivery);
}

void
GroEngine::AssertLaws() const
{
    OFFLOAD_ENGINE_ASSERT(m_counters.outcomes.Total() == m_counters.framesReceived,
                          "frames in = held + merged + passed");
    OFFLOAD_ENGINE_ASSERT(m_counters.reasons.Total() == m_counters.framesReceived,
                          "every frame has one reason");
    OFFLOAD_ENGINE_ASSERT(m_counters.outcomes[GroOutcome::HELD] ==
                              m_counters.flushed + m_packetsHeld,
                          "packets begun = flushed + still held");
    OFFLOAD_ENGINE_ASSERT(m_counters.flushes.Total() == m_counters.flushed,
                          "every flush has one reason");
    OFFLOAD_ENGINE_ASSERT(m_counters.bytesReceived == m_counters.bytesDelivered + BytesHeld(),
                          "bytes in = delivered + held");
}

} // namespace ns3::offload
