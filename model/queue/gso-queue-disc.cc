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
 * A packet on its way from a queue disc to the device, with all its headers.
 */
class CompleteItem : public QueueDiscItem
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

/**
 * @param packet a packet with all its headers
 * @param item the item that it comes from
 * @return an item for it
 */
Ptr<QueueDiscItem>
MakeComplete(Ptr<Packet> packet, const QueueDiscItem& item)
{
    auto complete = Create<CompleteItem>(packet, item.GetAddress(), item.GetProtocol());
    complete->SetTxQueueIndex(item.GetTxQueueIndex());
    complete->SetTimeStamp(item.GetTimeStamp());
    return complete;
}

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
    m_drain.Cancel();
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
        // A child has none of its own; the fair ones take their quantum from the device's MTU, and
        // loop forever without.
        GetChild()->SetNetDeviceQueueInterface(interface);
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
        m_segments.push_back(MakeComplete(segment, *item));
    }
    m_segmented++;
    return true;
}

Ptr<QueueDiscItem>
GsoQueueDisc::FetchPacket()
{
    if (m_pushed.empty())
    {
        return GetChild()->Dequeue();
    }
    const Ptr<QueueDiscItem> item = m_pushed.front();
    m_pushed.pop_front();
    return item;
}

Ptr<QueueDiscItem>
GsoQueueDisc::DoDequeue()
{
    Ptr<QueueDiscItem> item;
    if (!m_segments.empty() || ((item = FetchPacket()) && Segment(item)))
    {
        item = m_segments.front();
        m_segments.pop_front();
    }
    m_frames += item ? 1 : 0;
    const bool isMore = !m_segments.empty() || !m_pushed.empty();
    if (isMore && GetNPackets() == 0 && m_drain.IsExpired())
    {
        // By its books the queue disc is empty, and nobody would ask for the rest.
        m_drain = Simulator::ScheduleNow(&GsoQueueDisc::Drain, this);
    }
    return item;
}

void
GsoQueueDisc::Drain()
{
    const auto interface = GetNetDeviceQueueInterface();
    while ((!m_segments.empty() || !m_pushed.empty()) &&
           !(interface && interface->GetTxQueue(0)->IsStopped()))
    {
        Run();
    }
}

void
GsoQueueDisc::TakePushed(Ptr<QueueDiscItem> item)
{
    // Running, it has put the headers before the packet, as a root does.
    m_pushed.push_back(MakeComplete(item->GetPacket(), *item));
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
