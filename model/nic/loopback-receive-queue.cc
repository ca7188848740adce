/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/loopback-receive-queue.h"

namespace ns3
{

void
LoopbackReceiveQueue::RaiseInterrupt()
{
    HandleInterrupt();
}

void
LoopbackReceiveQueue::ChargeFrame(const offload::Frame& /* frame */,
                                  const Work& /* memory */,
                                  Work& work) const
{
    work.Add(Operation::QUEUE_BACKLOG);
}

} // namespace ns3
