/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/backlog-receive-queue.h"

namespace ns3
{

void
BacklogReceiveQueue::HandleInterrupt()
{
    Work work;
    auto reclaim = ReclaimTransmitted(work);
    while (!IsRingEmpty())
    {
        TakeFrame(work);
    }
    EndPoll(PollFlush::ALL, work);
    m_config.cpu->Execute(CpuPlace{m_config.core, CpuContext::HARDIRQ}, work, [this, reclaim]() {
        if (reclaim)
        {
            reclaim();
        }
        LeaveHandler();
    });
}

void
BacklogReceiveQueue::LeaveHandler()
{
    Refill();
    DropOutputsBeyond(m_config.backlog);
    if (!m_isScheduled && GetOutputs() > 0)
    {
        m_isScheduled = true;
        m_config.cpu->GetCore(m_config.core).Schedule(*this);
    }
    Rearm();
}

SoftirqWorker::Answer
BacklogReceiveQueue::GoOn(Piece& piece)
{
    if (GetOutputs() == 0)
    {
        m_isScheduled = false;
        m_turn = 0;
        return Answer::COMPLETE;
    }
    if (m_turn == m_config.weight)
    {
        m_turn = 0;
        return Answer::YIELD;
    }
    m_turn++;
    piece.frames = 1;
    DeliverFirst(piece);
    return Answer::PIECE;
}

} // namespace ns3
