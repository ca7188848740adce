/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "receive/handler-receive-queue.h"

#include "ns3/log.h"

#include <utility>

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("HandlerReceiveQueue");

void
HandlerReceiveQueue::HandleInterrupt()
{
    Work work;
    auto reclaim = ReclaimTransmitted(work);
    PrepareReading();
    while (!GetRing().IsEmpty())
    {
        TakeFrame(work);
    }
    EndPoll(PollFlush::ALL, work);
    GetCpu().Execute(CoreContext{GetParts().core, CpuContext::HARDIRQ}, work, [this, reclaim]() {
        if (reclaim)
        {
            reclaim();
        }
        LeaveHandler();
    });
}

void
HandlerReceiveQueue::LeaveHandler()
{
    GetRing().Refill();
    CpuBacklog& backlog = GetCpu().GetBacklog(GetParts().core);
    while (m_inBacklog < GetOutputs())
    {
        if (backlog.IsFull())
        {
            DropOutputsBeyond(m_inBacklog);
            break;
        }
        NotifyOutput(m_inBacklog, ReceivePoint::BACKLOG);
        m_inBacklog++;
        // The prices of a driver without NAPI hold that of the backlog's poll.
        backlog.Enqueue([this](SoftirqWorker::Step& step, bool /* beginsPoll */) {
            NotifyOutput(0, ReceivePoint::SOFTIRQ);
            DeliverFirst(step);
            CountStep(step.work);
            step.done = [this, goUp = std::move(step.done)]() {
                m_inBacklog--;
                goUp();
            };
        });
    }
    NS_LOG_LOGIC("handler done, " << m_inBacklog << " packets in the backlog");
    Rearm();
}

} // namespace ns3
