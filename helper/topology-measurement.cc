/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/topology-measurement.h"

#include "cpu/ns3-compat.h"

#include "ns3/nic-settings.h"
#include "ns3/point-to-point-net-device.h"
#include "ns3/queue-disc.h"
#include "ns3/simulator.h"
#include "ns3/traffic-control-layer.h"
#include "ns3/transmit-interceptor.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <string>
#include <utility>

namespace ns3
{

namespace
{

/**
 * Super-packets of these sizes are counted together.
 */
struct SizeClass
{
    const char* name; //!< name of the quantity: the share of segments that travel so
    uint32_t least;   //!< segments
    uint32_t most;    //!< segments
};

/// All sizes.
constexpr std::array<SizeClass, 6> SIZE_CLASSES{{
    {"segments_alone", 1, 1},
    {"segments_in_2", 2, 2},
    {"segments_in_3_to_8", 3, 8},
    {"segments_in_9_to_22", 9, 22},
    {"segments_in_23_to_43", 23, 43},
    {"segments_in_44_or_more", 44, UINT32_MAX},
}};

/**
 * @param nic a NIC
 * @param name name of a counter of its receive hooks
 * @return the sum over its queues
 */
uint64_t
CountInHooks(const NicDriver& nic, const std::string& name)
{
    uint64_t sum = 0;
    for (uint32_t queue = 0; queue < nic.GetNQueues(); queue++)
    {
        const auto hook = nic.GetReceiveHook(queue);
        for (const HookCounter& counter : hook ? hook->ListCounters() : std::vector<HookCounter>{})
        {
            sum += counter.name == name ? counter.value : 0;
        }
    }
    return sum;
}

/**
 * @param frame a frame with its PPP header
 * @return whether it is an IPv4 fragment
 */
bool
IsFragment(Ptr<const Packet> frame)
{
    constexpr uint32_t FRAGMENT_FIELD = 2 + 6; // behind the PPP header
    std::array<uint8_t, FRAGMENT_FIELD + 2> bytes{};
    frame->CopyData(bytes.data(), bytes.size());
    return (bytes[FRAGMENT_FIELD] & 0x3f) != 0 || bytes[FRAGMENT_FIELD + 1] != 0;
}

/**
 * @param queue index of a receive queue
 * @return name of its number of frames
 */
std::string
GetQueueName(uint32_t queue)
{
    return "rx_queue" + std::to_string(queue) + "_frames";
}

/**
 * @param core index of a core of the receiver
 * @return name of its load
 */
std::string
GetBusyName(uint32_t core)
{
    return "rx_core" + std::to_string(core) + "_busy";
}

} // namespace

TopologyMeasurement::TopologyMeasurement(const OffloadTopology& topology,
                                         Time interval,
                                         Counter progress)
    : SteadyMeasurement(interval, std::move(progress)),
      m_topology(topology),
      m_delays(interval)
{
    topology.receiver.GetDriver()->TraceConnectWithoutContext(
        "Delay",
        MakeFunctionCallback<Time>([this](Time delay) { m_delays.Add(delay); }));
    const auto control = topology.sender.node->GetObject<TrafficControlLayer>();
    if (const auto disc = control->GetRootQueueDiscOnDevice(topology.sender.devices.Get(0)))
    {
        disc->TraceConnectWithoutContext(
            "Drop",
            MakeFunctionCallback<Ptr<const QueueDiscItem>>(
                [this](Ptr<const QueueDiscItem> /* item */) { m_queueDrops++; }));
        disc->TraceConnectWithoutContext("SojournTime",
                                         MakeFunctionCallback<Time>([this](Time time) {
                                             m_sojourn += time.GetSeconds();
                                             m_sojourns++;
                                         }));
    }
    if (topology.middle.node && DynamicCast<PointToPointNetDevice>(topology.middle.devices.Get(1)))
    {
        topology.middle.devices.Get(1)->TraceConnectWithoutContext(
            "PhyTxBegin",
            MakeFunctionCallback<Ptr<const Packet>>(
                [this](Ptr<const Packet> frame) { m_fragments += IsFragment(frame) ? 1 : 0; }));
    }
}

SteadyMeasurement::Counter
TopologyMeasurement::OfNic(Ptr<NicDriver> nic, uint64_t ReceiveStatistics::*member)
{
    return MakeCounter([nic, member]() { return nic->GetStatistics().*member; });
}

void
TopologyMeasurement::AddMerging()
{
    const auto nic = m_topology.receiver.GetDriver();
    const auto frames = OfNic(nic, &ReceiveStatistics::dataFrames);
    AddRatio("segments_per_delivery",
             "segments",
             frames,
             OfNic(nic, &ReceiveStatistics::dataDeliveries));
    AddRatio(
        "allocations_per_16_segments",
        "allocations",
        MakeCounter([nic]() { return nic->GetAllocations().skbs + nic->GetAllocations().pages; }),
        frames,
        16);
    AddRatio("true_size_per_segment", "bytes", OfNic(nic, &ReceiveStatistics::trueSize), frames);
    AddRate("no_desc", MakeCounter([nic]() { return CountInHooks(*nic, "no_desc"); }));
    AddRatio("comparisons_per_segment",
             "comparisons",
             MakeCounter([nic]() { return CountInHooks(*nic, "comparisons"); }),
             frames);
}

void
TopologyMeasurement::AddDelays()
{
    AddQuantile("delay_p50", m_delays, 0.5);
    AddQuantile("delay_p99", m_delays, 0.99);
}

void
TopologyMeasurement::AddInterrupts()
{
    const auto nic = m_topology.receiver.GetDriver();
    const auto interceptor = m_topology.receiver.node->GetObject<TransmitInterceptor>();
    AddRate("interrupts", OfNic(nic, &ReceiveStatistics::interrupts));
    AddRate("polls", OfNic(nic, &ReceiveStatistics::polls));
    AddRate("acks", MakeCounter([interceptor]() { return interceptor->GetPureAcks(); }));
}

void
TopologyMeasurement::AddDrops()
{
    const auto nic = m_topology.receiver.GetDriver();
    AddRate("fifo_drops", OfNic(nic, &ReceiveStatistics::fifoErrors));
    AddRate("ring_drops", OfNic(nic, &ReceiveStatistics::framesRingFull));
    AddRate("backlog_drops", OfNic(nic, &ReceiveStatistics::framesBacklogFull));
    AddRate("queue_drops", MakeCounter([this]() { return m_queueDrops; }));
    AddRate("sndbuf_errors",
            MakeCounter([sender = m_topology.sender.node->GetObject<TransmitInterceptor>()]() {
                return sender->GetSndbufErrors();
            }));
}

void
TopologyMeasurement::AddSuperPackets()
{
    const auto nic = m_topology.sender.GetDriver();
    const auto interceptor = m_topology.sender.node->GetObject<TransmitInterceptor>();
    const auto packets = MakeCounter([interceptor]() { return interceptor->GetDataPackets(); });
    const auto segments = MakeCounter([interceptor]() { return interceptor->GetDataSegments(); });
    AddRate("super_packets", packets);
    AddRatio("segments_per_super_packet", "segments", segments, packets);
    for (const auto& sizes : SIZE_CLASSES)
    {
        const auto count = MakeCounter([interceptor, &sizes]() {
            uint64_t sum = 0;
            for (const auto& [size, number] : interceptor->GetSizes())
            {
                sum += size >= sizes.least && size <= sizes.most ? size * number : 0;
            }
            return sum;
        });
        AddRatio(sizes.name, "%", count, segments, 100);
    }
    AddRate("software_segmented",
            MakeCounter([nic]() { return nic->GetTransmitStatistics().softwareSegmented; }));
    AddRate("deferrals",
            MakeCounter([interceptor]() { return interceptor->GetHolds(TransmitHold::DEFERRED); }));
    AddRate("small_queue_throttles", MakeCounter([interceptor]() {
                return interceptor->GetHolds(TransmitHold::SMALL_QUEUE);
            }));
    AddValue("max_bytes_below_tcp", "bytes", [interceptor]() {
        return static_cast<double>(interceptor->GetMaxBytesBelow());
    });
    AddRatio("queue_sojourn",
             "us",
             MakeCounter([this]() { return m_sojourn; }),
             MakeCounter([this]() { return m_sojourns; }),
             1e6);
}

void
TopologyMeasurement::AddSwitch()
{
    const auto port = m_topology.GetPortQueue();
    if (!port)
    {
        return;
    }
    const auto area = [this](uint32_t bytes) {
        m_portArea += m_portBytes * (Simulator::Now() - m_portTime).GetSeconds();
        m_portTime = Simulator::Now();
        m_portTotal += bytes > m_portBytes ? bytes - m_portBytes : 0;
        m_portBytes = bytes;
    };
    port->TraceConnectWithoutContext(
        "BytesInQueue",
        MakeFunctionCallback<uint32_t, uint32_t>(
            [area](uint32_t /* before */, uint32_t bytes) { area(bytes); }));
    AddRate("switch_rate",
            MakeCounter([this]() { return 8 * m_portTotal; }), // the queue's own has 32 bits
            "Gb/s",
            1e9);
    const auto frames = MakeCounter([port]() { return port->GetTotalReceivedPackets(); });
    AddRate("switch_frames", frames);
    AddRatio("switch_marked", "%", MakeCounter([port]() { return port->GetMarks(); }), frames, 100);
    AddRate("switch_drops", MakeCounter([port]() { return port->GetTotalDroppedPackets(); }));
    AddRatio("switch_queue",
             "bytes",
             MakeCounter([this, area]() {
                 area(m_portBytes);
                 return m_portArea;
             }),
             MakeCounter([]() { return Simulator::Now().GetSeconds(); }));
    AddMeanDelay("data_delay", m_topology.GetReceivers(), m_dataDelay);
    AddMeanDelay("ack_delay", m_topology.GetSenders(), m_ackDelay);
}

void
TopologyMeasurement::AddMeanDelay(const std::string& name,
                                  const std::vector<OffloadTopology::Host>& hosts,
                                  Mean& mean)
{
    for (const auto& host : hosts)
    {
        host.GetDriver()->TraceConnectWithoutContext(
            "Delay",
            MakeFunctionCallback<Time>([&mean](Time delay) {
                mean.sum += delay.GetSeconds();
                mean.count++;
            }));
    }
    AddRatio(name,
             "us",
             MakeCounter([&mean]() { return mean.sum; }),
             MakeCounter([&mean]() { return mean.count; }),
             1e6);
}

void
TopologyMeasurement::AddEvents()
{
    const auto rx = m_topology.receiver.GetDriver();
    const auto tx = m_topology.sender.GetDriver();
    AddRatio("events_per_frame",
             "events",
             MakeCounter([]() { return Simulator::GetEventCount(); }),
             MakeCounter(
                 [rx, tx]() { return rx->GetStatistics().frames + tx->GetStatistics().frames; }));
}

std::vector<double>
TopologyMeasurement::CountQueues() const
{
    std::vector<double> frames;
    for (uint32_t queue = 0; queue < m_topology.receiver.GetDriver()->GetNQueues(); queue++)
    {
        frames.push_back(GetCount(GetQueueName(queue)));
    }
    return frames;
}

void
TopologyMeasurement::AddSpread()
{
    const auto nic = m_topology.receiver.GetDriver();
    const auto cpu = m_topology.receiver.cpu;
    for (uint32_t queue = 0; queue < nic->GetNQueues(); queue++)
    {
        AddCounter(GetQueueName(queue),
                   MakeCounter([nic, queue]() { return nic->GetStatistics(queue).frames; }));
    }
    AddValue("rx_cores_busy", "cores", [this, cpu]() {
        double cores = 0;
        for (uint32_t core = 0; core < cpu->GetNCores(); core++)
        {
            const auto clock = cpu->GetCore(core).GetCostProfile()->GetClock();
            cores += GetCount(GetBusyName(core)) / static_cast<double>(clock) / GetSeconds();
        }
        return cores;
    });
    AddValue("rx_queues_used", "queues", [this]() {
        const auto frames = CountQueues();
        const auto used =
            std::count_if(frames.begin(), frames.end(), [](double its) { return its > 0; });
        return static_cast<double>(used);
    });
    AddValue("rx_queue_largest", "%", [this]() {
        const auto frames = CountQueues();
        const double all = std::accumulate(frames.begin(), frames.end(), 0.0);
        return all > 0 ? 100 * *std::max_element(frames.begin(), frames.end()) / all : 0;
    });
    for (uint32_t queue = 0; queue < nic->GetNQueues() && nic->GetNQueues() > 1; queue++)
    {
        AddValue(GetQueueName(queue), "1/s", [this, queue]() {
            return GetCount(GetQueueName(queue)) / GetSeconds();
        });
        AddLoad("rx_queue" + std::to_string(queue) + "_busy",
                cpu,
                nic->GetQueueCore(queue),
                MakeCounter([nic, queue]() { return nic->GetStatistics(queue).pollCycles; }));
    }
}

void
TopologyMeasurement::AddHosts()
{
    const auto& receiver = m_topology.receiver;
    AddCores("rx", receiver.cpu);
    // The NIC's own processor comes after the host's cores; its load has a name of its own too, so
    // that NICs with and without one can stand in one table.
    const bool hasEngine = !receiver.GetDriver()->GetSettings().tcpOffloadEngine.empty();
    AddValue("rx_engine_busy", "%", [this, hasEngine, cpu = receiver.cpu]() {
        const uint32_t last = cpu->GetNCores() - 1;
        const auto clock = static_cast<double>(cpu->GetCore(last).GetCostProfile()->GetClock());
        return hasEngine ? 100 * GetCount(GetBusyName(last)) / GetSeconds() / clock : 0;
    });
    AddCores("tx", m_topology.sender.cpu);
    if (m_topology.middle.node)
    {
        AddMiddle();
    }
}

void
TopologyMeasurement::AddMiddle()
{
    const auto in = m_topology.middle.GetDriver(0);
    const auto out = m_topology.middle.GetDriver(1);
    const auto ring = [out]() { return out->GetTransmitStatistics(); };
    AddRate("middle_frames_in", OfNic(in, &ReceiveStatistics::framesDelivered));
    AddRate("middle_frames_out", MakeCounter([ring]() { return ring().frames; }));
    AddRate("middle_ring_drops", OfNic(in, &ReceiveStatistics::framesRingFull));
    AddRate("middle_software_segmented",
            MakeCounter([out]() { return out->GetTransmitStatistics().softwareSegmented; }));
    AddRate("middle_nic_segmented", MakeCounter([ring]() { return ring().superPackets; }));
    AddRate("middle_fragments", MakeCounter([this]() { return m_fragments; }));
    AddRatio("middle_segments_per_delivery",
             "segments",
             OfNic(in, &ReceiveStatistics::dataFrames),
             OfNic(in, &ReceiveStatistics::dataDeliveries));
    AddCores("middle", m_topology.middle.cpu);
}

} // namespace ns3
