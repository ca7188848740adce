/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "transmit/transmit-queue.h"

#include "ns3/assert.h"
#include "ns3/log.h"

#include <utility>

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("TransmitQueue");

TransmitQueue::TransmitQueue(const TransmitNic& nic, uint32_t index, Ptr<NetDeviceQueue> queue)
    : m_nic(nic),
      m_index(index),
      m_ring(nic, index, queue)
{
}

std::vector<Departure>
TransmitQueue::Prepare(Departure departure)
{
    const TransmitTag::Fields fields = departure.fields;
    const bool isSuper = fields.type != offload::SegmentationType::NONE;
    std::vector<Departure> posts;
    if (!isSuper || m_nic.Segments(fields))
    {
        if (fields.idOffset != 0 && !(isSuper && m_nic.link.SegmentsInNic()))
        {
            PacketSegmenter::ShiftIdentification(departure.packet, fields.idOffset);
            departure.fields.idOffset = 0;
        }
        posts.push_back(std::move(departure));
        return posts;
    }
    posts.reserve(fields.segments);
    const auto segments = m_segmenter.Segment(departure.packet, departure.protocol, fields);
    for (uint32_t i = 0; i < segments->GetCount(); i++)
    {
        const PacketSegment segment(segments, i);
        posts.push_back(departure);
        posts.back().packet = segment.MakePacket();
        posts.back().fields = PacketSegmenter::GetFields(fields, segment);
    }
    NS_LOG_LOGIC("The driver segments " << departure.packet->GetSize() << " bytes into "
                                        << posts.size() << " frames");
    return posts;
}

bool
TransmitQueue::Send(Departure departure)
{
    NS_LOG_FUNCTION(this << departure.packet << departure.packet->GetSize());
    TransmitTag tag;
    if (departure.packet->RemovePacketTag(tag))
    {
        departure.fields = tag.Get();
    }
    const TransmitTag::Fields fields = departure.fields;
    std::vector<Departure> posts = Prepare(std::move(departure));
    if (!m_ring.Reserve(static_cast<uint32_t>(posts.size())))
    {
        m_drops++;
        m_nic.reclaimed(fields); // it no longer lies below TCP
        return false;
    }
    m_softwareSegmented += posts.size() > 1 ? 1 : 0;
    const bool isPaid = fields.isPaid || m_nic.cpu->IsFree();
    m_pending.push_back({std::move(posts), isPaid});
    if (isPaid)
    {
        PostPaid();
        return true;
    }
    CoreContext context = m_nic.defaultContext;
    m_nic.cpu->GetCurrentContext(context);
    NS_LOG_LOGIC("Core " << context.core << " pays in the driver for a packet that nobody has paid "
                         << "for above it");
    Work work(Operation::TRANSMIT_PACKET);
    m_nic.AddWork(fields, work);
    // A deque leaves the other elements where they are when one goes at either end.
    m_nic.cpu->Execute(context, work, [this, pending = &m_pending.back()]() {
        pending->isPaid = true;
        PostPaid();
    });
    return true;
}

void
TransmitQueue::PostPaid()
{
    if (m_isPosting)
    {
        return; // the loop below goes on
    }
    m_isPosting = true;
    while (!m_pending.empty() && m_pending.front().isPaid)
    {
        const Pending pending = std::move(m_pending.front());
        m_pending.pop_front();
        for (const auto& each : pending.posts)
        {
            m_ring.Post(each);
        }
    }
    m_isPosting = false;
}

TransmitRing&
TransmitQueue::GetRing()
{
    return m_ring;
}

TransmitStatistics
TransmitQueue::GetStatistics() const
{
    TransmitStatistics statistics = m_ring.GetStatistics();
    statistics.softwareSegmented = m_softwareSegmented;
    statistics.drops = m_drops;
    return statistics;
}

uint64_t
TransmitQueue::GetPacketsWaiting() const
{
    return m_ring.GetPacketsWaiting();
}

void
TransmitQueue::Stop()
{
    CheckLaws();
    m_ring.Stop();
}

uint64_t
TransmitQueue::CountPendingPosts() const
{
    uint64_t posts = 0;
    for (const Pending& pending : m_pending)
    {
        posts += pending.posts.size();
    }
    return posts;
}

void
TransmitQueue::CheckLaws() const
{
    NS_ASSERT_MSG(m_ring.GetReserved() == CountPendingPosts(),
                  "Queue " << m_index << ": " << m_ring.GetReserved()
                           << " descriptors are reserved, for " << CountPendingPosts()
                           << " packets on their way to the ring");
}

} // namespace ns3
