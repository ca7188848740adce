/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_GUEST_RECEIVE_QUEUE_H
#define OFFLOAD_GUEST_RECEIVE_QUEUE_H

#include "ns3/napi-receive-queue.h"

namespace ns3
{

/**
 * @ingroup offload
 * The receive queue of either end of a paravirtual link: packets come whole, super-packets too,
 * over a ring of shared memory, and their pages are passed rather than filled by DMA.
 */
class GuestReceiveQueue : public NapiReceiveQueue
{
  public:
    using NapiReceiveQueue::NapiReceiveQueue;

  private:
    void ChargeFrame(const offload::Frame& frame, const Work& memory, Work& work) const override;
};

} // namespace ns3

#endif // OFFLOAD_GUEST_RECEIVE_QUEUE_H
