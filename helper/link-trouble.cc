/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/link-trouble.h"

#include "packet/congestion-mark.h"

#include "ns3/abort.h"
#include "ns3/double.h"
#include "ns3/pointer.h"
#include "ns3/simulator.h"
#include "ns3/uinteger.h"

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(LinkTrouble);

uint64_t
LinkTrouble::Counters::GetTotal() const
{
    return lost + late + duplicated + marked + damaged;
}

TypeId
LinkTrouble::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::LinkTrouble")
            .SetParent<ErrorModel>()
            .SetGroupName("Offload")
            .AddConstructor<LinkTrouble>()
            .AddAttribute("Loss",
                          "Probability that a frame is lost.",
                          DoubleValue(0),
                          MakeDoubleAccessor(&LinkTrouble::m_loss),
                          MakeDoubleChecker<double>(0, 1))
            .AddAttribute("Late",
                          "Probability that a frame comes late, behind those sent after it.",
                          DoubleValue(0),
                          MakeDoubleAccessor(&LinkTrouble::m_late),
                          MakeDoubleChecker<double>(0, 1))
            .AddAttribute("LateBy",
                          "How late such a frame comes. The default is some three full frames at "
                          "10 Gb/s.",
                          TimeValue(NanoSeconds(4000)),
                          MakeTimeAccessor(&LinkTrouble::m_lateBy),
                          MakeTimeChecker(Seconds(0)))
            .AddAttribute("Duplication",
                          "Probability that a frame comes twice.",
                          DoubleValue(0),
                          MakeDoubleAccessor(&LinkTrouble::m_duplication),
                          MakeDoubleChecker<double>(0, 1))
            .AddAttribute("CeMarks",
                          "Probability that a frame of an ECN-capable transport is marked with "
                          "Congestion Experienced.",
                          DoubleValue(0),
                          MakeDoubleAccessor(&LinkTrouble::m_marks),
                          MakeDoubleChecker<double>(0, 1))
            .AddAttribute("Damage",
                          "Probability that the last byte of a frame is changed, which a receiver "
                          "notices by its checksum (global value ChecksumEnabled).",
                          DoubleValue(0),
                          MakeDoubleAccessor(&LinkTrouble::m_damage),
                          MakeDoubleChecker<double>(0, 1))
            .AddAttribute("MinSize",
                          "Bytes that a frame must have for anything to happen to it.",
                          UintegerValue(0),
                          MakeUintegerAccessor(&LinkTrouble::m_minSize),
                          MakeUintegerChecker<uint32_t>());
    return tid;
}

LinkTrouble::LinkTrouble()
    : m_chooser(CreateObject<UniformRandomVariable>())
{
}

LinkTrouble::~LinkTrouble() = default;

void
LinkTrouble::DoDispose()
{
    m_device = nullptr;
    ErrorModel::DoDispose();
}

void
LinkTrouble::Install(Ptr<PointToPointNetDevice> device)
{
    m_device = PeekPointer(device);
    device->SetAttribute("ReceiveErrorModel", PointerValue(Ptr<LinkTrouble>(this)));
}

int64_t
LinkTrouble::AssignStreams(int64_t stream)
{
    m_chooser->SetStream(stream);
    return 1;
}

const LinkTrouble::Counters&
LinkTrouble::GetCounters() const
{
    return m_counters;
}

void
LinkTrouble::DoReset()
{
    m_counters = {};
}

bool
LinkTrouble::DoCorrupt(Ptr<Packet> packet)
{
    if (m_isBusy || packet->GetSize() < m_minSize)
    {
        return false;
    }
    m_counters.seen++;
    double chance = m_chooser->GetValue();
    const auto isChosen = [&chance](double probability) {
        const bool answer = chance >= 0 && chance < probability;
        chance -= probability;
        return answer;
    };
    if (isChosen(m_loss))
    {
        m_counters.lost++;
        return true;
    }
    if (isChosen(m_late))
    {
        m_counters.late++;
        Simulator::Schedule(m_lateBy, &LinkTrouble::Receive, this, packet->Copy());
        return true;
    }
    if (isChosen(m_duplication))
    {
        m_counters.duplicated++;
        Receive(packet->Copy());
    }
    else if (isChosen(m_marks))
    {
        m_counters.marked += offload::MarkCongestion(packet) ? 1 : 0;
    }
    else if (isChosen(m_damage))
    {
        m_counters.damaged++;
        Damage(packet);
    }
    return false;
}

void
LinkTrouble::Receive(Ptr<Packet> packet)
{
    NS_ABORT_MSG_IF(!m_device,
                    "LinkTrouble cannot let a frame come late or twice, as it knows no device: "
                    "call LinkTrouble::Install instead of setting attribute ReceiveErrorModel");
    m_isBusy = true;
    m_device->Receive(packet);
    m_isBusy = false;
}

void
LinkTrouble::Damage(Ptr<Packet> packet)
{
    const uint32_t last = packet->GetSize() - 1;
    uint8_t byte = 0;
    packet->CreateFragment(last, 1)->CopyData(&byte, 1);
    byte ^= 1;
    packet->RemoveAtEnd(1);
    packet->AddAtEnd(Create<Packet>(&byte, 1));
}

} // namespace ns3
