/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/guest-receive-queue.h"

#include "ns3/memory-page.h"

namespace ns3
{

void
GuestReceiveQueue::ChargeFrame(const offload::Frame& frame, const Work& memory, Work& work) const
{
    work.Add(memory)
        .Add(Operation::PASS_PACKET)
        .Add(Operation::PASS_PAGE, offload::CountPages(frame.length));
}

} // namespace ns3
