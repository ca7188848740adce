/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "device/train-wire.h"

#include "cpu/attribute-reader.h"
#include "cpu/run-warning.h"

#include "ns3/ipv4-l3-protocol.h"
#include "ns3/log.h"
#include "ns3/node.h"
#include "ns3/offload-point-to-point-net-device.h"
#include "ns3/point-to-point-channel.h"
#include "ns3/ppp-header.h"
#include "ns3/simulator.h"

#include <algorithm>
#include <typeinfo>
#include <utility>

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("TrainWire");

TrainWire::TrainWire(OffloadPointToPointNetDevice& device, WireClock& clock)
    : m_device(device),
      m_clock(clock)
{
}

TrainWire::~TrainWire()
{
    m_sent.Cancel();
    m_free.Cancel();
}

void
TrainWire::Send(const Departure& frame)
{
    if (frame.descriptors > 0)
    {
        m_isTrain = CanTrain(); // for all frames of this packet
    }
    if (m_isTrain)
    {
        SendInTrain(frame);
    }
    else
    {
        SendByStock(frame);
    }
}

bool
TrainWire::CanTrain()
{
    const auto channel = m_device.GetChannel();
    if (m_device.IsWatched() || m_byStock > 0 || !m_waiting.empty() || !m_device.IsLinkUp() ||
        !channel)
    {
        return false;
    }
    if (typeid(*channel) != typeid(PointToPointChannel))
    {
        WarnInRun("Attribute Trains has no effect on a channel of type " +
                  channel->GetInstanceTypeId().GetName() +
                  ": frames cross it one by one; set it on links within a rank only");
        return false;
    }
    const bool isFirst = channel->GetDevice(0) == &m_device;
    m_peer = dynamic_cast<PointToPointNetDevice*>(PeekPointer(channel->GetDevice(isFirst ? 1 : 0)));
    const auto* nic = dynamic_cast<OffloadPointToPointNetDevice*>(m_peer);
    m_expects = nic && nic->CanExpect();
    const DataRate rate = m_device.GetRate();
    m_lastBytes = rate == m_rate ? m_lastBytes : 0;
    m_rate = rate;
    static const AttributeReader reader(PointToPointChannel::GetTypeId(), "Delay");
    TimeValue delay;
    reader.Get(*channel, delay);
    m_delay = delay.Get();
    return m_peer != nullptr;
}

void
TrainWire::SendInTrain(const Departure& frame)
{
    constexpr uint32_t PPP_BYTES = 2; // which the stock device counts
    const Time begin = std::max(m_end, Simulator::Now());
    const uint32_t bytes = frame.packet->GetSize();
    m_end = begin + m_clock.Advance(bytes, m_device.vlanId != 0, m_rate.GetBitRate());
    if (bytes != m_lastBytes)
    {
        m_lastBytes = bytes;
        m_lastTime = m_rate.CalculateBytesTxTime(bytes + PPP_BYTES);
    }
    const Time time = begin + m_lastTime + m_delay;
    if (m_expects)
    {
        static_cast<OffloadPointToPointNetDevice*>(m_peer)->Expect(frame,
                                                                   m_device.GetAddress(),
                                                                   time);
    }
    else
    {
        Bring(m_peer, frame.packet, frame.protocol, time);
    }
    m_frames++;
    if (frame.isMore)
    {
        return;
    }
    m_onWire.push_back({m_end, std::exchange(m_frames, 0)});
    if (m_sent.IsExpired())
    {
        m_sent = Simulator::Schedule(m_end - Simulator::Now(), &TrainWire::HandleSent, this);
    }
}

void
TrainWire::Bring(Ptr<PointToPointNetDevice> device,
                 Ptr<const Packet> packet,
                 uint16_t protocol,
                 const Time& time)
{
    constexpr uint16_t PPP_IPV4 = 0x0021;
    constexpr uint16_t PPP_IPV6 = 0x0057;
    PppHeader header;
    header.SetProtocol(protocol == Ipv4L3Protocol::PROT_NUMBER ? PPP_IPV4 : PPP_IPV6);
    const Ptr<Packet> frame = packet->Copy();
    frame->AddHeader(header);
    Simulator::ScheduleWithContext(device->GetNode()->GetId(),
                                   time - Simulator::Now(),
                                   &PointToPointNetDevice::Receive,
                                   device,
                                   frame);
}

void
TrainWire::HandleSent()
{
    const uint32_t frames = m_onWire.front().frames;
    m_onWire.pop_front();
    if (!m_onWire.empty())
    {
        m_sent = Simulator::Schedule(m_onWire.front().end - Simulator::Now(),
                                     &TrainWire::HandleSent,
                                     this);
    }
    m_device.NotifyTrainSent(frames);
}

void
TrainWire::SendByStock(const Departure& frame)
{
    if (m_waiting.empty() && m_end <= Simulator::Now())
    {
        m_byStock++;
        m_device.GiveToStock(frame);
        return;
    }
    NS_LOG_LOGIC("waits until the trains on the wire have left");
    m_waiting.push_back(frame);
    if (m_free.IsExpired())
    {
        m_free = Simulator::Schedule(m_end - Simulator::Now(), &TrainWire::HandleFree, this);
    }
}

void
TrainWire::HandleFree()
{
    for (const Departure& frame : std::exchange(m_waiting, {}))
    {
        m_byStock++;
        m_device.GiveToStock(frame);
    }
}

void
TrainWire::NotifyStockSent()
{
    m_byStock--;
}

} // namespace ns3
