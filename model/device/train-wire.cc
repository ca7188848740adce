/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "device/train-wire.h"

#include "device/ppp-frame.h"

#include "ns3/log.h"
#include "ns3/offload-point-to-point-net-device.h"
#include "ns3/simulator.h"

#include <algorithm>
#include <utility>

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("TrainWire");

TrainWire::TrainWire(OffloadPointToPointNetDevice& device, WireClock& clock)
    : m_device(device),
      m_clock(clock),
      m_peer(device)
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
    if (m_device.IsWatched() || m_byStock > 0 || !m_waiting.empty() || !m_peer.Look())
    {
        return false;
    }
    m_device.CheckGap();
    const DataRate rate = m_device.GetRate();
    m_lastBytes = rate == m_rate ? m_lastBytes : 0;
    m_rate = rate;
    return true;
}

void
TrainWire::SendInTrain(const Departure& frame)
{
    const Time begin = std::max(m_end, Simulator::Now());
    const uint32_t bytes = frame.GetBytes();
    m_end = begin + m_clock.Advance(bytes, m_device.vlanId != 0, m_rate.GetBitRate());
    if (bytes != m_lastBytes)
    {
        m_lastBytes = bytes;
        m_lastTime = m_rate.CalculateBytesTxTime(bytes + PPP_HEADER_BYTES);
    }
    const Time sent = begin + m_lastTime;
    if (m_peer.Expects())
    {
        const ArrivedPacket packet =
            frame.packet ? ArrivedPacket(frame.packet) : ArrivedPacket(frame.segment);
        m_peer.Expect(packet, frame.protocol, sent);
    }
    else
    {
        const Ptr<Packet> copy = frame.packet ? frame.packet->Copy() : frame.GetPacket();
        AddPppHeader(copy, frame.protocol);
        m_peer.Bring(copy, sent);
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
