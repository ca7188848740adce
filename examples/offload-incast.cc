/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/applications-module.h"
#include "ns3/core-module.h"
#include "ns3/host-star-helper.h"
#include "ns3/internet-module.h"
#include "ns3/network-module.h"
#include "ns3/offload-flow-monitor-helper.h"
#include "ns3/traffic-control-module.h"

/**
 * @file
 * @ingroup offload
 * An incast: many hosts send to one through a switch. Hosts have NICs and CPUs, the switch has
 * stock ports, and FlowMonitor counts what the wire has.
 */

using namespace ns3;

int
main(int argc, char* argv[])
{
    uint32_t senders = 8;
    std::string machine = "gold6128-2021";
    CommandLine cmd(__FILE__);
    cmd.AddValue("senders", "hosts that send at the same time", senders);
    cmd.AddValue("machine", "cost profile of the hosts", machine);
    cmd.Parse(argc, argv);
    Config::SetDefault("ns3::TcpSocket::SegmentSize", UintegerValue(1448));
    Config::SetDefault("ns3::TcpSocketBase::MinRto", TimeValue(MilliSeconds(200)));

    OffloadPointToPointHelper link(machine);
    link.SetDeviceAttribute("DataRate", StringValue("10Gbps"));
    link.SetChannelAttribute("Delay", StringValue("2us"));
    HostStarHelper star(senders + 1, link); // host 0 receives
    star.InstallStack(InternetStackHelper());
    TrafficControlHelper queue; // of the switch, in front of the receiver's link
    queue.SetRootQueueDisc("ns3::FifoQueueDisc", "MaxSize", StringValue("256p"));
    queue.Install(star.GetPort(0));
    star.AssignIpv4Addresses(Ipv4AddressHelper("10.0.0.0", "255.255.255.252"));
    Ipv4GlobalRoutingHelper::PopulateRoutingTables();

    InetSocketAddress server(star.GetIpv4Address(0), 5201);
    auto sinks = PacketSinkHelper("ns3::TcpSocketFactory", server).Install(star.GetHost(0));
    BulkSendHelper source("ns3::TcpSocketFactory", server);
    source.SetAttribute("MaxBytes", UintegerValue(1 << 20));
    for (uint32_t host = 1; host <= senders; host++)
    {
        source.Install(star.GetHost(host)).Start(MilliSeconds(2));
    }
    OffloadFlowMonitorHelper flows; // was: FlowMonitorHelper flows;
    auto monitor = flows.InstallAll();

    Simulator::Stop(MilliSeconds(1000));
    Simulator::Run();
    Time last;
    uint64_t lost = 0;
    for (const auto& flow : monitor->GetFlowStats())
    {
        last = Max(last, flow.second.timeLastRxPacket);
        lost += flow.second.lostPackets;
    }
    const auto bytes = DynamicCast<PacketSink>(sinks.Get(0))->GetTotalRx();
    std::cout << senders << " hosts sent " << bytes / 1e6 << " MB in "
              << (last - MilliSeconds(2)).As(Time::MS) << ", " << lost << " packets lost\n";
    Simulator::Destroy();
    return 0;
}
