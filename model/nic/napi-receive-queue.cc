/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/napi-receive-queue.h"

#include "ns3/simulator.h"

namespace ns3
{

NapiReceiveQueue::~NapiReceiveQueue()
{
    m_timer.Cancel();
}

void
NapiReceiveQueue::HandleInterrupt()
{
    SchedulePoll();
}

void
NapiReceiveQueue::SchedulePoll()
{
    if (!m_isScheduled)
    {
        m_isScheduled = true;
        m_config.cpu->GetCore(m_config.core).Schedule(*this);
    }
}

void
NapiReceiveQueue::HandleTimer()
{
    m_config.cpu->Execute(CpuPlace{m_config.core, CpuContext::HARDIRQ},
                          Work(Operation::TAKE_INTERRUPT),
                          [this]() {
                              m_statistics.flushTimers++;
                              SchedulePoll();
                          });
}

bool
NapiReceiveQueue::IsComplete() const
{
    return m_pollFrames < m_config.weight;
}

PollFlush
NapiReceiveQueue::DecideFlush()
{
    constexpr uint32_t MIN_HZ = 1000; // with longer jiffies, what is young would wait too long
    if (IsComplete())
    {
        return DecideCompletion();
    }
    return m_config.cpu->GetHz() >= MIN_HZ ? PollFlush::OLD : PollFlush::ALL;
}

PollFlush
NapiReceiveQueue::DecideCompletion()
{
    const bool hasTimeout = m_config.groFlushTimeout.IsStrictlyPositive();
    m_armsTimer = false;
    m_unmasks = true;
    if (m_pollFrames > 0)
    {
        m_armsTimer = hasTimeout && IsHolding();
        m_deferrals = m_config.deferHardIrqs;
    }
    if (m_deferrals > 0)
    {
        m_deferrals--;
        m_armsTimer = hasTimeout;
        m_unmasks = !hasTimeout;
    }
    return m_armsTimer ? PollFlush::OLD : PollFlush::ALL;
}

void
NapiReceiveQueue::Complete()
{
    m_isScheduled = false;
    if (m_armsTimer)
    {
        Simulator::Remove(m_timer);
        m_timer =
            Simulator::Schedule(m_config.groFlushTimeout, &NapiReceiveQueue::HandleTimer, this);
    }
    if (m_unmasks)
    {
        Rearm();
    }
}

SoftirqWorker::Answer
NapiReceiveQueue::GoOn(Piece& piece)
{
    Refill();
    if (!m_isPolling)
    {
        m_isPolling = true;
        m_hasFlushed = false;
        m_pollFrames = 0;
        m_statistics.polls++;
        piece.work.Add(Operation::CALL_POLL);
        piece.done = ReclaimTransmitted(piece.work);
        if (piece.done)
        {
            return Answer::PIECE; // transmitted packets first: what waits for room can go
        }
    }
    // Frames that are only held need no event of their own: they are paid for together.
    while (GetOutputs() == 0 && !IsRingEmpty() && IsComplete())
    {
        TakeFrame(piece.work);
        m_pollFrames++;
        piece.frames++;
    }
    if (GetOutputs() > 0)
    {
        DeliverFirst(piece);
        return Answer::PIECE;
    }
    if (piece.frames > 0)
    {
        return Answer::PIECE; // pay, then look whether more frames have come
    }
    if (!m_hasFlushed)
    {
        m_hasFlushed = true;
        EndPoll(DecideFlush(), piece.work);
        if (GetOutputs() > 0)
        {
            DeliverFirst(piece);
        }
        return Answer::PIECE;
    }
    if (IsComplete() && !IsRingEmpty())
    {
        // Frames came while those flushed went up: the poll goes on, and will flush again.
        m_hasFlushed = false;
        return GoOn(piece);
    }
    m_isPolling = false;
    if (!IsComplete())
    {
        m_statistics.pollsExhausted++;
        return Answer::YIELD;
    }
    Complete();
    return Answer::COMPLETE;
}

} // namespace ns3
