/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/transmit-frame-queue.h"

#include "ns3/queue-size.h"

#include <limits>

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(TransmitFrameQueue);

TypeId
TransmitFrameQueue::GetTypeId()
{
    static TypeId tid = TypeId("ns3::TransmitFrameQueue")
                            .SetParent<DropTailQueue<Packet>>()
                            .SetGroupName("Offload")
                            .AddConstructor<TransmitFrameQueue>();
    return tid;
}

bool
TransmitFrameQueue::Enqueue(Ptr<Packet> packet)
{
    if (m_isRefusing)
    {
        DropBeforeEnqueue(packet);
        return false;
    }
    return DropTailQueue<Packet>::Enqueue(packet);
}

void
TransmitFrameQueue::SetRefusing(bool isRefusing)
{
    m_isRefusing = isRefusing;
}

void
TransmitFrameQueue::NotifyConstructionCompleted()
{
    DropTailQueue<Packet>::NotifyConstructionCompleted();
    SetMaxSize(QueueSize(QueueSizeUnit::PACKETS, std::numeric_limits<uint32_t>::max()));
}

} // namespace ns3
