/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/applications-module.h"
#include "ns3/core-module.h"
#include "ns3/delay-histogram.h"
#include "ns3/host-dumbbell-helper.h"
#include "ns3/internet-module.h"
#include "ns3/linux-tcp-defaults.h"
#include "ns3/network-module.h"
#include "ns3/traffic-control-module.h"
#include "ns3/transmit-interceptor.h"

#include <cstdio>

/// @file
/// @ingroup offload
/// Cubic, DCTCP and BBR on hosts with CPUs, over a bottleneck of 500 Mb/s: what they get, the queue
/// that they keep, and what they cost the sender.

using namespace ns3;

/// Simulate two flows of a congestion control through a queue disc, and print a line.
void
Run(const std::string& control, const std::string& disc, const std::string& machine, Time duration)
{
    Config::SetDefault("ns3::TcpL4Protocol::SocketType",
                       TypeIdValue(TypeId::LookupByName("ns3::" + control)));
    OffloadPointToPointHelper link(machine);
    link.SetDeviceAttribute("DataRate", StringValue("10Gbps"));
    link.SetChannelAttribute("Delay", StringValue("100us"));
    OffloadPointToPointHelper bottleneck(machine);
    bottleneck.SetDeviceAttribute("DataRate", StringValue("500Mbps"));
    bottleneck.SetChannelAttribute("Delay", StringValue("800us"));
    bottleneck.SetQueue("ns3::DropTailQueue<Packet>", "MaxSize", StringValue("1p"));
    HostDumbbellHelper dumbbell(2, 2, link, bottleneck);
    dumbbell.InstallStack(InternetStackHelper());
    TrafficControlHelper queue;
    queue.SetRootQueueDisc("ns3::" + disc, "MaxSize", StringValue("1000p"));
    auto port = queue.Install(dumbbell.GetBottleneck().Get(0)).Get(0);
    dumbbell.AssignIpv4Addresses(Ipv4AddressHelper("10.0.0.0", "255.255.255.252"));
    Ipv4GlobalRoutingHelper::PopulateRoutingTables();
    DelayHistogram sojourns(duration);
    port->TraceConnectWithoutContext("SojournTime", MakeCallback(&DelayHistogram::Add, &sojourns));
    ApplicationContainer sinks;
    for (uint32_t flow = 0; flow < 2; flow++)
    {
        const InetSocketAddress server(dumbbell.GetIpv4Address(2 + flow), 5201);
        sinks.Add(
            PacketSinkHelper("ns3::TcpSocketFactory", server).Install(dumbbell.GetHost(2 + flow)));
        BulkSendHelper source("ns3::TcpSocketFactory", server);
        source.SetAttribute("SendSize", UintegerValue(1 << 16));
        source.Install(dumbbell.GetHost(flow)).Start(MilliSeconds(2));
    }
    Simulator::Stop(MilliSeconds(2) + duration);
    Simulator::Run();
    const auto bytes = DynamicCast<PacketSink>(sinks.Get(0))->GetTotalRx() +
                       DynamicCast<PacketSink>(sinks.Get(1))->GetTotalRx();
    const auto sender = dumbbell.GetHost(0)->GetObject<TransmitInterceptor>();
    const auto segments = static_cast<double>(sender->GetDataSegments());
    std::printf("%-9s %14.1f %13.2f %17.1f %22.0f\n",
                control.c_str(),
                bytes * 8e-6 / duration.GetSeconds(),
                sojourns.GetQuantile(0.5) / 1e3,
                segments / sender->GetDataPackets(),
                HostCpu::Get(dumbbell.GetHost(0))->GetCore(0).GetBusyCycles() / segments);
    Simulator::Destroy();
    Ipv4AddressGenerator::Reset();
}

int
main(int argc, char* argv[])
{
    std::string machine = "gold6128-2021";
    Time duration = MilliSeconds(150);
    CommandLine cmd(__FILE__);
    cmd.AddValue("machine", "cost profile of the hosts", machine);
    cmd.AddValue("duration", "time to simulate, for each congestion control", duration);
    cmd.Parse(argc, argv);
    SetLinuxTcpDefaults();
    Config::SetDefault("ns3::RedQueueDisc::UseEcn", BooleanValue(true)); // mark from 20 packets on
    Config::SetDefault("ns3::RedQueueDisc::UseHardDrop", BooleanValue(false));
    Config::SetDefault("ns3::RedQueueDisc::MinTh", DoubleValue(20));
    Config::SetDefault("ns3::RedQueueDisc::MaxTh", DoubleValue(20));
    Config::SetDefault("ns3::RedQueueDisc::Gentle", BooleanValue(false)); // all of them
    Config::SetDefault("ns3::RedQueueDisc::QW", DoubleValue(1)); // the queue as it is, no average
    std::printf(
        "control    goodput, Mb/s    queue, ms   segments/packet   sender cycles/segment\n");
    Run("TcpCubic", "FifoQueueDisc", machine, duration);
    Run("TcpDctcp", "RedQueueDisc", machine, duration);
    Run("TcpBbr", "FifoQueueDisc", machine, duration);
    std::printf("BBR paces each segment: nothing is merged, and each pays for the whole stack.\n");
    return 0;
}
