/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "transmit/transmit-ring.h"

#include "ns3/assert.h"
#include "ns3/log.h"
#include "ns3/simulator.h"

#include <algorithm>
#include <utility>

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("TransmitRing");

TransmitRing::TransmitRing(const TransmitNic& nic, uint32_t index, Ptr<NetDeviceQueue> queue)
    : m_nic(nic),
      m_index(index),
      m_queue(queue)
{
}

TransmitRing::~TransmitRing()
{
    m_feed.Cancel();
}

void
TransmitRing::Stop()
{
    CheckLaws();
    m_feed.Cancel();
    m_queue = nullptr;
}

bool
TransmitRing::IsFull() const
{
    return m_used >= m_nic.settings.txRing;
}

bool
TransmitRing::Reserve(uint32_t descriptors)
{
    if (IsFull() && (!m_queue || m_queue->IsStopped()))
    {
        NS_LOG_LOGIC("Queue " << m_index << ": the ring is full");
        return false;
    }
    // A ring that was made smaller takes what the queue disc hands over, and then stops it.
    m_mostUsed =
        std::max({m_mostUsed, m_nic.settings.txRing - 1 + descriptors, m_used + descriptors});
    m_used += descriptors;
    if (IsFull())
    {
        StopQueue();
    }
    return true;
}

void
TransmitRing::StopQueue()
{
    if (!m_queue || m_isStopped)
    {
        return;
    }
    NS_LOG_LOGIC("Queue " << m_index << " is stopped: the ring is full");
    m_isStopped = true;
    m_statistics.stops++;
    m_queue->Stop();
}

void
TransmitRing::Post(const Departure& departure)
{
    NS_LOG_FUNCTION(this << departure.packet << departure.packet->GetSize());
    m_statistics.packets++;
    if (m_queue)
    {
        m_queue->NotifyQueuedBytes(departure.packet->GetSize());
    }
    m_posted.push_back(departure);
    Feed();
}

void
TransmitRing::Feed()
{
    if (m_isFeeding)
    {
        return; // the loop below goes on
    }
    m_isFeeding = true;
    while (!m_posted.empty())
    {
        Departure departure = std::move(m_posted.front());
        m_posted.pop_front();
        Begin(std::move(departure));
    }
    m_isFeeding = false;
}

void
TransmitRing::Begin(Departure departure)
{
    const TransmitTag::Fields fields = departure.fields;
    const uint32_t bytes = departure.packet->GetSize();
    if (fields.type == offload::SegmentationType::NONE || !m_nic.link.SegmentsInNic())
    {
        m_begun.push_back(Descriptor{fields, bytes, 1});
        m_unsent++;
        m_nic.toWire(departure);
        return;
    }
    m_statistics.superPackets++;
    const auto segments = m_segmenter.Segment(departure.packet, departure.protocol, fields);
    const uint32_t count = segments->GetCount();
    NS_LOG_LOGIC("The NIC segments " << bytes << " bytes into " << count << " frames");
    m_begun.push_back(Descriptor{fields, bytes, count});
    m_unsent += count;
    departure.packet = nullptr;
    for (uint32_t i = 0; i < count; i++)
    {
        departure.segment = PacketSegment(segments, i);
        departure.isMore = i + 1 < count;
        m_nic.toWire(departure);
        departure.descriptors = 0; // one for all
    }
}

void
TransmitRing::NotifySent()
{
    NS_ASSERT_MSG(m_unsent > 0 && !m_begun.empty(),
                  "Queue " << m_index << ": the wire has sent a frame that it was not given");
    // The base device is about to begin the frame behind this one, and would lose count if what the
    // driver does now gave it another first.
    const bool wasFeeding = std::exchange(m_isFeeding, true);
    m_unsent--;
    m_statistics.frames++;
    if (--m_begun.front().unsent == 0)
    {
        m_done.push_back(m_begun.front());
        m_begun.pop_front();
        m_statistics.done++;
        if (m_nic.link.CompletesAtOnce())
        {
            Reclaim(1);
        }
        else
        {
            m_nic.completed(m_index);
        }
    }
    m_isFeeding = wasFeeding;
    if (!wasFeeding && m_unsent == 0 && !m_posted.empty())
    {
        m_feed.Cancel();
        m_feed = Simulator::ScheduleNow(&TransmitRing::Feed, this); // nothing is left to begin
    }
}

void
TransmitRing::Reclaim(uint32_t packets)
{
    NS_LOG_FUNCTION(this << packets);
    uint32_t bytes = 0;
    for (; packets > 0; packets--)
    {
        const Descriptor descriptor = m_done.front();
        m_done.pop_front();
        m_used--;
        bytes += descriptor.bytes;
        m_nic.reclaimed(descriptor.fields);
    }
    CheckLaws();
    if (!m_queue)
    {
        return;
    }
    if (m_isStopped && !IsFull())
    {
        m_isStopped = false;
        NS_LOG_LOGIC("Queue " << m_index << " is woken: the ring has room");
        m_queue->Wake();
    }
    m_queue->NotifyTransmittedBytes(bytes);
}

const TransmitStatistics&
TransmitRing::GetStatistics() const
{
    return m_statistics;
}

uint64_t
TransmitRing::GetPacketsWaiting() const
{
    return m_posted.size() + m_begun.size();
}

uint64_t
TransmitRing::GetReserved() const
{
    return m_used - GetPacketsWaiting() - m_done.size();
}

void
TransmitRing::CheckLaws() const
{
    NS_ASSERT_MSG(m_statistics.packets == m_statistics.done + GetPacketsWaiting(),
                  "Queue " << m_index << ": " << m_statistics.packets << " packets posted, but "
                           << m_statistics.done << " done and " << GetPacketsWaiting()
                           << " waiting");
    NS_ASSERT_MSG(m_statistics.frames >= m_statistics.done,
                  "Queue " << m_index << ": " << m_statistics.done << " packets done with "
                           << m_statistics.frames << " frames");
    NS_ASSERT_MSG(m_used <= m_mostUsed,
                  "Queue " << m_index << ": " << m_used << " descriptors in use, but ring and "
                           << "largest super-packet allow " << m_mostUsed);
    NS_ASSERT_MSG(m_used >= GetPacketsWaiting() + m_done.size(),
                  "Queue " << m_index << ": " << m_used << " descriptors in use for "
                           << GetPacketsWaiting() << " packets waiting and " << m_done.size()
                           << " done");
}

} // namespace ns3
