/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/gso-queue-disc.h"

#include "packet/packet-segmenter.h"

#include "ns3/abort.h"
#include "ns3/log.h"
#include "ns3/net-device-queue-interface.h"
#include "ns3/simulator.h"
#include "ns3/transmit-device.h"
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
    : QueueDisc(QueueDiscSizePolicy::NO_LIMITS),
      m_segmenter(std::make_unique<PacketSegmenter>())
{
}

GsoQueueDisc::~GsoQueueDisc() = default;

void
GsoQueueDisc::DoDispose()
{
    m_nic = nullptr;
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
    // Not an assertion: those of Debian's ns-3 are compiled out, and a user has to be told.
    NS_ABORT_MSG_IF(GetNQueueDiscClasses() != 1 || GetNInternalQueues() > 0 ||
                        GetNPacketFilters() > 0,
                    "GsoQueueDisc has "
                        << GetNQueueDiscClasses() << " classes, " << GetNInternalQueues()
                        << " internal queues and " << GetNPacketFilters()
                        << " packet filters: give it one class with a child queue disc "
                           "(TrafficControlHelper::AddQueueDiscClasses and AddChildQueueDisc), and "
                           "nothing else");
    return true;
}

void
GsoQueueDisc::InitializeParams()
{
    if (auto interface = GetNetDeviceQueueInterface())
    {
        m_nic = interface->GetObject<TransmitDevice>();
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
        (m_nic && m_nic->IsSegmentedByNic(tag.Get())))
    {
        return false;
    }
    item->AddHeader();
    const auto segments = m_segmenter->Segment(item->GetPacket(), item->GetProtocol(), tag.Get());
    for (uint32_t i = 0; i < segments->GetCount(); i++)
    {
        const PacketSegment segment(segments, i);
        TransmitTag own(PacketSegmenter::GetFields(tag.Get(), segment));
        const Ptr<Packet> packet = segment.MakePacket();
        packet->ReplacePacketTag(own);
        m_segments.push_back(MakeComplete(packet, *item));
    }
    NS_LOG_LOGIC("The queue disc segments " << item->GetPacket()->GetSize() << " bytes into "
                                            << m_segments.size() << " frames");
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
        // By its statistics the queue disc is empty, and nobody would ask for the rest.
        m_drain = Simulator::ScheduleNow(&GsoQueueDisc::Drain, this);
    }
    return item;
}

Ptr<QueueDiscItem>
GsoQueueDisc::PeekLeft() const
{
    if (!m_segments.empty())
    {
        return m_segments.front();
    }
    return m_pushed.empty() ? nullptr : m_pushed.front();
}

void
GsoQueueDisc::Drain()
{
    const auto interface = GetNetDeviceQueueInterface();
    while (const auto item = PeekLeft())
    {
        if (interface && interface->GetTxQueue(item->GetTxQueueIndex())->IsStopped())
        {
            NS_LOG_LOGIC("Queue " << +item->GetTxQueueIndex()
                                  << " is stopped: " << m_segments.size() << " segments wait");
            return;
        }
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
