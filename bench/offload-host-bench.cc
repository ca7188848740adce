/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "cpu/ns3-compat.h"

#include "ns3/applications-module.h"
#include "ns3/core-module.h"
#include "ns3/internet-module.h"
#include "ns3/network-module.h"
#include "ns3/offload-point-to-point-helper.h"
#include "ns3/point-to-point-module.h"
#include "ns3/switch-helper.h"

#include <ctime>
#include <functional>
#include <iostream>
#include <vector>

/**
 * @file
 * @ingroup offload
 * What a simulation of many hosts at a switch costs, with hosts of this module or with ns-3's nodes
 * that have none: CPU seconds until the same bytes have arrived. `bench/run` compares the two.
 */

using namespace ns3;

namespace
{

/**
 * Connect all hosts to a switch.
 *
 * @tparam Link OffloadPointToPointHelper or ns-3's PointToPointHelper
 * @param link makes the links
 * @param hosts the hosts
 * @param port the switch
 * @return the addresses of the hosts, in their order
 */
template <typename Link>
std::vector<Ipv4Address>
Connect(Link link, const NodeContainer& hosts, Ptr<Node> port)
{
    link.SetDeviceAttribute("DataRate", StringValue("25Gbps"));
    link.SetChannelAttribute("Delay", StringValue("1us"));
    std::vector<NetDeviceContainer> links;
    for (auto host = hosts.Begin(); host != hosts.End(); ++host)
    {
        links.push_back(link.Install(*host, port));
    }
    InternetStackHelper stack;
    stack.Install(hosts);
    stack.Install(port);
    Ipv4AddressHelper network("10.0.0.0", "255.255.255.252");
    std::vector<Ipv4Address> addresses;
    for (const auto& devices : links)
    {
        addresses.push_back(network.Assign(devices).GetAddress(0));
        network.NewNetwork();
    }
    Ipv4GlobalRoutingHelper::PopulateRoutingTables();
    return addresses;
}

} // namespace

int
main(int argc, char* argv[])
{
    bool stock = false;
    bool trains = false;
    bool toAll = false;
    uint32_t nHosts = 64;
    uint64_t bytes = 1000000;
    CommandLine cmd(__FILE__);
    cmd.AddValue("stock", "nodes without a host model", stock);
    cmd.AddValue("trains", "attribute Trains, of hosts and switch", trains);
    cmd.AddValue("to-all", "all hosts send to each other; otherwise all send to the first", toAll);
    cmd.AddValue("hosts", "hosts at the switch, 2 to 1000", nHosts);
    cmd.AddValue("bytes", "of each flow", bytes);
    cmd.Parse(argc, argv);
    if (nHosts < 2 || nHosts > 1000 || bytes == 0)
    {
        std::cerr << "offload-host-bench: --hosts=" << nHosts << " --bytes=" << bytes
                  << ": give 2 to 1000 hosts and a flow above 0 bytes\n";
        return 1;
    }
    if (stock && trains)
    {
        std::cerr << "offload-host-bench: --trains has no effect with --stock: leave one out\n";
        return 1;
    }
    Config::SetDefault("ns3::TcpSocket::SegmentSize", UintegerValue(1448));
    Config::SetDefault("ns3::TcpSocket::SndBufSize", UintegerValue(1 << 20));
    Config::SetDefault("ns3::TcpSocket::RcvBufSize", UintegerValue(1 << 20));

    NodeContainer hosts(nHosts);
    auto port = CreateObject<Node>();
    std::vector<Ipv4Address> addresses;
    if (stock)
    {
        addresses = Connect(PointToPointHelper(), hosts, port);
    }
    else
    {
        SwitchHelper().Install(port);
        OffloadPointToPointHelper link;
        link.SetDeviceAttribute("Trains", BooleanValue(trains));
        addresses = Connect(link, hosts, port);
    }

    ApplicationContainer sinks;
    uint64_t wanted = 0;
    for (uint32_t receiver = 0; receiver < (toAll ? nHosts : 1); receiver++)
    {
        const InetSocketAddress address(addresses[receiver], 5201);
        sinks.Add(PacketSinkHelper("ns3::TcpSocketFactory", address).Install(hosts.Get(receiver)));
        BulkSendHelper source("ns3::TcpSocketFactory", address);
        source.SetAttribute("MaxBytes", UintegerValue(bytes));
        source.SetAttribute("SendSize", UintegerValue(1 << 16));
        for (uint32_t sender = 0; sender < nHosts; sender++)
        {
            if (sender != receiver)
            {
                source.Install(hosts.Get(sender)).Start(MicroSeconds(1000 + sender));
                wanted += bytes;
            }
        }
    }
    std::function<void()> stopWhenDone = [&]() {
        uint64_t arrived = 0;
        for (auto sink = sinks.Begin(); sink != sinks.End(); ++sink)
        {
            arrived += DynamicCast<PacketSink>(*sink)->GetTotalRx();
        }
        if (arrived == wanted)
        {
            Simulator::Stop();
        }
        ScheduleFunction(MicroSeconds(100), stopWhenDone);
    };
    stopWhenDone();
    Simulator::Stop(Seconds(100));
    const std::clock_t begin = std::clock();
    Simulator::Run();
    const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
    const bool isDone = Simulator::Now() < Seconds(100);
    std::cout << "cpu_s " << seconds << "\nsimulated_ms " << Simulator::Now().GetSeconds() * 1e3
              << "\nevents " << Simulator::GetEventCount() << "\nbytes " << wanted << "\n";
    Simulator::Destroy();
    if (!isDone)
    {
        std::cerr << "offload-host-bench: not all bytes arrived in 100 s\n";
    }
    return isDone ? 0 : 1;
}
