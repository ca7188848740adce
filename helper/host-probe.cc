/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/host-probe.h"

#include "cpu/ns3-compat.h"

#include "ns3/abort.h"
#include "ns3/growing-file.h"
#include "ns3/host-series.h"
#include "ns3/nic-driver.h"
#include "ns3/packet-way-probe.h"
#include "ns3/simulator.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <utility>

namespace ns3
{

HostProbe::HostProbe(const NodeContainer& hosts, const std::string& folder, Time interval)
    : m_folder(folder),
      m_interval(interval)
{
    NS_ABORT_MSG_IF(!interval.IsStrictlyPositive(),
                    "HostProbe got an interval of " << interval.As(Time::US)
                                                    << ": give one above 0");
    NS_ABORT_MSG_IF(hosts.GetN() == 0, "HostProbe got no hosts: create them before the probe");
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    NS_ABORT_MSG_IF(error,
                    "HostProbe cannot make folder " << folder << " (" << error.message()
                                                    << "): name another one");
    for (auto host = hosts.Begin(); host != hosts.End(); ++host)
    {
        m_hosts.push_back(std::make_unique<Host>());
        m_hosts.back()->node = *host;
    }
    m_start = ScheduleFunctionNow([this]() { Start(); });
    m_finish = Simulator::ScheduleDestroy(&HostProbe::Finish, this);
}

HostProbe::~HostProbe()
{
    Finish();
}

void
HostProbe::Start()
{
    for (const auto& host : m_hosts)
    {
        // Kept: when the simulation is destroyed, nodes lose their names and devices.
        host->plot.name = GetNodeName(host->node);
        host->plot.cpu = HostCpu::Get(host->node);
        host->ways = std::make_unique<PacketWayProbe>(
            host->node,
            [&host = *host](const LatencyParts& parts) { host.latency.Add(parts); });
        ConnectNics(*host);
    }
    NodeContainer nodes;
    for (const auto& host : m_hosts)
    {
        nodes.Add(host->node);
    }
    m_series = std::make_unique<HostSeries>(nodes, m_folder, m_interval);
}

void
HostProbe::ConnectNics(Host& host)
{
    for (uint32_t i = 0; i < host.node->GetNDevices(); i++)
    {
        const auto device = host.node->GetDevice(i);
        const auto driver = device->GetObject<NicDriver>();
        if (!driver)
        {
            continue;
        }
        host.plot.nics[i] = driver;
        device->TraceConnectWithoutContext(
            "PhyTxBegin",
            MakeFunctionCallback<Ptr<const Packet>>([&host](Ptr<const Packet> frame) {
                host.sizes[{Place::SENT, frame->GetSize()}]++;
            }));
        driver->TraceConnectWithoutContext(
            "ReceivePoint",
            MakeFunctionCallback<Ptr<const Packet>, ReceivePoint, uint32_t>(
                [&host](Ptr<const Packet> packet, ReceivePoint point, uint32_t /* queue */) {
                    if (point == ReceivePoint::RING)
                    {
                        host.sizes[{Place::RECEIVED, packet->GetSize()}]++;
                    }
                }));
        driver->TraceConnectWithoutContext(
            "Deliver",
            MakeFunctionCallback<Ptr<const Packet>, uint32_t>(
                [&host](Ptr<const Packet> packet, uint32_t /* segments */) {
                    host.sizes[{Place::STACK, packet->GetSize()}]++;
                }));
    }
}

const LatencyStack&
HostProbe::GetLatency(Ptr<Node> host) const
{
    const auto found = std::find_if(m_hosts.begin(), m_hosts.end(), [&host](const auto& each) {
        return each->node == host;
    });
    NS_ABORT_MSG_IF(found == m_hosts.end(),
                    "HostProbe does not know node " << host->GetId()
                                                    << ": give it to the constructor");
    return (*found)->latency;
}

void
HostProbe::Finish()
{
    if (std::exchange(m_isFinished, true))
    {
        return;
    }
    m_start.Cancel();
    m_finish.Cancel();
    if (const auto series = std::exchange(m_series, nullptr))
    {
        series->Close();
        WriteSizes();
        WriteLatency();
        WritePlots();
    }
}

void
HostProbe::WriteSizes() const
{
    constexpr std::array<const char*, 3> PLACES{"sent", "received", "stack"};
    GrowingFile file(m_folder + "/sizes.csv");
    file.GetStream() << "host,place,bytes,packets,no_larger_percent\n";
    for (const auto& host : m_hosts)
    {
        std::map<Place, uint64_t> all;
        std::map<Place, uint64_t> seen;
        for (const auto& [key, packets] : host->sizes)
        {
            all[key.first] += packets;
        }
        for (const auto& [key, packets] : host->sizes)
        {
            const auto& [place, bytes] = key;
            seen[place] += packets;
            file.GetStream() << host->plot.name << ',' << PLACES.at(static_cast<std::size_t>(place))
                             << ',' << bytes << ',' << packets << ','
                             << 100 * static_cast<double>(seen[place]) /
                                    static_cast<double>(all[place])
                             << '\n';
        }
    }
    file.Close();
}

void
HostProbe::WriteLatency() const
{
    const std::vector<std::pair<const char*, double>> shares{
        {"p50", 0.5},
        {"p90", 0.9},
        {"p99", 0.99},
        {"p99.9", 0.999},
    };
    GrowingFile file(m_folder + "/latency.csv");
    std::ostream& os = file.GetStream();
    os << "host,packets,kind,share";
    for (std::size_t i = 0; i < N_LATENCY_PARTS; i++)
    {
        os << ',' << GetLatencyPartName(static_cast<LatencyPart>(i));
    }
    os << ",sum\n";
    for (const auto& host : m_hosts)
    {
        const LatencyStack& latency = host->latency;
        const auto writeRow = [&](const char* kind, const char* share, auto part, double sum) {
            os << host->plot.name << ',' << latency.GetCount() << ',' << kind << ',' << share;
            for (std::size_t i = 0; i < N_LATENCY_PARTS; i++)
            {
                os << ',' << part(static_cast<LatencyPart>(i));
            }
            os << ',' << sum << '\n';
        };
        for (const auto& [name, share] : shares)
        {
            if (latency.GetCount() == 0)
            {
                break; // nothing was read here
            }
            const double quantile = latency.GetQuantile(share);
            writeRow(
                "stack",
                name,
                [&latency, value = share](auto part) { return latency.GetStacked(part, value); },
                quantile);
            writeRow(
                "part",
                name,
                [&latency, value = share](auto part) { return latency.GetQuantile(part, value); },
                quantile);
        }
    }
    file.Close();
}

void
HostProbe::WritePlots() const
{
    GrowingFile file(m_folder + "/plots.gp");
    HostProbePlots plots(file.GetStream());
    for (const auto& host : m_hosts)
    {
        host->plot.hasRead = host->latency.GetCount() > 0;
        plots.AddHost(host->plot);
    }
    file.Close();
}

} // namespace ns3
