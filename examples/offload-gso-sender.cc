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
#include "ns3/traffic-control-module.h"
#include "ns3/transmit-tap.h"

#include <fmt/format.h>

/**
 * @file
 * @ingroup offload
 * A slow sender whose TCP segments are made by TCP (no offload), by a queue disc, by the driver
 * (GSO) or by the NIC (TSO): throughput, load of its core, super-packets, and the longest packet on
 * the wire, which is the same for all.
 */

using namespace ns3;

namespace
{

/**
 * A place to segment.
 */
struct Place
{
    const char* name; //!< name
    bool gso;         //!< feature tx-gso
    bool tso;         //!< feature tx-tcp-segmentation
    bool queueDisc;   //!< GsoQueueDisc is the root queue disc
};

/**
 * Give a NIC a queue disc that segments, with FqCoDel as its child.
 * @param device the NIC
 */
void
InstallGsoQueueDisc(Ptr<NetDevice> device)
{
    TrafficControlHelper control;
    const uint16_t root = control.SetRootQueueDisc("ns3::GsoQueueDisc");
    const auto classes = control.AddQueueDiscClasses(root, 1, "ns3::QueueDiscClass");
    control.AddChildQueueDisc(root, classes[0], "ns3::FqCoDelQueueDisc");
    control.Install(device);
}

/**
 * Simulate, and print a line.
 *
 * @param place where to segment
 * @param clock clock of the sender, GHz
 * @param duration time to simulate
 */
void
Run(const Place& place, double clock, Time duration)
{
    NodeContainer hosts(2);
    auto cpu = CreateObject<HostCpu>();
    cpu->SetAttribute("Profile", StringValue("i7-870-freebsd"));
    cpu->SetAttribute("Clock", DoubleValue(clock));
    hosts.Get(0)->AggregateObject(cpu);

    OffloadPointToPointHelper link("ideal"); // the other host costs nothing
    link.SetDeviceAttribute("DataRate", StringValue("10Gbps"));
    link.SetReceiveHook("ns3::LroReceiveHook", "MaxAggr", UintegerValue(16));
    link.SetFeature("tx-gso", place.gso);
    link.SetFeature("tx-tcp-segmentation", place.tso);
    const NetDeviceContainer devices = link.Install(hosts);
    InternetStackHelper().Install(hosts);
    if (place.queueDisc)
    {
        InstallGsoQueueDisc(devices.Get(0));
    }
    Ipv4AddressHelper addresses("10.0.0.0", "255.255.255.0");
    addresses.Assign(devices);

    constexpr uint16_t PORT = 5201;
    auto sink = CreateObject<CpuSink>();
    sink->SetAttribute("Local", AddressValue(InetSocketAddress(Ipv4Address::GetAny(), PORT)));
    hosts.Get(1)->AddApplication(sink);
    auto source = CreateObject<CpuSource>();
    source->SetAttribute("Remote", AddressValue(InetSocketAddress("10.0.0.2", PORT)));
    hosts.Get(0)->AddApplication(source);

    uint32_t longest = 0;
    devices.Get(0)->TraceConnectWithoutContext(
        "PhyTxBegin",
        Callback<void, Ptr<const Packet>>([&longest](Ptr<const Packet> packet) {
            longest = std::max(longest, packet->GetSize() - 2); // without the PPP header
        }));
    Simulator::Stop(duration);
    Simulator::Run();

    auto tap = hosts.Get(0)->GetObject<TransmitTap>();
    CpuCore& core = cpu->GetCore(0);
    int64_t cycles = 0;
    for (const auto context : {CpuContext::HARDIRQ, CpuContext::SOFTIRQ, CpuContext::PROCESS})
    {
        cycles += core.GetBusyCycles(context);
    }
    fmt::print("{:<12} {:>8.2f} Gb/s {:>8.1f} % busy {:>8.1f} segments a packet {:>8} bytes\n",
               place.name,
               static_cast<double>(sink->GetBytesRead()) * 8e-9 / duration.GetSeconds(),
               100 * static_cast<double>(cycles) / (clock * 1e9 * duration.GetSeconds()),
               static_cast<double>(tap->GetDataSegments()) /
                   static_cast<double>(std::max<uint64_t>(tap->GetDataPackets(), 1)),
               longest);
    Simulator::Destroy();
    Ipv4AddressGenerator::Reset();
}

} // namespace

int
main(int argc, char* argv[])
{
    double clock = 1.05;
    double milliseconds = 20;
    CommandLine cmd(__FILE__);
    cmd.AddValue("clock", "clock of the sender, GHz, above 0", clock);
    cmd.AddValue("duration", "time to simulate, ms, above 0", milliseconds);
    cmd.Parse(argc, argv);
    if (!(clock > 0 && clock <= 1000) || !(milliseconds > 0 && milliseconds <= 1e6))
    {
        fmt::print(stderr,
                   "offload-gso-sender: --clock={} --duration={}: give a clock above 0 and up to "
                   "1000 GHz, and a duration above 0 and up to 1000000 ms\n",
                   clock,
                   milliseconds);
        return 1;
    }
    Config::SetDefault("ns3::TcpSocket::SegmentSize", UintegerValue(1448));
    Config::SetDefault("ns3::TcpSocket::SndBufSize", UintegerValue(1024 * 1024));
    Config::SetDefault("ns3::TcpSocket::RcvBufSize", UintegerValue(512 * 1024));
    constexpr Place PLACES[] = {
        {"none", false, false, false},
        {"queue disc", true, false, true},
        {"driver", true, false, false},
        {"NIC", true, true, false},
    };
    for (const Place& place : PLACES)
    {
        Run(place, clock, Seconds(milliseconds / 1e3));
    }
    return 0;
}
