/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/transmit-ring.h"

#include "ns3/simulator.h"

#include <utility>

namespace ns3
{

TransmitRing::TransmitRing(const Config& config)
    : m_config(config)
{
}

TransmitRing::~TransmitRing()
{
    m_feed.Cancel();
}

bool
TransmitRing::IsFull() const
{
    return m_used >= m_config.size;
}

bool
TransmitRing::Reserve(uint32_t descriptors)
{
    if (IsFull())
    {
        return false;
    }
    m_used += descriptors;
    if (IsFull() && m_config.queue)
    {
        m_statistics.stops++;
        m_config.queue->Stop();
    }
    return true;
}

void
TransmitRing::Post(const Departure& departure)
{
    m_statistics.packets++;
    if (m_config.queue)
    {
        m_config.queue->NotifyQueuedBytes(departure.packet->GetSize());
    }
    m_posted.push_back(departure);
    Feed();
}

bool
TransmitRing::FetchFrame()
{
    if (!m_frames.empty())
    {
        return true;
    }
    if (m_posted.empty())
    {
        return false;
    }
    Departure departure = std::move(m_posted.front());
    m_posted.pop_front();
    Descriptor descriptor{departure.fields, departure.packet->GetSize(), 1};
    if (departure.fields.type == offload::SegmentationType::NONE || !m_config.cuts)
    {
        m_frames.push_back(std::move(departure));
    }
    else
    {
        m_statistics.superPackets++;
        const auto segments =
            m_segmenter.Cut(departure.packet, departure.protocol, departure.fields);
        descriptor.unsent = static_cast<uint32_t>(segments.size());
        for (const auto& segment : segments)
        {
            TransmitTag tag;
            segment->RemovePacketTag(tag);
            departure.packet = segment;
            m_frames.push_back(departure);
        }
    }
    m_begun.push_back(descriptor);
    return true;
}

void
TransmitRing::Feed()
{
    if (m_isFeeding)
    {
        return; // the loop below goes on
    }
    m_isFeeding = true;
    while (m_onWire < m_config.wireFrames && FetchFrame())
    {
        const Departure frame = std::move(m_frames.front());
        m_frames.pop_front();
        m_onWire++;
        m_statistics.frames++;
        m_config.toWire(frame);
    }
    m_isFeeding = false;
}

void
TransmitRing::NotifySent()
{
    // The base device is about to begin the frame behind this one, and would lose count if what the
    // driver does now gave it another first.
    const bool wasFeeding = std::exchange(m_isFeeding, true);
    m_onWire--;
    if (--m_begun.front().unsent == 0)
    {
        m_done.push_back(m_begun.front());
        m_begun.pop_front();
        m_statistics.done++;
        m_config.done();
    }
    m_isFeeding = wasFeeding;
    if (!wasFeeding && m_onWire == 0 && !(m_posted.empty() && m_frames.empty()))
    {
        m_feed.Cancel();
        m_feed = Simulator::ScheduleNow(&TransmitRing::Feed, this); // nothing is left to begin
    }
}

void
TransmitRing::Reclaim(uint32_t packets)
{
    const bool wasFull = IsFull();
    uint32_t bytes = 0;
    for (; packets > 0; packets--)
    {
        const Descriptor descriptor = m_done.front();
        m_done.pop_front();
        m_used--;
        bytes += descriptor.bytes;
        m_config.reclaimed(descriptor.fields);
    }
    if (!m_config.queue)
    {
        return;
    }
    if (wasFull && !IsFull())
    {
        m_config.queue->Wake();
    }
    m_config.queue->NotifyTransmittedBytes(bytes);
}

const TransmitStatistics&
TransmitRing::GetStatistics() const
{
    return m_statistics;
}

uint64_t
TransmitRing::GetPacketsWaiting() const
{
    return m_statistics.packets - m_statistics.done;
}

} // namespace ns3
