/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "receive/backlog-receive-queue.h"

#include "ns3/assert.h"
#include "ns3/log.h"

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("BacklogReceiveQueue");

bool
BacklogReceiveQueue::Enqueue(const Arrival& arrival)
{
    const uint32_t bytes = arrival.GetFrameBytes();
    CountFrame(bytes);
    CpuBacklog& backlog = GetCpu().GetBacklog(GetParts().core);
    if (backlog.IsFull())
    {
        NS_LOG_LOGIC("backlog full: packet of " << bytes << " bytes dropped");
        m_statistics.framesBacklogFull++;
        m_statistics.bytesBacklogFull += bytes;
        return false;
    }
    GetRing().EnqueueWithoutSlot(arrival);
    return backlog.Enqueue([this](SoftirqWorker::Step& step, bool beginsPoll) {
        if (beginsPoll)
        {
            m_statistics.polls++;
            step.work.Add(Operation::CALL_POLL);
        }
        PrepareReading();
        TakeFrame(step.work);
        DeliverFirst(step);
        CountStep(step.work);
    });
}

void
BacklogReceiveQueue::HandleInterrupt()
{
    NS_ASSERT_MSG(false, "a device without interrupt has raised one");
}

} // namespace ns3
