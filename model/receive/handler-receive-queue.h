/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_HANDLER_RECEIVE_QUEUE_H
#define OFFLOAD_HANDLER_RECEIVE_QUEUE_H

#include "receive/receive-queue.h"

namespace ns3
{

/**
 * @ingroup offload
 * A receive queue whose driver works in its interrupt handler, as drivers did before NAPI.
 *
 * The handler takes what is in the ring (with no moderation: one frame), gives it to the hook,
 * lets the hook flush, and puts what comes of it into the core's backlog (netif_rx), which drops
 * when it is full. A softirq takes packets from there to the stack.
 */
class HandlerReceiveQueue : public ReceiveQueue
{
  public:
    using ReceiveQueue::ReceiveQueue;

  private:
    void HandleInterrupt() override;

    /// The handler has done its work.
    void LeaveHandler();

    std::size_t m_inBacklog{0}; //!< of the outputs, those that are in the backlog
};

} // namespace ns3

#endif // OFFLOAD_HANDLER_RECEIVE_QUEUE_H
