/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "receive/napi-receive-queue.h"

#include "ns3/assert.h"
#include "ns3/log.h"
#include "ns3/simulator.h"

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("NapiReceiveQueue");

void
NapiReceiveQueue::Stop()
{
    m_timer.Cancel();
    ReceiveQueue::Stop();
}

SoftirqWorker::Answer
NapiReceiveQueue::NextStep(Step& step)
{
    NS_ASSERT_MSG(!m_isBusyPolled, "softirq polls a queue that a task has");
    const Answer answer = GoOn(step);
    if (answer == Answer::STEP)
    {
        CountStep(step.work);
    }
    return answer;
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
        GetCpu().GetCore(GetParts().core).Schedule(*this);
    }
}

void
NapiReceiveQueue::HandleTimer()
{
    NS_LOG_LOGIC("gro_flush_timeout is over");
    GetCpu().Execute(CoreContext{GetParts().core, CpuContext::HARDIRQ},
                     Work(Operation::TAKE_TIMER_INTERRUPT),
                     [this]() {
                         m_statistics.flushTimers++;
                         SchedulePoll();
                     });
}

bool
NapiReceiveQueue::BeginBusyPoll()
{
    if (m_isScheduled)
    {
        return false;
    }
    NS_LOG_LOGIC("a task polls queue " << GetParts().index);
    m_isScheduled = true;
    m_isBusyPolled = true;
    return true;
}

bool
NapiReceiveQueue::NextBusyStep(bool isLast, Step& step)
{
    bool isStep;
    if (isLast)
    {
        const Answer answer = GoOn(step);
        isStep = answer == Answer::STEP;
        m_isBusyPolled = isStep;
        if (answer == Answer::YIELD)
        {
            GetCpu().GetCore(GetParts().core).Schedule(*this);
        }
    }
    else
    {
        const bool begins = !m_isPolling;
        isStep = TakeFrames(step) || begins;
        m_isPolling = isStep;
    }
    if (isStep)
    {
        CountStep(step.work);
    }
    return isStep;
}

BusyPollQueue*
NapiReceiveQueue::GetBusyPollQueue()
{
    return this;
}

uint32_t
NapiReceiveQueue::GetWeight() const
{
    constexpr uint32_t BUSY_POLL_BUDGET = 8; // Linux's
    return m_isBusyPolled ? BUSY_POLL_BUDGET : GetSettings().napiWeight;
}

bool
NapiReceiveQueue::IsComplete() const
{
    return m_pollFrames < GetWeight();
}

PollFlush
NapiReceiveQueue::DecideFlush()
{
    const ReceiveSettings& settings = GetSettings();
    const bool hasTimeout = settings.groFlushTimeout.IsStrictlyPositive();
    return m_completion.Decide(
        m_pollFrames,
        hasTimeout && IsHolding(),
        {GetWeight(), GetCpu().GetHz(), hasTimeout, settings.napiDeferHardIrqs});
}

void
NapiReceiveQueue::Complete()
{
    m_isScheduled = false;
    if (m_completion.ArmsTimer())
    {
        Simulator::Remove(m_timer);
        m_timer = Simulator::Schedule(GetSettings().groFlushTimeout,
                                      &NapiReceiveQueue::HandleTimer,
                                      this);
    }
    if (m_completion.Unmasks())
    {
        Rearm();
    }
}

bool
NapiReceiveQueue::TakeFrames(Step& step)
{
    GetRing().Refill();
    if (!m_isPolling)
    {
        m_isPolling = true;
        m_hasFlushed = false;
        m_pollFrames = 0;
        m_statistics.polls++;
        step.work.Add(Operation::CALL_POLL);
        step.done = ReclaimTransmitted(step.work);
        if (step.done)
        {
            return true; // transmitted packets first: what waits for room can go
        }
    }
    PrepareReading();
    // Frames that are only held need no event of their own: they are paid for together.
    while (GetOutputs() == 0 && !GetRing().IsEmpty() && IsComplete())
    {
        TakeFrame(step.work);
        m_pollFrames++;
        step.frames++;
    }
    if (GetOutputs() > 0)
    {
        DeliverFirst(step);
        return true;
    }
    return step.frames > 0; // pay, then look whether more frames have come
}

SoftirqWorker::Answer
NapiReceiveQueue::GoOn(Step& step)
{
    if (TakeFrames(step))
    {
        return Answer::STEP;
    }
    if (!m_hasFlushed)
    {
        m_hasFlushed = true;
        EndPoll(DecideFlush(), step.work);
        if (GetOutputs() > 0)
        {
            DeliverFirst(step);
        }
        return Answer::STEP;
    }
    if (IsComplete() && !GetRing().IsEmpty())
    {
        // Frames came while those flushed went up: the poll goes on, and will flush again.
        m_hasFlushed = false;
        return GoOn(step);
    }
    m_isPolling = false;
    if (!IsComplete())
    {
        NS_LOG_LOGIC("poll has used up its weight of " << m_pollFrames);
        m_statistics.pollsExhausted++;
        return Answer::YIELD;
    }
    NS_LOG_LOGIC("poll complete after " << m_pollFrames << " frames, interrupt "
                                        << (m_completion.Unmasks() ? "unmasked" : "deferred"));
    Complete();
    return Answer::COMPLETE;
}

} // namespace ns3
