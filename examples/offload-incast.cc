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
#include "ns3/linux-tcp-defaults.h"
#include "ns3/network-module.h"
#include "ns3/nic-driver.h"
#include "ns3/offload-flow-monitor-helper.h"
#include "ns3/traffic-control-module.h"

/// @file
/// @ingroup offload
/// An incast: many hosts send to one through a switch. Hosts have NICs and CPUs, switches have not.

using namespace ns3;

/// Simulate hosts that send so many bytes each, and print a line.
void
Run(uint32_t hosts, uint64_t bytes, const std::string& machine)
{
    OffloadPointToPointHelper link(machine);
    link.SetDeviceAttribute("DataRate", StringValue("10Gbps"));
    link.SetChannelAttribute("Delay", StringValue("2us"));
    HostStarHelper star(hosts + 1, link); // host 0 receives
    star.InstallStack(InternetStackHelper());
    TrafficControlHelper queue; // of the switch, in front of the receiver's link
    queue.SetRootQueueDisc("ns3::FifoQueueDisc", "MaxSize", StringValue("256p"));
    queue.Install(star.GetPort(0));
    star.AssignIpv4Addresses(Ipv4AddressHelper("10.0.0.0", "255.255.255.252"));
    Ipv4GlobalRoutingHelper::PopulateRoutingTables();
    InetSocketAddress server(star.GetIpv4Address(0), 5201);
    PacketSinkHelper("ns3::TcpSocketFactory", server).Install(star.GetHost(0));
    BulkSendHelper source("ns3::TcpSocketFactory", server);
    source.SetAttribute("MaxBytes", UintegerValue(bytes));
    const Time start = MilliSeconds(2);
    for (uint32_t host = 1; host <= hosts; host++)
    {
        source.Install(star.GetHost(host)).Start(start);
    }
    OffloadFlowMonitorHelper flows; // was: FlowMonitorHelper flows;
    auto monitor = flows.InstallAll();
    Simulator::Stop(Seconds(2));
    Simulator::Run();
    std::vector<double> ends; // of the flows with data, ms after the start
    uint64_t lost = 0;
    for (const auto& [id, flow] : monitor->GetFlowStats())
    {
        lost += flow.lostPackets;
        if (flow.rxBytes >= bytes)
        {
            ends.push_back((flow.timeLastRxPacket - start).GetSeconds() * 1e3);
        }
    }
    NS_ABORT_MSG_IF(ends.size() < hosts, "it takes longer than 2 s: give fewer --megabytes");
    std::sort(ends.begin(), ends.end());
    const auto& nic = star.GetNic(0)->GetObject<NicDriver>()->GetStatistics();
    const auto cycles = HostCpu::Get(star.GetHost(0))->GetCore(0).GetBusyCycles();
    std::printf("%5u %14.1f %14.1f %12lu %17.1f %15.2f\n",
                hosts,
                ends[ends.size() / 2],
                ends.back(),
                static_cast<unsigned long>(lost),
                static_cast<double>(nic.dataFrames) / static_cast<double>(nic.dataDeliveries),
                static_cast<double>(cycles) / (static_cast<double>(bytes) * hosts));
    Simulator::Destroy();
    Ipv4AddressGenerator::Reset();
}

int
main(int argc, char* argv[])
{
    uint32_t hosts = 64;
    double megabytes = 8;
    std::string machine = "gold6128-2021";
    CommandLine cmd(__FILE__);
    cmd.AddValue("hosts", "hosts that send at the same time; the last row of the table", hosts);
    cmd.AddValue("megabytes", "what all senders send together, MB", megabytes);
    cmd.AddValue("machine", "cost profile of the hosts", machine);
    cmd.Parse(argc, argv);
    SetLinuxTcpDefaults(); // with those of ns-3 the delayed ACK takes as long as the timeout
    NS_ABORT_MSG_IF(hosts == 0, "--hosts=0: give 1 or more");
    std::printf("hosts  half done, ms  all done, ms  frames lost  segments/packet  cycles/byte\n");
    for (const uint32_t share : {16, 4, 1})
    {
        const uint32_t senders = std::max(hosts / share, 1U);
        Run(senders, static_cast<uint64_t>(megabytes * 1e6) / senders, machine);
    }
    std::printf("The more flows take turns, the less GRO merges, and the more a byte costs the "
                "receiver.\nA flow whose last frames are lost waits 200 ms for its timeout.\n");
    return 0;
}
