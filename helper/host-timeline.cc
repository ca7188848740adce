/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/host-timeline.h"

#include "cpu/ns3-compat.h"

#include "ns3/core-timeline.h"
#include "ns3/flow-timeline.h"
#include "ns3/nic-driver.h"
#include "ns3/queue-timeline.h"
#include "ns3/simulator.h"

#include <utility>

namespace ns3
{

HostTimeline::HostTimeline(const NodeContainer& hosts, const std::string& path)
    : m_hosts(hosts),
      m_file(path),
      m_flows(std::make_unique<FlowTimeline>(m_file))
{
    m_start = ScheduleFunctionNow([this]() { Start(); });
    m_finish = Simulator::ScheduleDestroy(&HostTimeline::Finish, this);
}

HostTimeline::~HostTimeline()
{
    Finish();
}

void
HostTimeline::Start()
{
    for (auto host = m_hosts.Begin(); host != m_hosts.End(); ++host)
    {
        AddHost(*host);
    }
}

void
HostTimeline::AddHost(Ptr<Node> host)
{
    const uint32_t process = host->GetId() + 1; // viewers take 0 for the machine itself
    m_file.NameProcess(process, "host " + GetNodeName(host));
    const auto cpu = HostCpu::Get(host);
    const std::size_t first = m_cores.size();
    for (uint32_t core = 0; core < cpu->GetNCores(); core++)
    {
        const TimelineTrack track{process, core + 1};
        m_file.NameTrack(track, "core " + std::to_string(core));
        m_cores.push_back(
            std::make_unique<CoreTimeline>(m_file, track, cpu->GetCore(core).GetCostProfile()));
    }
    cpu->TraceConnectWithoutContext("Work",
                                    MakeFunctionCallback<uint32_t, const CpuStretch&>(
                                        [this, first](uint32_t core, const CpuStretch& stretch) {
                                            m_cores.at(first + core)->Add(stretch);
                                        }));
    for (uint32_t i = 0; i < host->GetNDevices(); i++)
    {
        if (host->GetDevice(i)->GetObject<NicDriver>())
        {
            m_queues.push_back(
                std::make_unique<QueueTimeline>(m_file, process, host->GetDevice(i)));
            m_flows->AddDevice(process, host->GetDevice(i));
        }
    }
}

uint64_t
HostTimeline::GetSlices() const
{
    return m_file.GetSlices();
}

void
HostTimeline::Finish()
{
    if (std::exchange(m_isFinished, true))
    {
        return;
    }
    m_start.Cancel();
    m_finish.Cancel();
    for (const auto& core : m_cores)
    {
        core->Close();
    }
    for (const auto& queue : m_queues)
    {
        queue->Close();
    }
    m_file.Close();
}

} // namespace ns3
