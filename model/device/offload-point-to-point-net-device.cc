/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/offload-point-to-point-net-device.h"

#include "cpu/attribute-reader.h"
#include "device/ppp-frame.h"
#include "device/ring-admission.h"
#include "device/train-wire.h"
#include "packet/vlan-tag.h"

#include "ns3/boolean.h"
#include "ns3/node.h"
#include "ns3/pointer.h"
#include "ns3/simulator.h"

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(OffloadPointToPointNetDevice);

TypeId
OffloadPointToPointNetDevice::GetTypeId()
{
    // The trace sources while the parent is one that has none of them: ns-3 allows no name twice.
    static TypeId tid =
        AddNicAttributes(
            AddTraceSources(TypeId("ns3::OffloadPointToPointNetDevice").SetParent<NetDevice>(),
                            PointToPointNetDevice::GetTypeId())
                .SetParent<PointToPointNetDevice>()
                .SetGroupName("Offload")
                .AddConstructor<OffloadPointToPointNetDevice>())
            .AddAttribute(
                "Trains",
                "Frames that leave back to back cross the link without an event for "
                "each, at the same times. Frame by frame all the same while a sink is "
                "connected to a trace source of the device.",
                BooleanValue(false),
                MakeStartAccessor("Trains",
                                  MakeBooleanAccessor(&OffloadPointToPointNetDevice::m_trains)),
                MakeBooleanChecker());
    return tid;
}

OffloadPointToPointNetDevice::OffloadPointToPointNetDevice() = default;
OffloadPointToPointNetDevice::~OffloadPointToPointNetDevice() = default;

void
OffloadPointToPointNetDevice::DoInitialize()
{
    CheckGap();
    // Not in the constructor: trace sources are found by the type of the object, which is not
    // known there.
    const TypeId stock = PointToPointNetDevice::GetTypeId(); // this object does not watch itself
    const auto begin = stock.LookupTraceSourceByName("PhyTxBegin");
    const auto end = stock.LookupTraceSourceByName("PhyTxEnd");
    NS_ABORT_MSG_IF(!begin || !end, "PointToPointNetDevice has lost a trace source");
    begin->ConnectWithoutContext(
        this,
        MakeCallback(&OffloadPointToPointNetDevice::BeginTransmission, this));
    end->ConnectWithoutContext(this,
                               MakeCallback(&OffloadPointToPointNetDevice::EndTransmission, this));
    if (m_trains)
    {
        m_train = std::make_unique<TrainWire>(*this, m_clock);
    }
    RingAdmission::Install(*this, [this](Ptr<const Packet> frame) { return RefuseFrame(frame); });
    OffloadNetDevice::DoInitialize();
}

void
OffloadPointToPointNetDevice::GiveToWire(const Departure& frame)
{
    if (!m_train)
    {
        OffloadNetDevice::GiveToWire(frame);
        return;
    }
    if (vlanId == 0)
    {
        m_train->Send(frame);
        return;
    }
    Departure tagged = frame;
    tagged.packet = frame.GetPacket();
    AddVlanTag(tagged.packet);
    m_train->Send(tagged);
}

void
OffloadPointToPointNetDevice::GiveToStock(const Departure& frame)
{
    if (!SendToBase(frame))
    {
        EndTransmission(frame.packet); // lost, as the base has traced
    }
}

void
OffloadPointToPointNetDevice::NotifyTrainSent(uint32_t frames)
{
    for (; frames > 0; frames--)
    {
        m_driver->NotifySent();
    }
    m_driver->FeedWire();
}

void
OffloadPointToPointNetDevice::NotifyWatched()
{
    m_isWatched = true;
    for (const Arrival& arrival : m_driver->StopExpecting())
    {
        Ptr<Packet> packet = arrival.packet.Get()->Copy();
        if (arrival.vlanTci)
        {
            packet->AddPacketTag(VlanTag(*arrival.vlanTci));
        }
        AddPppHeader(packet, arrival.protocol);
        Simulator::ScheduleWithContext(GetNode()->GetId(),
                                       arrival.time - Simulator::Now(),
                                       &PointToPointNetDevice::Receive,
                                       this,
                                       packet);
    }
}

bool
OffloadPointToPointNetDevice::IsWatched() const
{
    return m_isWatched;
}

DataRate
OffloadPointToPointNetDevice::GetRate() const
{
    static const AttributeReader reader(PointToPointNetDevice::GetTypeId(), "DataRate");
    DataRateValue rate;
    reader.Get(*this, rate);
    return rate.Get();
}

bool
OffloadPointToPointNetDevice::CanExpect() const
{
    static const AttributeReader reader(PointToPointNetDevice::GetTypeId(), "ReceiveErrorModel");
    PointerValue model;
    reader.Get(*this, model);
    const auto admission = model.Get<RingAdmission>();
    return !m_isWatched && admission && !admission->HasErrorModel() && m_driver->CanExpect();
}

void
OffloadPointToPointNetDevice::Expect(const ArrivedPacket& packet,
                                     uint16_t protocol,
                                     const Address& from,
                                     const Time& time)
{
    m_driver->Expect(MakeArrival(packet, protocol, from, GetAddress(), PACKET_HOST, time));
}

bool
OffloadPointToPointNetDevice::RefuseFrame(Ptr<const Packet> frame)
{
    if (!m_driver->MightBeFull())
    {
        return false;
    }
    Ptr<Packet> packet = frame->Copy();
    const uint16_t protocol = RemovePppHeader(packet);
    return RefuseFromWire(packet, protocol, GetAddress(), GetAddress());
}

void
OffloadPointToPointNetDevice::BeginTransmission(Ptr<const Packet> packet)
{
    const uint32_t bytes = packet->GetSize();
    const DataRate rate = GetRate();
    CheckGap();
    m_gap = m_clock.Advance(bytes - PPP_HEADER_BYTES, vlanId != 0, rate.GetBitRate()) -
            rate.CalculateBytesTxTime(bytes);
    SetInterframeGap(m_gap);
    // Here, not where a transmission ends: there the base has not yet left its transmit function.
    m_driver->FeedWire();
}

void
OffloadPointToPointNetDevice::CheckGap() const
{
    static const AttributeReader reader(PointToPointNetDevice::GetTypeId(), "InterframeGap");
    TimeValue gap;
    reader.Get(*this, gap);
    NS_ABORT_MSG_IF(gap.Get() != m_gap,
                    "Attribute InterframeGap is "
                        << gap.Get().As(Time::NS)
                        << ", but a NIC sets it for each frame to what Ethernet takes: leave it "
                           "alone; for a slower link lower attribute DataRate");
}

void
OffloadPointToPointNetDevice::EndTransmission(Ptr<const Packet> /* packet */)
{
    if (m_train)
    {
        m_train->NotifyStockSent();
    }
    m_driver->NotifySent();
}

} // namespace ns3
