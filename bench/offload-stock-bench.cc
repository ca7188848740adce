/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/applications-module.h"
#include "ns3/core-module.h"
#include "ns3/internet-module.h"
#include "ns3/network-module.h"
#include "ns3/point-to-point-module.h"

#include <iostream>
#include <string>

/**
 * @file
 * @ingroup offload
 * What offload-perf simulates, with ns-3's own nodes and devices and nothing of this module: bulk
 * transfers from one node to another over a link. `bench/run` compares the two.
 */

using namespace ns3;

int
main(int argc, char* argv[])
{
    std::string rate = "10Gbps";
    std::string delay = "5us";
    uint32_t buffer = 1 << 20;
    uint32_t nFlows = 1;
    Time duration = MilliSeconds(100);
    CommandLine cmd(__FILE__);
    cmd.Usage("Simulates bulk transfers over a link without any model of hosts.");
    cmd.AddValue("rate", "of the link", rate);
    cmd.AddValue("delay", "of the link", delay);
    cmd.AddValue("buffer", "bytes that a socket may send and receive ahead", buffer);
    cmd.AddValue("flows", "connections", nFlows);
    cmd.AddValue("duration", "time to simulate", duration);
    cmd.Parse(argc, argv);
    if (nFlows == 0 || nFlows > 10000 || !duration.IsStrictlyPositive())
    {
        std::cerr << "offload-stock-bench: --flows=" << nFlows
                  << " --duration=" << duration.GetSeconds()
                  << "s: give 1 to 10000 flows and a time above 0\n";
        return 1;
    }
    Config::SetDefault("ns3::TcpSocket::SegmentSize", UintegerValue(1448));
    Config::SetDefault("ns3::TcpSocket::SndBufSize", UintegerValue(buffer));
    Config::SetDefault("ns3::TcpSocket::RcvBufSize", UintegerValue(buffer));
    Config::SetDefault("ns3::TcpL4Protocol::SocketType", StringValue("ns3::TcpCubic"));

    NodeContainer nodes(2);
    PointToPointHelper link;
    link.SetDeviceAttribute("DataRate", StringValue(rate));
    link.SetChannelAttribute("Delay", StringValue(delay));
    const NetDeviceContainer devices = link.Install(nodes);
    InternetStackHelper stack;
    stack.SetIpv6StackInstall(false);
    stack.Install(nodes);
    Ipv4AddressHelper network("10.0.0.0", "255.255.255.0");
    const Ipv4InterfaceContainer interfaces = network.Assign(devices);

    const InetSocketAddress address(interfaces.GetAddress(1), 5201);
    ApplicationContainer sinks =
        PacketSinkHelper("ns3::TcpSocketFactory", address).Install(nodes.Get(1));
    BulkSendHelper source("ns3::TcpSocketFactory", address);
    source.SetAttribute("SendSize", UintegerValue(1 << 16));
    for (uint32_t flow = 0; flow < nFlows; ++flow)
    {
        source.Install(nodes.Get(0)).Start(MicroSeconds(1 + flow));
    }
    Simulator::Stop(duration);
    Simulator::Run();
    const auto bytes = DynamicCast<PacketSink>(sinks.Get(0))->GetTotalRx();
    std::cout << "{\n  \"goodput [Gb/s]\": [" << bytes * 8e-9 / duration.GetSeconds()
              << "],\n  \"events\": [" << Simulator::GetEventCount() << "]\n}\n";
    Simulator::Destroy();
    return 0;
}
