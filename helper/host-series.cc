/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/host-series.h"

#include "cpu/ns3-compat.h"

#include "ns3/abort.h"
#include "ns3/ethtool-helper.h"
#include "ns3/queue-disc.h"
#include "ns3/simulator.h"
#include "ns3/traffic-control-layer.h"

#include <algorithm>
#include <utility>

namespace ns3
{

HostSeries::HostSeries(const NodeContainer& hosts, const std::string& folder, Time interval)
    : m_interval(interval),
      m_coresFile(folder + "/cores.csv"),
      m_queuesFile(folder + "/queues.csv"),
      m_countersFile(folder + "/counters.csv")
{
    m_coresFile.GetStream() << "time_ms,host,core,hardirq,softirq,process";
    for (std::size_t i = 0; i < N_COST_CATEGORIES; i++)
    {
        m_coresFile.GetStream() << ',' << static_cast<CostCategory>(i);
    }
    m_coresFile.GetStream() << ",backlog\n";
    m_queuesFile.GetStream() << "time_ms,host,device,queue,packets,highest\n";
    m_countersFile.GetStream() << "time_ms,host,device,counter,value\n";
    for (auto host = hosts.Begin(); host != hosts.End(); ++host)
    {
        const auto cpu = HostCpu::Get(*host);
        m_hosts.push_back({GetNodeName(*host), cpu, CpuLoad(cpu)});
        for (uint32_t i = 0; i < (*host)->GetNDevices(); i++)
        {
            AddDevice((*host)->GetDevice(i));
        }
    }
    m_next = Simulator::Schedule(m_interval, &HostSeries::Sample, this);
}

HostSeries::~HostSeries()
{
    m_next.Cancel();
}

void
HostSeries::Queue::Update()
{
    highest = std::max(highest, count());
}

HostSeries::Queue&
HostSeries::AddQueue(const std::string& name, std::function<uint64_t()> count)
{
    m_queues.push_back({name, std::move(count)});
    return m_queues.back();
}

void
HostSeries::AddDevice(Ptr<NetDevice> device)
{
    const auto driver = device->GetObject<NicDriver>();
    if (!driver)
    {
        return;
    }
    const std::string name =
        GetNodeName(device->GetNode()) + ',' + std::to_string(device->GetIfIndex());
    m_nics.push_back({name, device, {}});
    std::vector<Queue*> rings;
    for (uint32_t i = 0; i < driver->GetNQueues(); i++)
    {
        rings.push_back(&AddQueue(name + ",rx-" + std::to_string(i),
                                  [driver, i]() { return driver->GetUsedSlots(i); }));
    }
    driver->TraceConnectWithoutContext(
        "ReceivePoint",
        MakeFunctionCallback<Ptr<const Packet>, ReceivePoint, uint32_t>(
            [rings](Ptr<const Packet> /* packet */, ReceivePoint point, uint32_t queue) {
                if (point == ReceivePoint::RING)
                {
                    rings.at(queue)->Update();
                }
            }));
    Queue& transmit =
        AddQueue(name + ",tx", [driver]() { return driver->GetTransmitPacketsWaiting(); });
    device->TraceConnectWithoutContext(
        "PhyTxBegin",
        MakeFunctionCallback<Ptr<const Packet>>(
            [&transmit](Ptr<const Packet> /* frame */) { transmit.Update(); }));
    const auto control = device->GetNode()->GetObject<TrafficControlLayer>();
    if (const auto disc = control ? control->GetRootQueueDiscOnDevice(device) : nullptr)
    {
        Queue& queue = AddQueue(name + ",qdisc", [disc]() { return disc->GetNPackets(); });
        disc->TraceConnectWithoutContext(
            "PacketsInQueue",
            MakeFunctionCallback<uint32_t, uint32_t>(
                [&queue](uint32_t /* before */, uint32_t /* now */) { queue.Update(); }));
    }
}

void
HostSeries::Sample()
{
    SampleCores();
    SampleQueues();
    SampleCounters();
    m_next = Simulator::Schedule(m_interval, &HostSeries::Sample, this);
}

void
HostSeries::SampleCores()
{
    std::ostream& os = m_coresFile.GetStream();
    for (Host& host : m_hosts)
    {
        for (uint32_t core = 0; core < host.cpu->GetNCores(); core++)
        {
            os << Simulator::Now().GetSeconds() * 1e3 << ',' << host.name << ',' << core;
            for (std::size_t i = 0; i < N_CPU_CONTEXTS; i++)
            {
                os << ',' << host.load.GetBusy(core, static_cast<CpuContext>(i));
            }
            for (std::size_t i = 0; i < N_COST_CATEGORIES; i++)
            {
                os << ',' << host.load.GetBusy(core, static_cast<CostCategory>(i));
            }
            os << ',' << host.cpu->GetBacklog(core).GetNPackets() << '\n';
        }
        host.load.Restart();
    }
    m_coresFile.Check();
}

void
HostSeries::SampleQueues()
{
    std::ostream& os = m_queuesFile.GetStream();
    for (Queue& queue : m_queues)
    {
        const uint64_t count = queue.count();
        os << Simulator::Now().GetSeconds() * 1e3 << ',' << queue.name << ',' << count << ','
           << std::max(count, queue.highest) << '\n';
        queue.highest = count;
    }
    m_queuesFile.Check();
}

void
HostSeries::SampleCounters()
{
    std::ostream& os = m_countersFile.GetStream();
    for (Nic& nic : m_nics)
    {
        const auto statistics = EthtoolHelper::ListStatistics(nic.device);
        nic.counts.resize(statistics.size());
        for (std::size_t i = 0; i < statistics.size(); i++)
        {
            const auto& [name, value] = statistics[i];
            if (std::exchange(nic.counts[i], value) != value)
            {
                os << Simulator::Now().GetSeconds() * 1e3 << ',' << nic.name << ',' << name << ','
                   << value << '\n';
            }
        }
    }
    m_countersFile.Check();
}

void
HostSeries::Close()
{
    m_next.Cancel();
    m_coresFile.Close();
    m_queuesFile.Close();
    m_countersFile.Close();
}

} // namespace ns3
