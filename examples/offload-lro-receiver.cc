/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/core-module.h"
#include "ns3/cpu-sink.h"
#include "ns3/cpu-source.h"
#include "ns3/internet-module.h"
#include "ns3/network-module.h"
#include "ns3/offload-point-to-point-helper.h"

#include <fmt/format.h>

/**
 * @file
 * @ingroup offload
 * The receiver of 2007 with its four receive paths: throughput, load of both cores, and why.
 *
 * The sender is infinitely fast. The receiver's interrupts go to core 0, its application runs on
 * core 1. With --pcap the frames on the wire are written (offload-lro-receiver-*.pcap).
 */

using namespace ns3;

namespace
{

/**
 * A way for frames to the stack.
 */
struct ReceivePath
{
    const char* name; //!< name
    bool hasLro;      //!< LRO on
    int order;        //!< of receive pages; -1 for an sk_buff a frame
};

/**
 * @param profile a cost profile
 * @return a processor of a host with it
 */
Ptr<HostCpu>
CreateCpu(const std::string& profile)
{
    auto cpu = CreateObject<HostCpu>();
    cpu->SetAttribute("Profile", StringValue(profile));
    return cpu;
}

/**
 * @param cpu a host's processor
 * @param index one of its cores
 * @param duration time that was simulated
 * @return load of the core, percent
 */
double
GetLoad(Ptr<HostCpu> cpu, uint32_t index, Time duration)
{
    const CpuCore& core = cpu->GetCore(index);
    const int64_t busy = core.GetBusyCycles(CpuContext::HARDIRQ) +
                         core.GetBusyCycles(CpuContext::SOFTIRQ) +
                         core.GetBusyCycles(CpuContext::PROCESS);
    return 100 * static_cast<double>(busy) /
           (static_cast<double>(cpu->GetCostProfile()->GetClock()) * duration.GetSeconds());
}

/**
 * Simulate a transfer and print what it was like.
 *
 * @param path how the receiver receives
 * @param profile receiver's cost profile
 * @param duration how long
 * @param pcap whether to write the frames
 */
void
Run(const ReceivePath& path, const std::string& profile, Time duration, bool pcap)
{
    NodeContainer hosts(2);
    hosts.Get(0)->AggregateObject(CreateCpu("ideal"));
    auto cpu = CreateCpu(profile);
    hosts.Get(1)->AggregateObject(cpu);

    OffloadPointToPointHelper link;
    link.SetDeviceAttribute("DataRate", StringValue("10Gbps"));
    link.SetChannelAttribute("Delay", StringValue("5us"));
    if (path.hasLro)
    {
        link.SetReceiveHook("ns3::LroReceiveHook", "MaxAggr", UintegerValue(16));
    }
    if (path.order >= 0)
    {
        link.SetReceiveBuffers("ns3::PageReceiveBuffers",
                               "Order",
                               UintegerValue(static_cast<uint64_t>(path.order)));
    }
    const NetDeviceContainer devices = link.Install(hosts);
    InternetStackHelper().Install(hosts);
    Ipv4AddressHelper("10.0.0.0", "255.255.255.0").Assign(devices);
    if (pcap)
    {
        link.EnablePcap("offload-lro-receiver", devices.Get(1));
    }

    const InetSocketAddress server("10.0.0.2", 5201);
    auto sink = CreateObject<CpuSink>();
    sink->SetAttribute("Local", AddressValue(server));
    sink->SetAttribute("Core", UintegerValue(1));
    hosts.Get(1)->AddApplication(sink);
    auto source = CreateObject<CpuSource>();
    source->SetAttribute("Remote", AddressValue(server));
    hosts.Get(0)->AddApplication(source);
    // LRO refuses timestamps that echo 0, which those of ns-3 do during the first millisecond.
    source->SetStartTime(MilliSeconds(2));

    Simulator::Stop(MilliSeconds(2) + duration);
    Simulator::Run();
    const auto& nic = devices.Get(1)->GetObject<NicDriver>()->GetStatistics();
    fmt::print("{:<24} {:6.2f} Gb/s   interrupt core {:5.1f} %   application core {:5.1f} %   "
               "{:4.1f} segments/delivery\n",
               path.name,
               static_cast<double>(sink->GetBytesRead()) * 8e-9 / duration.GetSeconds(),
               GetLoad(cpu, 0, duration),
               GetLoad(cpu, 1, duration),
               static_cast<double>(nic.dataFrames) / static_cast<double>(nic.dataDeliveries));
    Simulator::Destroy();
    Ipv4AddressGenerator::Reset();
}

} // namespace

int
main(int argc, char* argv[])
{
    std::string profile = "athlon64-2007";
    Time duration = MilliSeconds(50);
    bool pcap = false;
    CommandLine cmd(__FILE__);
    cmd.AddValue("profile", "cost profile of the receiver: a name or a path", profile);
    cmd.AddValue("duration", "simulated time for each receive path", duration);
    cmd.AddValue("pcap", "write the frames on the wire", pcap);
    cmd.Parse(argc, argv);
    std::string error;
    if (!CostProfile::Load(profile, error))
    {
        fmt::print(stderr, "offload-lro-receiver: --profile: {}\n", error);
        return 1;
    }

    Config::SetDefault("ns3::TcpSocket::SegmentSize", UintegerValue(1448));
    Config::SetDefault("ns3::TcpSocket::SndBufSize", UintegerValue(1 << 20));
    Config::SetDefault("ns3::TcpSocket::RcvBufSize", UintegerValue(1 << 19));
    for (const ReceivePath& path : {ReceivePath{"no LRO", false, -1},
                                    ReceivePath{"LRO, frag_list", true, -1},
                                    ReceivePath{"LRO, page frags", true, 0},
                                    ReceivePath{"LRO, 32 KB pages", true, 3}})
    {
        Run(path, profile, duration, pcap && path.hasLro && path.order == 0);
    }
    return 0;
}
