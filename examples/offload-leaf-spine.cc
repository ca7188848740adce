/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/applications-module.h"
#include "ns3/core-module.h"
#include "ns3/cpu-sink.h"
#include "ns3/cpu-source.h"
#include "ns3/internet-module.h"
#include "ns3/leaf-spine-topology.h"
#include "ns3/network-module.h"
#ifdef NS3_MPI
#include "ns3/mpi-interface.h"
#endif

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <map>
#include <memory>
#include <string>
#include <vector>

#ifndef OFFLOAD_EXAMPLE_DATA_DIR
#define OFFLOAD_EXAMPLE_DATA_DIR "data" // built by itself: run it beside its sources
#endif

/// @file
/// @ingroup offload
/// Flows of published sizes between the hosts of a leaf-spine network, of which some are modelled
/// in full: how long flows take, by their size. With ns-3's MPI on several ranks.

using namespace ns3;

/// A flow, and how far it is.
struct Flow
{
    uint32_t from;       //!< host
    uint32_t to;         //!< host
    uint64_t bytes;      //!< to send
    Time start;          //!< of the sender
    uint64_t arrived{0}; //!< bytes
    Time end;            //!< 0 until all has arrived
};

/// What reads a flow was given some of its bytes.
void
TakeBytes(Flow* flow, Ptr<const Packet> packet)
{
    flow->arrived += packet->GetSize();
    if (flow->arrived == flow->bytes)
    {
        flow->end = Simulator::Now();
    }
}

/// The same, of ns-3's own application.
void
TakeBytesFrom(Flow* flow, Ptr<const Packet> packet, const Address& /* from */)
{
    TakeBytes(flow, packet);
}

/// Begin to listen for a flow: a modelled host pays for reading.
void
Listen(Flow* flow, Ptr<Node> host, bool isModelled, uint16_t port)
{
    const InetSocketAddress local(Ipv4Address::GetAny(), port);
    Ptr<Application> sink;
    if (isModelled)
    {
        sink = CreateObjectWithAttributes<CpuSink>("Local", AddressValue(local));
        sink->TraceConnectWithoutContext("Rx", MakeBoundCallback(&TakeBytes, flow));
    }
    else
    {
        sink = CreateObjectWithAttributes<PacketSink>("Protocol",
                                                      TypeIdValue(TcpSocketFactory::GetTypeId()),
                                                      "Local",
                                                      AddressValue(local));
        sink->TraceConnectWithoutContext("Rx", MakeBoundCallback(&TakeBytesFrom, flow));
    }
    host->AddApplication(sink);
}

/// Begin to send a flow: a modelled host pays for writing.
void
Send(const Flow* flow, Ptr<Node> host, bool isModelled, InetSocketAddress remote)
{
    const AddressValue address(remote);
    const UintegerValue bytes(flow->bytes);
    Ptr<Application> source;
    if (isModelled)
    {
        source = CreateObjectWithAttributes<CpuSource>("Remote", address, "MaxBytes", bytes);
    }
    else
    {
        source = CreateObjectWithAttributes<BulkSendApplication>(
            "Protocol",
            TypeIdValue(TcpSocketFactory::GetTypeId()),
            "Remote",
            address,
            "MaxBytes",
            bytes,
            "SendSize",
            UintegerValue(1 << 16));
    }
    host->AddApplication(source);
}

/// Read the sizes of flows: a random variable, and its mean.
Ptr<EmpiricalRandomVariable>
ReadSizes(const std::string& workload, double* mean)
{
    const std::string path = OFFLOAD_EXAMPLE_DATA_DIR "/" + workload + ".txt";
    std::ifstream file(path);
    NS_ABORT_MSG_IF(!file, "--workload=" << workload << ": " << path << " cannot be read");
    auto sizes = CreateObject<EmpiricalRandomVariable>();
    sizes->SetInterpolate(true);
    double bytesBefore = 1;
    double partBefore = 0;
    sizes->CDF(bytesBefore, partBefore);
    *mean = 0;
    for (std::string line; std::getline(file, line);)
    {
        double bytes = 0;
        double part = 0;
        if (line[0] == '#' || std::sscanf(line.c_str(), "%lf %lf", &bytes, &part) != 2)
        {
            continue;
        }
        sizes->CDF(bytes, part);
        *mean += (bytes + bytesBefore) / 2 * (part - partBefore);
        bytesBefore = bytes;
        partBefore = part;
    }
    NS_ABORT_MSG_IF(partBefore != 1, path << " does not end with a part of 1");
    return sizes;
}

/// Draw flows until they have so many bytes.
std::vector<std::unique_ptr<Flow>>
DrawFlows(uint32_t hosts, const std::string& workload, uint64_t bytes, double bytesPerSecond)
{
    double mean = 0;
    const auto sizes = ReadSizes(workload, &mean);
    auto gap = CreateObject<ExponentialRandomVariable>();
    gap->SetAttribute("Mean", DoubleValue(mean / bytesPerSecond));
    auto draw = CreateObject<UniformRandomVariable>();
    std::vector<std::unique_ptr<Flow>> flows;
    Time start = MilliSeconds(1);
    for (uint64_t sum = 0; sum < bytes; sum += flows.back()->bytes)
    {
        auto flow = std::make_unique<Flow>();
        flow->from = draw->GetInteger(0, hosts - 1);
        flow->to = (flow->from + draw->GetInteger(1, hosts - 1)) % hosts;
        // The last ones are cut, so that all runs have as many bytes.
        flow->bytes = std::min(static_cast<uint64_t>(sizes->GetValue()) + 1, bytes - sum);
        flow->start = start;
        start += Seconds(gap->GetValue());
        flows.push_back(std::move(flow));
    }
    return flows;
}

/// Print how long each flow took that has ended at a receiver of this rank.
void
PrintEach(const std::vector<std::unique_ptr<Flow>>& flows)
{
    for (const auto& flow : flows)
    {
        if (flow->end > Time(0))
        {
            std::printf("flow at %.3f us of %llu bytes from host %u to %u: %.3f us\n",
                        flow->start.GetSeconds() * 1e6,
                        static_cast<unsigned long long>(flow->bytes),
                        flow->from,
                        flow->to,
                        (flow->end - flow->start).GetSeconds() * 1e6);
        }
    }
}

/// Print how long flows took, by their size.
void
PrintTimes(const std::vector<std::unique_ptr<Flow>>& flows)
{
    std::printf("%-16s %8s %14s %14s\n", "flow of", "flows", "median [us]", "99 % [us]");
    const std::vector<std::pair<uint64_t, const char*>> classes{{10000, "up to 10 KB"},
                                                                {100000, "up to 100 KB"},
                                                                {1000000, "up to 1 MB"},
                                                                {10000000, "up to 10 MB"},
                                                                {~uint64_t{0}, "more"}};
    uint64_t above = 0;
    for (const auto& [limit, name] : classes)
    {
        std::vector<double> times;
        for (const auto& flow : flows)
        {
            if (flow->end > Time(0) && flow->bytes > above && flow->bytes <= limit)
            {
                times.push_back((flow->end - flow->start).GetSeconds() * 1e6);
            }
        }
        above = limit;
        if (!times.empty())
        {
            std::sort(times.begin(), times.end());
            std::printf("%-16s %8zu %14.0f %14.0f\n",
                        name,
                        times.size(),
                        times[times.size() / 2],
                        times[times.size() * 99 / 100]);
        }
    }
}

int
main(int argc, char* argv[])
{
    uint32_t hosts = 64;
    uint32_t modelled = 16;
    uint64_t bytes = 100000000;
    double load = 0.5;
    std::string workload = "web-search";
    uint32_t seed = 1;
    bool printsEach = false;
    LeafSpineTopology::Shape shape;
    CommandLine cmd(__FILE__);
    cmd.AddValue("hosts", "hosts, 2 to 65536", hosts);
    cmd.AddValue("modelled", "hosts of them that are modelled in full", modelled);
    cmd.AddValue("bytes", "that all flows have together", bytes);
    cmd.AddValue("load", "of the hosts' links, above 0", load);
    cmd.AddValue("workload", "sizes of flows: web-search or data-mining", workload);
    cmd.AddValue("seed", "of the flows", seed);
    cmd.AddValue("trains", "frames cross links in trains", shape.trains);
    cmd.AddValue("each", "print a line for each flow, too", printsEach);
    cmd.Parse(argc, argv);
    NS_ABORT_MSG_IF(hosts < 2 || hosts > 65536, "--hosts=" << hosts << ": give 2 to 65536");
    NS_ABORT_MSG_IF(bytes == 0 || load <= 0, "--bytes and --load must be above 0");
    uint32_t rank = 0;
#ifdef NS3_MPI
    GlobalValue::Bind("SimulatorImplementationType", StringValue("ns3::DistributedSimulatorImpl"));
    MpiInterface::Enable(&argc, &argv);
    shape.ranks = MpiInterface::GetSize();
    rank = MpiInterface::GetSystemId();
#endif
    RngSeedManager::SetRun(seed);
    Config::SetDefault("ns3::TcpSocket::SegmentSize", UintegerValue(1448));
    // Less than the window: older ns-3 answers one that is filled exactly with a segment of no
    // bytes, and that ends the program.
    Config::SetDefault("ns3::TcpSocket::SndBufSize", UintegerValue(1 << 19));
    Config::SetDefault("ns3::TcpSocket::RcvBufSize", UintegerValue(1 << 20));
    Config::SetDefault("ns3::TcpSocketBase::MinRto", TimeValue(MilliSeconds(5)));
    Config::SetDefault("ns3::TcpSocket::DelAckTimeout", TimeValue(MilliSeconds(1)));

    // As many leaves as hosts at a leaf, or up to four times as many hosts.
    shape.leaves = 1;
    while (shape.leaves * shape.leaves * 2 <= hosts)
    {
        shape.leaves *= 2;
    }
    shape.hostsPerLeaf = (hosts + shape.leaves - 1) / shape.leaves;
    hosts = shape.leaves * shape.hostsPerLeaf;
    shape.spines = std::max(1U, std::min(16U, shape.hostsPerLeaf / 4));
    shape.modelled = modelled;
    LeafSpineTopology network(shape);
    network.GetNic().SetReceiveHook("ns3::GroReceiveHook");
    network.GetNic().SetFeature("tx-tcp-segmentation", true);
    network.Build();

    const double rate = load * hosts * static_cast<double>(shape.hostRate.GetBitRate()) / 8;
    const auto flows = DrawFlows(hosts, workload, bytes, rate);
    std::map<uint32_t, uint16_t> ports; // the next of each receiver
    for (const auto& flow : flows)
    {
        const auto port = static_cast<uint16_t>(5000 + ports[flow->to]++ % 60000);
        const Ptr<Node> from = network.GetHosts().Get(flow->from);
        const Ptr<Node> to = network.GetHosts().Get(flow->to);
        if (to->GetSystemId() == rank)
        {
            Simulator::Schedule(flow->start - MicroSeconds(1),
                                &Listen,
                                flow.get(),
                                to,
                                network.IsModelled(flow->to),
                                port);
        }
        if (from->GetSystemId() == rank)
        {
            Simulator::Schedule(flow->start,
                                &Send,
                                flow.get(),
                                from,
                                network.IsModelled(flow->from),
                                InetSocketAddress(network.GetAddress(flow->to), port));
        }
    }

    Simulator::Stop(flows.back()->start + Seconds(1));
    const std::clock_t begin = std::clock();
    Simulator::Run();
    const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
    double hops = 0;
    std::size_t unfinished = 0;
    for (const auto& flow : flows)
    {
        hops += flow->arrived / 1448.0 * network.CountLinks(flow->from, flow->to);
        const bool isHere = network.GetHosts().Get(flow->to)->GetSystemId() == rank;
        if (isHere && flow->end == Time(0))
        {
            ++unfinished;
            std::printf("flow of %llu bytes from host %u to %u: %llu arrived\n",
                        static_cast<unsigned long long>(flow->bytes),
                        flow->from,
                        flow->to,
                        static_cast<unsigned long long>(flow->arrived));
        }
    }
    if (printsEach)
    {
        PrintEach(flows);
    }
    PrintTimes(flows);
    std::printf("flows %zu\nunfinished %zu\nrun_cpu_s %.3f\nevents %llu\nframe_hops %.0f\n",
                flows.size(),
                unfinished,
                seconds,
                static_cast<unsigned long long>(Simulator::GetEventCount()),
                hops);
    Simulator::Destroy();
#ifdef NS3_MPI
    MpiInterface::Disable();
#endif
    return 0;
}
