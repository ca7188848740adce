/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_LOOPBACK_RECEIVE_QUEUE_H
#define OFFLOAD_LOOPBACK_RECEIVE_QUEUE_H

#include "ns3/napi-receive-queue.h"

namespace ns3
{

/**
 * @ingroup offload
 * The receive queue of a loopback device: the backlog queue of a core, polled in softirq. No
 * interrupt is taken, and a packet stays in the sk_buff that its sender has allocated.
 */
class LoopbackReceiveQueue : public NapiReceiveQueue
{
  public:
    using NapiReceiveQueue::NapiReceiveQueue;

  private:
    void RaiseInterrupt() override;
    void ChargeFrame(const offload::Frame& frame, const Work& memory, Work& work) const override;
};

} // namespace ns3

#endif // OFFLOAD_LOOPBACK_RECEIVE_QUEUE_H
