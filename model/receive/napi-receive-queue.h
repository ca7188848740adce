/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_NAPI_RECEIVE_QUEUE_H
#define OFFLOAD_NAPI_RECEIVE_QUEUE_H

#include "cpu/busy-poll-queue.h"
#include "receive/napi-completion.h"
#include "receive/receive-queue.h"

namespace ns3
{

/**
 * @ingroup offload
 * A receive queue whose driver polls: NAPI.
 *
 * The interrupt makes the core poll. A poll ends when the ring is empty, in which case the
 * interrupt is unmasked, or when its weight is used up, in which case the core polls again in its
 * turn.
 *
 * A poll that has emptied the ring lets GRO flush all. There are two exceptions, both Linux's: with
 * gro_flush_timeout what is younger than a jiffy waits for the next poll, for which a timer is set;
 * and with napi_defer_hard_irqs besides, the interrupt stays masked for that many polls that find
 * nothing. When the weight is used up, what is younger than a jiffy stays if HZ is 1000 or more.
 *
 * A task that waits for data may poll instead (busy polling). Its polls take 8 frames at most, and
 * leave with GRO what it holds; the last one ends as one by softirq does.
 */
class NapiReceiveQueue : public ReceiveQueue, public BusyPollQueue, private SoftirqWorker
{
  public:
    using ReceiveQueue::ReceiveQueue;

    void Stop() override;
    bool BeginBusyPoll() override;
    bool NextBusyStep(bool isLast, Step& step) override;

  private:
    BusyPollQueue* GetBusyPollQueue() override;
    void HandleInterrupt() override;
    Answer NextStep(Step& step) override;

    /**
     * Go on with the poll.
     * @param [out] step the next step, if the answer is STEP
     * @return the answer, as SoftirqWorker::NextStep's
     */
    Answer GoOn(Step& step);

    /**
     * Begin a poll, take frames from the ring, give to the stack what came out.
     *
     * @param [out] step what there is to do; not empty if the answer is true
     * @return whether a packet goes to the stack, or something else has to be paid first
     */
    bool TakeFrames(Step& step);

    /// @return frames that the poll at hand may take
    uint32_t GetWeight() const;

    /**
     * @return true if the poll at hand has not used up its weight
     */
    bool IsComplete() const;

    /// Ask the core to poll, unless it is about to (napi_schedule).
    void SchedulePoll();

    /**
     * The ring is empty, or the weight used up.
     * @return what is to be flushed
     */
    PollFlush DecideFlush();

    /// The poll is over and the ring empty.
    void Complete();

    /// The timer has run out (napi_watchdog).
    void HandleTimer();

    bool m_isScheduled{false};   //!< the core polls, or is about to (NAPI_STATE_SCHED)
    bool m_isBusyPolled{false};  //!< a task polls, not softirq (NAPI_STATE_IN_BUSY_POLL)
    bool m_isPolling{false};     //!< a poll has begun
    bool m_hasFlushed{false};    //!< the hook was told that this poll ends
    uint32_t m_pollFrames{0};    //!< frames that the current poll has taken
    NapiCompletion m_completion; //!< decides what becomes of interrupt and timer
    EventId m_timer;             //!< gro_flush_timeout
};

} // namespace ns3

#endif // OFFLOAD_NAPI_RECEIVE_QUEUE_H
