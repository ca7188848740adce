/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "perf-scenario.h"

#include "cpu/ns3-compat.h"

#include "ns3/attribute-text.h"
#include "ns3/boolean.h"
#include "ns3/config.h"
#include "ns3/cpu-rpc-server.h"
#include "ns3/dumbbell-topology.h"
#include "ns3/global-value.h"
#include "ns3/guest-topology.h"
#include "ns3/ipv4-address-generator.h"
#include "ns3/ipv6-address-generator.h"
#include "ns3/link-trouble.h"
#include "ns3/linux-tcp-defaults.h"
#include "ns3/loopback-topology.h"
#include "ns3/rng-seed-manager.h"
#include "ns3/router-topology.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/tcp-socket-base.h"
#include "ns3/topology-options.h"
#include "ns3/transmit-device.h"
#include "ns3/uinteger.h"
#include "ns3/wire-topology.h"

#include <cmath>
#include <fmt/format.h>
#include <map>

using namespace ns3;

namespace
{

constexpr uint16_t PORT = 5201;       //!< as iperf3
constexpr uint16_t RPC_PORT = 12865;  //!< as netperf
constexpr uint16_t DATAGRAM_PORT = 9; //!< discard
constexpr int64_t LINK_STREAM = 100;  //!< random stream of the link; applications have 0, 1, ...

/**
 * @param options what to build
 * @return hosts; NICs are not yet made
 */
std::unique_ptr<OffloadTopology>
CreateTopology(const PerfOptions& options)
{
    using Way = GuestTopology::Way;
    if (options.topology == "loopback")
    {
        return std::make_unique<LoopbackTopology>();
    }
    if (options.topology == "veth")
    {
        return std::make_unique<LoopbackTopology>("athlon64-2007", "ns3::VethNetDevice");
    }
    if (options.topology == "router")
    {
        return std::make_unique<RouterTopology>("ideal", "athlon64-2007");
    }
    if (options.topology == "wire")
    {
        auto wire = std::make_unique<WireTopology>();
        wire->SetIpv6(options.isIpv6);
        return wire;
    }
    if (options.topology == "dumbbell")
    {
        auto dumbbell = std::make_unique<DumbbellTopology>(options.senders, options.receivers);
        dumbbell->GetPort().SetLimit(options.portLimit);
        if (options.portMarking != "none")
        {
            dumbbell->GetPort().SetMarkingThreshold(
                static_cast<uint32_t>(std::stoul(options.portMarking)));
        }
        return dumbbell;
    }
    const std::map<std::string, Way> ways{{"guest-to-guest", Way::GUEST_TO_GUEST},
                                          {"guest-to-wire", Way::GUEST_TO_WIRE},
                                          {"wire-to-guest", Way::WIRE_TO_GUEST}};
    return std::make_unique<GuestTopology>(ways.at(options.topology), "ideal");
}

/**
 * @param microseconds upper end of a uniform distribution
 * @return its text
 */
StringValue
MakeUniform(double microseconds)
{
    return StringValue(
        fmt::format("ns3::UniformRandomVariable[Min=0|Max={}]", microseconds * 1e-6));
}

} // namespace

PerfScenario::PerfScenario(const PerfOptions& options, uint32_t seed)
    : m_options(options)
{
    RngSeedManager::SetSeed(1);
    RngSeedManager::SetRun(seed);
    GlobalValue::Bind("ChecksumEnabled", BooleanValue(options.checksums));
    SetTcp();
    BuildNetwork();
    BuildSinks();
    BuildSources();
    if (options.rpcClients > 0)
    {
        BuildRpc();
    }
    if (options.udpFlows > 0)
    {
        BuildDatagramFlows();
    }
    if (options.udpRate > 0)
    {
        BuildFlood();
    }
    ScheduleFunction(MicroSeconds(1), [this]() {
        for (const auto& source : sources)
        {
            retransmissions.Watch(source->GetSocket());
        }
    });
}

PerfScenario::~PerfScenario()
{
    Simulator::Destroy();
    Ipv4AddressGenerator::Reset();
    Ipv6AddressGenerator::Reset();
}

void
PerfScenario::SetTcp()
{
    SetLinuxTcpDefaults(m_options.mtu, m_options.isIpv6);
    if (m_options.largeSegments)
    {
        SetLargeSegments(m_options.mtu, m_options.isIpv6);
    }
    // Nobody waits for an address that is unique.
    Config::SetDefault("ns3::Icmpv6L4Protocol::DAD", BooleanValue(false));
    ApplyDefaults(m_options.objects, "tcp", TcpSocketBase::GetTypeId());
    Config::SetDefault("ns3::TcpL4Protocol::SocketType", StringValue(m_options.congestion));
}

void
PerfScenario::BuildNetwork()
{
    topology = CreateTopology(m_options);
    topology->SetMtu(static_cast<uint16_t>(m_options.mtu));
    topology->SetRate(m_options.rate);
    topology->SetDelay(m_options.delay);
    ApplyBeforeBuild(m_options.objects, *topology);
    Ptr<LinkTrouble> trouble;
    if (m_options.IsGiven("trouble."))
    {
        // Before the stacks, whose random streams are numbered after those that are there.
        trouble = CreateObject<LinkTrouble>();
        ApplyOptions(m_options.objects, "trouble", trouble);
        trouble->AssignStreams(LINK_STREAM);
    }
    topology->Build();
    const Ptr<NetDevice> receiver = topology->receiver.devices.Get(0);
    for (const auto& sender : topology->GetSenders())
    {
        // A host on which nothing costs anything does not wait for interrupts either.
        if (sender.node != topology->receiver.node && sender.cpu->IsFree() &&
            !m_options.IsGiven("sender.nic"))
        {
            sender.devices.Get(0)->SetAttribute("RxUsecs", TimeValue(Time()));
        }
    }
    ApplyAfterBuild(m_options.objects, *topology);
    CheckLargeSegments();
    if (trouble)
    {
        trouble->Install(DynamicCast<PointToPointNetDevice>(receiver));
    }
}

void
PerfScenario::CheckLargeSegments() const
{
    for (const auto& sender : topology->GetSenders())
    {
        const auto nic = sender.devices.Get(0)->GetObject<TransmitDevice>();
        if (m_options.largeSegments && !(nic && nic->CanTakeSuperPackets()))
        {
            throw AttributeTextError("--large-segments needs super-packets, and the sender makes "
                                     "none: switch on --sender.tx-gso, or leave it out");
        }
    }
}

void
PerfScenario::BuildSinks()
{
    const uint32_t cores = topology->receiver.cpu->GetNCores();
    if (m_options.appCore >= cores || m_options.appCores > cores - m_options.appCore)
    {
        throw AttributeTextError(
            fmt::format("--app-core={}, --app-cores={}: the receiver has cores 0 to "
                        "{}: choose among them or set --receiver.cpu.Cores",
                        m_options.appCore,
                        m_options.appCores,
                        cores - 1));
    }
    const uint32_t streams = 1 + m_options.flows + m_options.rpcClients;
    for (const auto& host : topology->GetReceivers())
    {
        for (uint32_t i = 0; i < m_options.appCores; i++)
        {
            auto sink = CreateObject<CpuSink>();
            sink->SetAttribute("Local",
                               AddressValue(topology->GetLocal(static_cast<uint16_t>(PORT + i))));
            sink->SetAttribute("Core", UintegerValue(m_options.appCore + i));
            sink->SetAttribute("WakeDelay", MakeUniform(5));
            ApplyOptions(m_options.objects, "sink", sink);
            const auto index = static_cast<uint32_t>(sinks.size());
            sink->AssignStreams(index == 0 ? 0 : streams + index);
            host.node->AddApplication(sink);
            sinks.push_back(sink);
        }
    }
}

uint32_t
PerfScenario::ChooseSourceCore(uint32_t index) const
{
    const uint32_t cores = topology->sender.cpu->GetNCores();
    if (m_options.sourceCore >= cores || m_options.sourceCores > cores - m_options.sourceCore)
    {
        throw AttributeTextError(
            fmt::format("--source-core={}, --source-cores={}: the sender has cores 0 to "
                        "{}: choose among them or set --sender.cpu.Cores",
                        m_options.sourceCore,
                        m_options.sourceCores,
                        cores - 1));
    }
    const uint32_t used =
        m_options.sourceCores > 0 ? m_options.sourceCores : cores - m_options.sourceCore;
    return m_options.sourceCore + index % used;
}

void
PerfScenario::BuildSources()
{
    const auto senders = topology->GetSenders();
    const auto nSenders = static_cast<uint32_t>(senders.size());
    const auto nReceivers = static_cast<uint32_t>(topology->GetReceivers().size());
    for (uint32_t flow = 0; flow < m_options.flows; flow++)
    {
        const auto port = static_cast<uint16_t>(PORT + flow / nReceivers % m_options.appCores);
        const DataRate rate(m_options.appRate.GetBitRate() / m_options.flows);
        auto source = CreateObject<CpuSource>();
        source->SetAttribute("Remote", AddressValue(topology->GetRemote(port, flow % nReceivers)));
        source->SetAttribute("Core", UintegerValue(ChooseSourceCore(flow / nSenders)));
        source->SetAttribute("Rate", DataRateValue(rate));
        source->SetAttribute("StartDelay", MakeUniform(200));
        ApplyOptions(m_options.objects, "source", source);
        source->AssignStreams(1 + flow);
        senders[flow % nSenders].node->AddApplication(source);
        sources.push_back(source);
    }
}

void
PerfScenario::BuildRpc()
{
    const auto size = UintegerValue(m_options.rpcSize);
    const auto receivers = topology->GetReceivers();
    for (const auto& receiver : receivers)
    {
        auto server = CreateObject<CpuRpcServer>();
        server->SetAttribute("Local", AddressValue(topology->GetLocal(RPC_PORT)));
        server->SetAttribute("Core", UintegerValue(m_options.appCore));
        server->SetAttribute("RequestSize", size);
        server->SetAttribute("ResponseSize", size);
        receiver.node->AddApplication(server);
    }
    const auto senders = topology->GetSenders();
    const auto nSenders = static_cast<uint32_t>(senders.size());
    for (uint32_t i = 0; i < m_options.rpcClients; i++)
    {
        const auto remote = topology->GetRemote(RPC_PORT, i % receivers.size());
        auto client = CreateObject<CpuRpcClient>();
        client->SetAttribute("Remote", AddressValue(remote));
        client->SetAttribute("Core", UintegerValue(ChooseSourceCore(i / nSenders)));
        client->SetAttribute("RequestSize", size);
        client->SetAttribute("ResponseSize", size);
        client->SetAttribute("Gap",
                             StringValue(fmt::format("ns3::ExponentialRandomVariable[Mean={}]",
                                                     m_options.rpcGap.GetSeconds())));
        client->AssignStreams(1 + m_options.flows + i);
        senders[i % nSenders].node->AddApplication(client);
        rpcClients.push_back(client);
    }
}

Ptr<CpuDatagramSink>
PerfScenario::AddDatagramSink(uint16_t port, uint32_t core)
{
    auto sink = CreateObject<CpuDatagramSink>();
    sink->SetAttribute("Local", AddressValue(topology->GetLocal(port)));
    sink->SetAttribute("Core", UintegerValue(core));
    topology->receiver.node->AddApplication(sink);
    datagramSinks.push_back(sink);
    return sink;
}

void
PerfScenario::BuildDatagramFlows()
{
    // Streams of random numbers are those behind the others' applications.
    int64_t stream = 1 + m_options.flows + m_options.rpcClients + m_options.appCores;
    for (uint32_t i = 0; i < m_options.appCores; i++)
    {
        const auto sink = AddDatagramSink(static_cast<uint16_t>(PORT + i), m_options.appCore + i);
        sink->SetAttribute("WakeDelay", MakeUniform(5));
        ApplyOptions(m_options.objects, "datagram-sink", sink);
        stream += sink->AssignStreams(stream);
    }
    const auto senders = topology->GetSenders();
    const auto nSenders = static_cast<uint32_t>(senders.size());
    for (uint32_t flow = 0; flow < m_options.udpFlows; flow++)
    {
        const auto port = static_cast<uint16_t>(PORT + flow % m_options.appCores);
        auto source = CreateObject<CpuDatagramSource>();
        source->SetAttribute("Remote", AddressValue(topology->GetRemote(port)));
        source->SetAttribute("Core", UintegerValue(ChooseSourceCore(flow / nSenders)));
        source->SetAttribute("StartDelay", MakeUniform(200));
        ApplyOptions(m_options.objects, "datagram-source", source);
        stream += source->AssignStreams(stream);
        senders[flow % nSenders].node->AddApplication(source);
        datagramSources.push_back(source);
    }
}

void
PerfScenario::BuildFlood()
{
    const auto sink = AddDatagramSink(DATAGRAM_PORT, m_options.appCore);
    ApplyOptions(m_options.objects, "datagram-sink", sink);
    flood = CreateObject<DatagramFlood>();
    flood->SetAttribute("Remote", AddressValue(topology->GetRemote(DATAGRAM_PORT)));
    flood->SetAttribute("Size", UintegerValue(m_options.udpSize));
    flood->SetAttribute("Interval", TimeValue(NanoSeconds(std::llround(1e9 / m_options.udpRate))));
    flood->SetStartTime(MicroSeconds(2));
    topology->sender.node->AddApplication(flood);
}
