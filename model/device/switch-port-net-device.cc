/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/switch-port-net-device.h"

#include "cpu/attribute-reader.h"
#include "device/ppp-frame.h"
#include "device/train-peer.h"

#include "ns3/boolean.h"
#include "ns3/data-rate.h"
#include "ns3/queue.h"
#include "ns3/simulator.h"

#include <vector>

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(SwitchPortNetDevice);

TypeId
SwitchPortNetDevice::GetTypeId()
{
    // The trace sources while the parent is one that has none of them: ns-3 allows no name twice.
    static TypeId tid =
        AddTraceSources(TypeId("ns3::SwitchPortNetDevice").SetParent<NetDevice>(),
                        PointToPointNetDevice::GetTypeId())
            .SetParent<PointToPointNetDevice>()
            .SetGroupName("Offload")
            .AddConstructor<SwitchPortNetDevice>()
            .AddAttribute("Trains",
                          "Frames leave at the same times with fewer events. As the stock device "
                          "all the same from when a sink is connected to one of its trace sources.",
                          BooleanValue(false),
                          MakeBooleanAccessor(&SwitchPortNetDevice::m_trains),
                          MakeBooleanChecker());
    return tid;
}

SwitchPortNetDevice::SwitchPortNetDevice()
    : m_peer(std::make_unique<TrainPeer>(*this))
{
}

SwitchPortNetDevice::~SwitchPortNetDevice()
{
    m_free.Cancel();
}

bool
SwitchPortNetDevice::IsStock()
{
    // What the wire has of a train has to leave first, and what waits is handed over then.
    const bool isFree = m_end <= Simulator::Now() && m_free.IsExpired() && !m_isBeginning;
    return !m_trains || (m_isWatched && isFree) || !m_peer->Look();
}

bool
SwitchPortNetDevice::Send(Ptr<Packet> packet, const Address& to, uint16_t protocol)
{
    if (IsStock())
    {
        return PointToPointNetDevice::Send(packet, to, protocol);
    }
    AddPppHeader(packet, protocol);
    if (!GetQueue()->Enqueue(packet))
    {
        return false;
    }
    // A queue disc may send when the queue has lost a frame, that is, within Begin().
    if (m_isBeginning || !m_free.IsExpired())
    {
        return true;
    }
    if (m_end <= Simulator::Now())
    {
        Begin();
    }
    else
    {
        m_free =
            Simulator::Schedule(m_end - Simulator::Now(), &SwitchPortNetDevice::HandleFree, this);
    }
    return true;
}

void
SwitchPortNetDevice::Begin()
{
    m_isBeginning = true;
    const Ptr<Packet> frame = GetQueue()->Dequeue();
    m_isBeginning = false;
    static const AttributeReader rateReader(PointToPointNetDevice::GetTypeId(), "DataRate");
    static const AttributeReader gapReader(PointToPointNetDevice::GetTypeId(), "InterframeGap");
    DataRateValue rate;
    rateReader.Get(*this, rate);
    TimeValue gap;
    gapReader.Get(*this, gap);
    const Time sent = Simulator::Now() + rate.Get().CalculateBytesTxTime(frame->GetSize());
    m_end = sent + gap.Get();
    if (m_peer->Expects())
    {
        const uint16_t protocol = RemovePppHeader(frame);
        m_peer->Expect(frame, protocol, sent);
    }
    else
    {
        m_peer->Bring(frame, sent);
    }
    if (!GetQueue()->IsEmpty())
    {
        m_free =
            Simulator::Schedule(m_end - Simulator::Now(), &SwitchPortNetDevice::HandleFree, this);
    }
}

void
SwitchPortNetDevice::HandleFree()
{
    if (m_isWatched || !m_peer->Look())
    {
        HandOver();
    }
    else
    {
        Begin();
    }
}

void
SwitchPortNetDevice::HandOver()
{
    std::vector<Ptr<Packet>> waiting;
    while (const Ptr<Packet> frame = GetQueue()->Dequeue())
    {
        waiting.push_back(frame);
    }
    for (const Ptr<Packet>& frame : waiting)
    {
        const uint16_t protocol = RemovePppHeader(frame);
        PointToPointNetDevice::Send(frame, GetBroadcast(), protocol); // there is one other end
    }
}

void
SwitchPortNetDevice::NotifyWatched()
{
    m_isWatched = true;
}

} // namespace ns3
