/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_BUSY_POLL_QUEUE_H
#define OFFLOAD_BUSY_POLL_QUEUE_H

#include "ns3/cpu-core.h"

namespace ns3
{

/**
 * @ingroup offload
 * A receive queue that a task can poll by itself instead of sleeping until softirq has done it
 * (Linux: a napi_struct, as napi_busy_loop sees it).
 */
class BusyPollQueue
{
  public:
    virtual ~BusyPollQueue() = default;

    /**
     * Take the queue. From then on interrupts do not make softirq poll it.
     *
     * @return false if softirq or another task polls it
     */
    virtual bool BeginBusyPoll() = 0;

    /**
     * Go on with a poll, or begin one.
     *
     * @param isLast this poll ends as one by softirq does, and gives the queue back
     * @param [out] step the next step, if the answer is true
     * @return false if the poll is over
     */
    virtual bool NextBusyStep(bool isLast, SoftirqWorker::Step& step) = 0;
};

} // namespace ns3

#endif // OFFLOAD_BUSY_POLL_QUEUE_H
