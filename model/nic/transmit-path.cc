/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/transmit-path.h"

#include "ns3/memory-page.h"

#include <utility>

namespace ns3
{

namespace
{

/**
 * @param type how a super-packet is to be cut
 * @return the feature of a NIC that can
 */
NicFeature
GetSegmentationFeature(offload::SegmentationType type)
{
    switch (type)
    {
    case offload::SegmentationType::UDP_L4:
        return NicFeature::TX_UDP;
    case offload::SegmentationType::UDP_FRAGMENT:
        return NicFeature::TX_UDP_FRAGMENT;
    default:
        return NicFeature::TX_TCP;
    }
}

} // namespace

TransmitPath::TransmitPath(const Config& config)
    : m_config(config),
      m_ring(config.ring)
{
}

bool
TransmitPath::IsCutByNic(const TransmitTag::Fields& fields) const
{
    return !fields.isList && m_config.features->IsOn(GetSegmentationFeature(fields.type)) &&
           fields.payload <= m_config.tso.maxSize && fields.segments <= m_config.tso.maxSegments;
}

void
TransmitPath::AddWork(const TransmitTag::Fields& fields, Work& work) const
{
    if (!m_config.features->IsOn(NicFeature::TX_CHECKSUM))
    {
        work.Add(Operation::CHECKSUM_BYTE, fields.payload);
    }
    const bool isSuper = fields.type != offload::SegmentationType::NONE;
    const bool isWhole = !isSuper || IsCutByNic(fields);
    const uint32_t packets = isWhole ? 1 : fields.segments;
    const uint32_t pages = isWhole ? offload::CountPages(fields.payload) : packets;
    if (!isWhole)
    {
        // A list is unlinked: its frames have sk_buffs and headers of their own.
        work.Add(fields.isList ? Operation::LINK_FRAGMENT : Operation::SEGMENT_PACKET, packets);
        if (!m_config.features->IsOn(NicFeature::SCATTER_GATHER))
        {
            work.Add(Operation::COPY_BYTE, fields.payload);
        }
    }
    switch (m_config.link)
    {
    case NicLink::ETHERNET:
        work.Add(Operation::POST_TX_DESCRIPTOR, packets)
            .Add(Operation::MAP_PAGE, isSuper && isWhole ? pages : 0);
        break;
    case NicLink::LOOPBACK:
        break; // the other end takes the packet as it is, and pays
    case NicLink::GUEST:
        work.Add(Operation::PASS_PACKET, packets).Add(Operation::PASS_PAGE, pages);
        break;
    }
}

bool
TransmitPath::Send(Departure departure)
{
    TransmitTag tag;
    if (departure.packet->RemovePacketTag(tag))
    {
        departure.fields = tag.Get();
    }
    const TransmitTag::Fields fields = departure.fields;
    std::vector<Departure> posts;
    if (fields.type == offload::SegmentationType::NONE || IsCutByNic(fields))
    {
        const bool isCut = fields.type != offload::SegmentationType::NONE && m_config.ring.cuts;
        if (!isCut && fields.idOffset != 0)
        {
            PacketSegmenter::ShiftIdentification(departure.packet, fields.idOffset);
            departure.fields.idOffset = 0;
        }
        posts.push_back(std::move(departure));
    }
    else
    {
        for (const auto& segment : m_segmenter.Cut(departure.packet, departure.protocol, fields))
        {
            posts.push_back(departure);
            posts.back().packet = segment;
            segment->RemovePacketTag(tag);
            posts.back().fields = tag.Get();
        }
    }
    if (!m_ring.Reserve(static_cast<uint32_t>(posts.size())))
    {
        m_drops++;
        return false;
    }
    m_softwareSegmented += posts.size() > 1 ? 1 : 0;
    const bool isPaid = fields.isPaid || m_config.cpu->IsFree();
    m_pending.push_back({std::move(posts), isPaid});
    if (isPaid)
    {
        PostPaid();
        return true;
    }
    CpuPlace place = m_config.defaultPlace;
    m_config.cpu->GetCurrentPlace(place);
    Work work(Operation::TRANSMIT_PACKET);
    AddWork(fields, work);
    // A deque leaves the other elements where they are when one goes at either end.
    m_config.cpu->Execute(place, work, [this, pending = &m_pending.back()]() {
        pending->isPaid = true;
        PostPaid();
    });
    return true;
}

void
TransmitPath::PostPaid()
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
TransmitPath::GetRing()
{
    return m_ring;
}

uint64_t
TransmitPath::GetSoftwareSegmented() const
{
    return m_softwareSegmented;
}

uint64_t
TransmitPath::GetDrops() const
{
    return m_drops;
}

} // namespace ns3
