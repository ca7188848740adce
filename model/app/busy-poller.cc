/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "app/busy-poller.h"

#include "ns3/abort.h"
#include "ns3/log.h"
#include "ns3/simulator.h"

#include <utility>

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("BusyPoller");

BusyPoller::BusyPoller(Ptr<HostCpu> cpu, uint32_t core)
    : m_cpu(cpu),
      m_core(core)
{
    const auto profile = cpu->GetCore(core).GetCostProfile();
    NS_ABORT_MSG_IF(profile->GetCycles(Operation::CALL_POLL, 1) == 0,
                    "Attribute BusyPoll: with profile "
                        << profile->GetName()
                        << " a poll takes no time, so that a task would poll forever at one "
                           "instant; choose a profile in which call_poll costs something, or set "
                           "BusyPoll to 0");
}

void
BusyPoller::Start(BusyPollQueue& queue,
                  Time limit,
                  std::function<bool()> hasData,
                  std::function<void()> done)
{
    NS_LOG_FUNCTION(this << limit);
    m_queue = &queue;
    m_end = Simulator::Now() + limit;
    m_isOwner = false;
    m_isLast = false;
    m_hasData = std::move(hasData);
    m_done = std::move(done);
    GoOn();
}

bool
BusyPoller::IsOver() const
{
    return m_hasData() || Simulator::Now() >= m_end;
}

void
BusyPoller::GoOn()
{
    if (!m_isOwner)
    {
        if (IsOver())
        {
            m_done();
            return;
        }
        m_isOwner = m_queue->BeginBusyPoll();
        if (!m_isOwner)
        {
            NS_LOG_LOGIC("somebody else polls the queue: look again");
            Execute(Work(Operation::CALL_POLL), nullptr);
            return;
        }
    }
    SoftirqWorker::Step step;
    while (!m_queue->NextBusyStep(m_isLast, step))
    {
        if (m_isLast)
        {
            m_isOwner = false;
            m_done();
            return;
        }
        m_isLast = IsOver();
    }
    Execute(step.work, step.done);
}

void
BusyPoller::Execute(const Work& work, const std::function<void()>& effect)
{
    m_cpu->Execute(CoreContext{m_core, CpuContext::PROCESS}, work, [this, effect]() {
        if (effect)
        {
            effect();
        }
        GoOn();
    });
}

} // namespace ns3
