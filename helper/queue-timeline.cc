/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/queue-timeline.h"

#include "cpu/ns3-compat.h"

#include "ns3/node.h"
#include "ns3/queue-disc.h"
#include "ns3/simulator.h"
#include "ns3/traffic-control-layer.h"

namespace ns3
{

namespace
{

constexpr uint32_t FIRST_THREAD = 1000; //!< tid of the queues of the first device
constexpr uint32_t DEVICE_STEP = 100;   //!< from there to those of the next one

} // namespace

QueueTimeline::QueueTimeline(TraceEventFile& file, uint32_t process, Ptr<NetDevice> device)
    : m_file(file),
      m_process(process),
      m_index(device->GetIfIndex()),
      m_driver(device->GetObject<NicDriver>())
{
    const std::string name = "device " + std::to_string(m_index);
    for (uint32_t queue = 0; queue < m_driver->GetNQueues(); queue++)
    {
        m_rings.push_back({name + " rx-" + std::to_string(queue)});
        m_file.NameTrack(GetTrack(queue), m_rings.back().name);
    }
    m_driver->TraceConnectWithoutContext(
        "Interrupt",
        MakeFunctionCallback<uint32_t, bool>([this](uint32_t queue, bool isMasked) {
            Switch(queue, isMasked ? Open::MASKED : Open::NONE);
        }));
    m_driver->TraceConnectWithoutContext(
        "ReceivePoint",
        MakeFunctionCallback<Ptr<const Packet>, ReceivePoint, uint32_t>(
            [this](Ptr<const Packet> /* packet */, ReceivePoint point, uint32_t queue) {
                Pass(point, queue);
            }));
    device->TraceConnectWithoutContext(
        "PhyTxBegin",
        MakeFunctionCallback<Ptr<const Packet>>(
            [this, ring = name + " tx"](Ptr<const Packet> /* frame */) {
                Count(ring, m_driver->GetTransmitPacketsWaiting());
            }));
    ConnectDisc(device);
}

void
QueueTimeline::ConnectDisc(Ptr<NetDevice> device)
{
    const auto control = device->GetNode()->GetObject<TrafficControlLayer>();
    if (const auto disc = control ? control->GetRootQueueDiscOnDevice(device) : nullptr)
    {
        disc->TraceConnectWithoutContext(
            "PacketsInQueue",
            MakeFunctionCallback<uint32_t, uint32_t>(
                [this, name = "device " + std::to_string(m_index) + " qdisc"](uint32_t /* before */,
                                                                              uint32_t now) {
                    Count(name, now);
                }));
    }
}

TimelineTrack
QueueTimeline::GetTrack(uint32_t queue) const
{
    return {m_process, FIRST_THREAD + m_index * DEVICE_STEP + queue};
}

void
QueueTimeline::Switch(uint32_t queue, Open open)
{
    Open& before = m_open[queue];
    if (before != Open::NONE)
    {
        m_file.End(GetTrack(queue), Simulator::Now());
    }
    if (open != Open::NONE)
    {
        m_file.Begin(GetTrack(queue),
                     Simulator::Now(),
                     open == Open::HELD ? "interrupt held back" : "interrupt masked");
    }
    before = open;
}

void
QueueTimeline::Pass(ReceivePoint point, uint32_t queue)
{
    if (point == ReceivePoint::RING && m_open[queue] == Open::NONE)
    {
        Switch(queue, Open::HELD);
    }
    Ring& ring = m_rings.at(queue);
    if (point == ReceivePoint::RING)
    {
        Count(ring.name, ++ring.frames);
    }
    else if (point == ReceivePoint::DRIVER && ring.frames > 0) // 0 of a device without ring
    {
        Count(ring.name, --ring.frames);
    }
}

void
QueueTimeline::Count(const std::string& name, uint64_t value)
{
    const auto known = m_values.find(name);
    if (known == m_values.end() || known->second != value)
    {
        m_values[name] = value;
        m_file.Counter(m_process, Simulator::Now(), name, value);
    }
}

void
QueueTimeline::Close()
{
    for (const auto& [queue, open] : std::map<uint32_t, Open>(m_open))
    {
        Switch(queue, Open::NONE);
    }
}

} // namespace ns3
