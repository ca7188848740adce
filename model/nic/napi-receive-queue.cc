/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/napi-receive-queue.h"

namespace ns3
{

void
NapiReceiveQueue::HandleInterrupt()
{
    m_config.cpu->GetCore(m_config.core).Schedule(*this);
}

SoftirqWorker::Answer
NapiReceiveQueue::NextPiece(Piece& piece)
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
    while (GetOutputs() == 0 && !IsRingEmpty() && m_pollFrames < m_config.weight)
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
    const bool isComplete = m_pollFrames < m_config.weight;
    if (!m_hasFlushed)
    {
        m_hasFlushed = true;
        EndPoll(isComplete, piece.work);
        if (GetOutputs() > 0)
        {
            DeliverFirst(piece);
        }
        return Answer::PIECE;
    }
    if (isComplete && !IsRingEmpty())
    {
        // Frames came while those flushed went up: the poll goes on, and will flush again.
        m_hasFlushed = false;
        return NextPiece(piece);
    }
    m_isPolling = false;
    if (!isComplete)
    {
        m_statistics.pollsExhausted++;
        return Answer::YIELD;
    }
    Rearm();
    return Answer::COMPLETE;
}

} // namespace ns3
