/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/gso-queue-disc.h"

#include "ns3/log.h"
#include "ns3/net-device-queue-interface.h"
#include "ns3/nic-driver.h"
#include "ns3/simulator.h"
#include "ns3/transmit-tag.h"

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("GsoQueueDisc");

namespace
{

/**
 * A segment on its way from a queue disc to the device, with all its headers.
 */
class SegmentItem : public QueueDiscItem
{
  public:
    using QueueDiscItem::QueueDiscItem;

    void AddHeader() override
    {
    }

    bool Mark() override
    {
        return false; // who marks has seen the super-packet
    }
};

} // namespace

NS_OBJECT_ENSURE_REGISTERED(GsoQueueDisc);

TypeId
GsoQueueDisc::GetTypeId()
{
    static TypeId tid = TypeId("ns3::GsoQueueDisc")
                            .SetParent<QueueDisc>()
                            .SetGroupName("Offload")
                            .AddConstructor<GsoQueueDisc>();
    return tid;
}

GsoQueueDisc::GsoQueueDisc()
    : QueueDisc(QueueDiscSizePolicy::NO_LIMITS)
{
}

GsoQueueDisc::~GsoQueueDisc() = default;

void
GsoQueueDisc::DoDispose()
{
    m_driver = nullptr;
    m_segments.clear();
    m_pushed.clear();
    m_peeked = nullptr;
    QueueDisc::DoDispose();
}

Ptr<QueueDisc>
GsoQueueDisc::GetChild() const
{
    return GetQueueDiscClass(0)->GetQueueDisc();
}

bool
GsoQueueDisc::CheckConfig()
{
    if (GetNQueueDiscClasses() != 1 || GetNInternalQueues() > 0 || GetNPacketFilters() > 0)
    {
        NS_LOG_ERROR("GsoQueueDisc needs one class with a child queue disc, no internal queue and "
                     "no packet filter: it has "
                     << GetNQueueDiscClasses() << ", " << GetNInternalQueues() << " and "
                     << GetNPacketFilters());
        return false;
    }
    return true;
}

void
GsoQueueDisc::InitializeParams()
{
    if (auto interface = GetNetDeviceQueueInterface())
    {
        m_driver = interface->GetObject<NicDriver>();
    }
    GetChild()->SetSendCallback([this](Ptr<QueueDiscItem> item) { TakePushed(item); });
}

bool
GsoQueueDisc::DoEnqueue(Ptr<QueueDiscItem> item)
{
    return GetChild()->Enqueue(item);
}

bool
GsoQueueDisc::Segment(Ptr<QueueDiscItem> item)
{
    TransmitTag tag;
    if (!item->GetPacket()->PeekPacketTag(tag) ||
        tag.Get().type == offload::SegmentationType::NONE ||
        (m_driver && m_driver->GetTransmitPath().IsCutByNic(tag.Get())))
    {
        return false;
    }
    item->AddHeader();
    for (const auto& segment : m_segmenter.Cut(item->GetPacket(), item->GetProtocol(), tag.Get()))
    {
        m_segments.push_back(Create<SegmentItem>(segment, item->GetAddress(), item->GetProtocol()));
        m_segments.back()->SetTxQueueIndex(item->GetTxQueueIndex());
        m_segments.back()->SetTimeStamp(item->GetTimeStamp());
    }
    m_segmented++;
    return true;
}

Ptr<QueueDiscItem>
GsoQueueDisc::DoDequeue()
{
    if (m_segments.empty() && !m_pushed.empty())
    {
        const Ptr<QueueDiscItem> item = m_pushed.front();
        m_pushed.pop_front();
        if (!Segment(item))
        {
            m_frames++;
            return item;
        }
    }
    if (m_segments.empty())
    {
        const Ptr<const QueueDiscItem> next = GetChild()->Peek();
        if (!next)
        {
            return nullptr;
        }
        // Peeked at, it is still in the child's books; those of a queue disc that is empty would
        // keep the segments from being sent.
        if (!Segment(ConstCast<QueueDiscItem>(next)))
        {
            m_frames++;
            return GetChild()->Dequeue();
        }
        m_peeked = next;
    }
    const Ptr<QueueDiscItem> segment = m_segments.front();
    m_segments.pop_front();
    m_frames++;
    if (m_segments.empty() && m_peeked)
    {
        m_peeked = nullptr;
        GetChild()->Dequeue();
    }
    else if (GetNPackets() == 0 && (!m_segments.empty() || !m_pushed.empty()))
    {
        // Only after a push: the books are closed, so that nobody else will ask for the rest.
        Simulator::ScheduleNow(&GsoQueueDisc::Run, this);
    }
    return segment;
}

void
GsoQueueDisc::TakePushed(Ptr<QueueDiscItem> item)
{
    if (item == m_peeked)
    {
        m_peeked = nullptr; // its segments are leaving already
        return;
    }
    m_pushed.push_back(item);
    Run();
}

uint64_t
GsoQueueDisc::GetSegmented() const
{
    return m_segmented;
}

uint64_t
GsoQueueDisc::GetFrames() const
{
    return m_frames;
}

} // namespace ns3
