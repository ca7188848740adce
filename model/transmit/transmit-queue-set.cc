/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "transmit/transmit-queue-set.h"

#include "ns3/abort.h"
#include "ns3/assert.h"
#include "ns3/log.h"

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("TransmitQueueSet");

TransmitQueueSet::TransmitQueueSet(const TransmitNic& nic, Ptr<NetDeviceQueueInterface> interface)
    : m_nic(nic)
{
    constexpr uint32_t QUEUES = 1;
    m_nic.toWire = [this, toWire = nic.toWire](const Departure& frame) {
        m_onWire.push_back(frame.queue); // before, for a link that has sent it before it returns
        toWire(frame);
    };
    for (uint32_t i = 0; i < QUEUES; i++)
    {
        m_queues.push_back(
            std::make_unique<TransmitQueue>(m_nic,
                                            i,
                                            interface ? interface->GetTxQueue(i) : nullptr));
    }
}

TransmitQueueSet::~TransmitQueueSet() = default;

TransmitQueue&
TransmitQueueSet::GetQueue(uint32_t queue) const
{
    NS_ABORT_MSG_IF(queue >= m_queues.size(),
                    "There is no transmit queue " << queue << ": the NIC has " << m_queues.size());
    return *m_queues[queue];
}

bool
TransmitQueueSet::Send(const Departure& departure)
{
    NS_LOG_FUNCTION(this << departure.packet << departure.queue);
    return GetQueue(departure.queue).Send(departure);
}

void
TransmitQueueSet::FeedWire()
{
    for (const auto& queue : m_queues)
    {
        queue->GetRing().Feed();
    }
}

void
TransmitQueueSet::NotifySent()
{
    NS_ASSERT_MSG(!m_onWire.empty(), "The wire has sent a frame that it was not given");
    const uint32_t queue = m_onWire.front();
    m_onWire.pop_front();
    GetQueue(queue).GetRing().NotifySent();
}

void
TransmitQueueSet::Reclaim(uint32_t queue, uint32_t packets)
{
    GetQueue(queue).GetRing().Reclaim(packets);
}

bool
TransmitQueueSet::IsSegmentedByNic(const TransmitTag::Fields& fields) const
{
    return m_nic.Segments(fields);
}

void
TransmitQueueSet::AddWork(const TransmitTag::Fields& fields, Work& work) const
{
    m_nic.AddWork(fields, work);
}

uint32_t
TransmitQueueSet::GetN() const
{
    return static_cast<uint32_t>(m_queues.size());
}

TransmitStatistics
TransmitQueueSet::GetStatistics() const
{
    TransmitStatistics sum;
    for (const auto& queue : m_queues)
    {
        sum += queue->GetStatistics();
    }
    return sum;
}

TransmitStatistics
TransmitQueueSet::GetStatistics(uint32_t queue) const
{
    return GetQueue(queue).GetStatistics();
}

uint64_t
TransmitQueueSet::GetPacketsWaiting() const
{
    uint64_t packets = 0;
    for (const auto& queue : m_queues)
    {
        packets += queue->GetPacketsWaiting();
    }
    return packets;
}

void
TransmitQueueSet::Stop()
{
    for (const auto& queue : m_queues)
    {
        queue->Stop();
    }
    m_nic.cpu = nullptr;
}

} // namespace ns3
