/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "transmit/queue-disc-watch.h"

namespace ns3
{

namespace
{

/**
 * @param item a packet in a queue disc
 * @return its TransmitTag's fields; those of none if it has no tag
 */
TransmitTag::Fields
GetFields(Ptr<const QueueDiscItem> item)
{
    TransmitTag tag;
    item->GetPacket()->PeekPacketTag(tag);
    return tag.Get();
}

} // namespace

QueueDiscWatch::QueueDiscWatch(Ptr<QueueDisc> disc, Ptr<TransmitInterceptor> interceptor)
    : m_hasDisc(disc != nullptr),
      m_interceptor(interceptor)
{
    if (disc)
    {
        disc->TraceConnectWithoutContext("Enqueue",
                                         MakeCallback(&QueueDiscWatch::HandleEnqueue, this));
        disc->TraceConnectWithoutContext("DropBeforeEnqueue",
                                         MakeCallback(&QueueDiscWatch::HandleRefusal, this));
        disc->TraceConnectWithoutContext("DropAfterDequeue",
                                         MakeCallback(&QueueDiscWatch::HandleDrop, this));
    }
}

QueueDiscWatch::~QueueDiscWatch() = default;

bool
QueueDiscWatch::HasDisc() const
{
    return m_hasDisc;
}

void
QueueDiscWatch::Stop()
{
    m_interceptor = nullptr;
}

void
QueueDiscWatch::HandleEnqueue(Ptr<const QueueDiscItem> item)
{
    if (m_interceptor)
    {
        m_interceptor->NotifyQueued(GetFields(item));
    }
}

void
QueueDiscWatch::HandleRefusal(Ptr<const QueueDiscItem> item, const char* /* reason */)
{
    if (m_interceptor)
    {
        m_interceptor->NotifyRefused(GetFields(item));
    }
}

void
QueueDiscWatch::HandleDrop(Ptr<const QueueDiscItem> item, const char* /* reason */)
{
    if (m_interceptor)
    {
        m_interceptor->NotifyReclaimed(GetFields(item));
    }
}

} // namespace ns3
