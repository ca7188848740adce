/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "receive-replay.h"

#include "packet/memory-page.h"
#include "receive/receive-charge.h"

#include "ns3/nic-link.h"

#include <algorithm>

namespace ns3::offload::replay
{

namespace
{

constexpr uint64_t SECOND = 1000000000; //!< ns

/// @param facts of the first frame of a packet @return what it is of a datagram
FragmentPlace
PlaceOf(const FrameFacts& facts)
{
    if (!facts.isFragment)
    {
        return FragmentPlace::WHOLE;
    }
    return facts.isLast ? FragmentPlace::LAST : FragmentPlace::INNER;
}

} // namespace

ReceiveReplay::ReceiveReplay(const ReplaySettings& settings, uint32_t mtu, ReplayResult& result)
    : m_settings(settings),
      m_rxUsecs(settings.rxUsecs.GetNanoSeconds()),
      m_groFlushTimeout(settings.groFlushTimeout.GetNanoSeconds()),
      m_result(result),
      m_hook(ReplayHook::Make(settings, mtu, [this](Frame& packet) { Deliver(packet); }))
{
    m_ring.reserve(settings.rxRing);
}

void
ReceiveReplay::Take(const Frag& frame)
{
    const FrameFacts& facts = CapturedFrame::Of(frame).facts;
    AdvanceTo(facts.time);
    m_result.CountFrame(facts.time, facts.wireBytes);
    m_result.counts.payloadIn += facts.payload;
    if (m_ring.size() >= m_settings.rxRing)
    {
        m_result.counts.ringFull++;
        m_result.counts.payloadDropped += facts.payload;
        return;
    }
    m_ring.push_back(frame);
    m_waiting++;
    if (m_isMasked)
    {
        return;
    }
    m_delayEnd = std::min(m_delayEnd, facts.time + m_rxUsecs);
    if (m_settings.rxFrames > 0 && m_waiting >= m_settings.rxFrames)
    {
        m_delayEnd = facts.time;
        Poll(facts.time);
    }
}

void
ReceiveReplay::Finish()
{
    AdvanceTo(NEVER);
    m_result.flushes = m_hook->ListFlushes();
    m_result.passes = m_hook->ListPasses();
}

int64_t
ReceiveReplay::NextPoll() const
{
    return std::min(m_isMasked ? NEVER : m_delayEnd, m_timerEnd);
}

void
ReceiveReplay::AdvanceTo(int64_t time)
{
    for (int64_t due = NextPoll(); due < time; due = NextPoll())
    {
        Poll(due);
    }
}

void
ReceiveReplay::Poll(int64_t time)
{
    const bool hasTimeout = m_groFlushTimeout > 0;
    Work work;
    m_now = time;
    m_jiffies = static_cast<uint64_t>(time - m_result.Start()) / (SECOND / m_settings.hz);
    m_work = &work;
    if (!m_isMasked && m_delayEnd <= m_timerEnd)
    {
        work.Add(Operation::TAKE_INTERRUPT);
        m_result.counts.interrupts++;
        m_isMasked = true;
        m_waiting = 0;
        m_delayEnd = NEVER;
    }
    else
    {
        work.Add(Operation::TAKE_TIMER_INTERRUPT);
        m_result.counts.flushTimers++;
        m_timerEnd = NEVER;
    }
    uint32_t frames = 0;
    do
    {
        work.Add(Operation::CALL_POLL);
        m_result.counts.polls++;
        for (frames = 0; m_next < m_ring.size() && frames < m_settings.napiWeight; frames++)
        {
            Receive(m_ring[m_next++], work);
        }
        const PollFlush flush = m_completion.Decide(
            frames,
            m_hook->IsHolding(),
            {m_settings.napiWeight, m_settings.hz, hasTimeout, m_settings.napiDeferHardIrqs});
        m_hook->EndPoll(flush, m_jiffies, work);
        m_result.counts.pollsExhausted += frames == m_settings.napiWeight ? 1 : 0;
    } while (frames == m_settings.napiWeight);
    m_ring.clear();
    m_next = 0;
    if (m_completion.ArmsTimer())
    {
        m_timerEnd = time + m_groFlushTimeout;
    }
    if (m_completion.Unmasks())
    {
        m_isMasked = false;
        m_waiting = 0;
        m_delayEnd = NEVER;
    }
    m_result.CountWork(time, work);
}

void
ReceiveReplay::Receive(const Frag& frag, Work& work)
{
    const CapturedFrame& captured = CapturedFrame::Of(frag);
    captured.Fill(m_frame, m_settings.BufferSize());
    Work memory;
    ProvideMemory(captured.facts.length, memory);
    EthernetLink().ChargeReceive(m_frame, memory, work);
    if (Verify(m_frame, work))
    {
        BuildSkbs(m_hook->Receive(m_frame, m_jiffies, work), work);
    }
    else
    {
        m_hook->FlushFlow(m_frame, work);
        BuildSkbs(1, work);
        Deliver(m_frame);
    }
    m_frame.Clear();
}

bool
ReceiveReplay::Verify(Frame& frame, Work& work) const
{
    const ChecksumVerdict verdict = CapturedFrame::FirstOf(frame).facts.verdict;
    const bool isWrong = verdict == ChecksumVerdict::WRONG || verdict == ChecksumVerdict::PARTIAL;
    const bool isNeeded = m_hook->NeedsVerifiedChecksums();
    if (!m_settings.rxChecksum && isNeeded)
    {
        work.Add(Operation::CHECKSUM_BYTE, frame.length - frame.networkOffset);
    }
    if (!isWrong && (m_settings.rxChecksum || isNeeded))
    {
        frame.checksumState = ChecksumState::UNNECESSARY;
    }
    return !(isWrong && isNeeded);
}

void
ReceiveReplay::ProvideMemory(uint32_t bytes, Work& work)
{
    if (!m_settings.IsPaged())
    {
        work.Add(Operation::ALLOCATE_SKB_HEAD)
            .Add(Operation::ALLOCATE_DATA_BUFFER)
            .Add(Operation::REFILL_RX_BUFFER);
        return;
    }
    const uint32_t size = m_settings.bufferSize;
    const uint32_t buffers = (bytes + size - 1) / size;
    for (uint32_t buffer = 0; buffer < buffers; buffer++)
    {
        if (m_buffersLeft == 0)
        {
            m_buffersLeft = (PAGE_BYTES / size) << m_settings.pageOrder;
            work.Add(Operation::ALLOCATE_PAGE)
                .Add(Operation::ALLOCATE_PAGE_ORDER, m_settings.pageOrder);
        }
        m_buffersLeft--;
    }
    work.Add(Operation::REFILL_RX_BUFFER, buffers);
}

void
ReceiveReplay::BuildSkbs(uint32_t packets, Work& work) const
{
    if (m_settings.IsPaged())
    {
        work.Add(Operation::ALLOCATE_SKB_HEAD, packets)
            .Add(Operation::ALLOCATE_DATA_BUFFER, packets);
    }
}

void
ReceiveReplay::Deliver(Frame& packet)
{
    const FrameFacts& facts = CapturedFrame::FirstOf(packet).facts;
    const int64_t waited = m_now - facts.time;
    m_result.counts.waited += static_cast<double>(waited);
    m_result.counts.longestWait = std::max(m_result.counts.longestWait, waited);
    // GRO takes headers for whole that a parser does not, and what is behind them for payload.
    packet.payloadLength = packet.segments > 1 ? packet.payloadLength : facts.payload;
    m_result.counts.payloadOut += packet.payloadLength;
    ChargeDelivery(packet, PlaceOf(facts), packet.length - packet.networkOffset, 1, *m_work);
    m_result.CountPacket(m_now, packet.segments, packet);
    m_result.Write(m_now, packet);
}

} // namespace ns3::offload::replay
