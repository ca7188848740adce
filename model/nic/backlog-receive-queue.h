/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_BACKLOG_RECEIVE_QUEUE_H
#define OFFLOAD_BACKLOG_RECEIVE_QUEUE_H

#include "ns3/receive-queue.h"

namespace ns3
{

/**
 * @ingroup offload
 * A receive queue whose driver works in its interrupt handler, as drivers did before NAPI.
 *
 * The handler takes what is in the ring (with no moderation: one frame), gives it to the hook,
 * lets the hook flush, and puts what comes of it into the core's backlog queue (netif_rx), which
 * drops when it is full. A softirq takes packets from there to the stack.
 */
class BacklogReceiveQueue : public ReceiveQueue
{
  public:
    using ReceiveQueue::ReceiveQueue;

  private:
    void HandleInterrupt() override;
    Answer GoOn(Piece& piece) override;

    /**
     * The handler has done its work.
     */
    void LeaveHandler();

    bool m_isScheduled{false}; //!< the softirq is going to run
    uint32_t m_turn{0};        //!< packets taken this turn
};

} // namespace ns3

#endif // OFFLOAD_BACKLOG_RECEIVE_QUEUE_H
