/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_BACKLOG_RECEIVE_QUEUE_H
#define OFFLOAD_BACKLOG_RECEIVE_QUEUE_H

#include "receive/receive-queue.h"

namespace ns3
{

/**
 * @ingroup offload
 * The receive side of a device without ring and interrupt, the loopback device: packets go to the
 * backlog of a core, in the sk_buff that their sender has allocated, and a softirq polls that.
 */
class BacklogReceiveQueue : public ReceiveQueue
{
  public:
    using ReceiveQueue::ReceiveQueue;

    bool Enqueue(const Arrival& arrival) override;

  private:
    void HandleInterrupt() override;
};

} // namespace ns3

#endif // OFFLOAD_BACKLOG_RECEIVE_QUEUE_H
