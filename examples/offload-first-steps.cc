/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/applications-module.h"
#include "ns3/core-module.h"
#include "ns3/cpu-load.h"
#include "ns3/internet-module.h"
#include "ns3/network-module.h"
#include "ns3/offload-point-to-point-helper.h"
#include "ns3/result-file.h"

/**
 * @file
 * @ingroup offload
 * An ordinary ns-3 script with one line changed, the type of the link's helper: its hosts are now
 * machines with a CPU. One of today fills the link, one of 2007 does not.
 */

using namespace ns3;

int
main(int argc, char* argv[])
{
    std::string machine = "gold6128-2021"; // what OffloadPointToPointHelper takes without a word
    bool lro = false;
    std::string json;
    CommandLine cmd(__FILE__);
    cmd.AddValue("machine", "cost profile of the hosts, as athlon64-2007 or ideal", machine);
    cmd.AddValue("lro", "merge received segments into pages", lro);
    cmd.AddValue("json", ResultFile::HELP, json);
    cmd.Parse(argc, argv);
    ResultFile results(json);
    Config::SetDefault("ns3::TcpSocket::SegmentSize", UintegerValue(1448));
    Config::SetDefault("ns3::TcpSocket::SndBufSize", UintegerValue(1 << 19));
    Config::SetDefault("ns3::TcpSocket::RcvBufSize", UintegerValue(1 << 19));

    NodeContainer hosts(2);
    OffloadPointToPointHelper link(machine); // was: PointToPointHelper link;
    link.SetDeviceAttribute("DataRate", StringValue("10Gbps"));
    link.SetChannelAttribute("Delay", StringValue("5us"));
    if (lro)
    {
        link.SetReceiveHook("ns3::LroReceiveHook", "MaxAggr", UintegerValue(16));
        link.SetReceiveBuffers("ns3::PageReceiveBuffers");
    }
    NetDeviceContainer devices = link.Install(hosts);
    InternetStackHelper().Install(hosts);
    Ipv4AddressHelper("10.0.0.0", "255.255.255.0").Assign(devices);

    InetSocketAddress server("10.0.0.2", 5201);
    auto sinks = PacketSinkHelper("ns3::TcpSocketFactory", server).Install(hosts.Get(1));
    BulkSendHelper source("ns3::TcpSocketFactory", server);
    source.SetAttribute("SendSize", UintegerValue(1 << 16));
    source.Install(hosts.Get(0)).Start(MilliSeconds(2));

    Simulator::Stop(MilliSeconds(52));
    CpuLoad load(HostCpu::Get(hosts.Get(1)));
    Simulator::Run();
    const double goodput = DynamicCast<PacketSink>(sinks.Get(0))->GetTotalRx() * 8 / 50e6;
    std::cout << "goodput " << goodput << " Gb/s of 10, receiver's core " << load.GetBusy(0)
              << " % busy\n";
    results.Add("goodput", goodput, "Gb/s");
    results.Add("busy", load.GetBusy(0), "%");
    results.Write();
    Simulator::Destroy();
    return 0;
}
