/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_BUSY_POLLER_H
#define OFFLOAD_BUSY_POLLER_H

#include "cpu/busy-poll-queue.h"

#include "ns3/host-cpu.h"
#include "ns3/nstime.h"

#include <cstdint>
#include <functional>

namespace ns3
{

/**
 * @ingroup offload
 * A task that polls a receive queue in its own context (Linux: napi_busy_loop), 8 frames at a time,
 * until it has what it waits for or its patience ends.
 */
class BusyPoller
{
  public:
    /**
     * @param cpu the host's
     * @param core core that the task runs on
     */
    BusyPoller(Ptr<HostCpu> cpu, uint32_t core);

    BusyPoller(const BusyPoller&) = delete;
    BusyPoller& operator=(const BusyPoller&) = delete;

    /**
     * Poll, at least once.
     *
     * @param queue the queue
     * @param limit how long at most
     * @param hasData whether what the task waits for has come; asked after each poll
     * @param done called at the end
     */
    void Start(BusyPollQueue& queue,
               Time limit,
               std::function<bool()> hasData,
               std::function<void()> done);

  private:
    /// @return whether the task has what it waits for, or waits no longer
    bool IsOver() const;

    /// Take the next step.
    void GoOn();

    /**
     * Let the core do a step.
     * @param work what it costs
     * @param effect what happens then; may be empty
     */
    void Execute(const Work& work, const std::function<void()>& effect);

    Ptr<HostCpu> m_cpu;              //!< who pays
    uint32_t m_core;                 //!< core
    BusyPollQueue* m_queue{nullptr}; //!< the queue
    Time m_end;                      //!< when patience ends
    bool m_isOwner{false};           //!< the queue is ours
    bool m_isLast{false};            //!< the poll at hand gives it back
    std::function<bool()> m_hasData; //!< see Start
    std::function<void()> m_done;    //!< see Start
};

} // namespace ns3

#endif // OFFLOAD_BUSY_POLLER_H
