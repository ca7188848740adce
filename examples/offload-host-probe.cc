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
#include "ns3/ethtool-helper.h"
#include "ns3/host-probe.h"
#include "ns3/internet-module.h"
#include "ns3/network-module.h"
#include "ns3/offload-point-to-point-helper.h"

#include <iomanip>

/**
 * @file
 * @ingroup offload
 * Where does the time of a packet go? Two hosts of 2007, a link of 10 Gb/s, and one line that looks
 * into the hosts. Prints the parts of the latency, and leaves files and plots in a folder.
 */

using namespace ns3;

int
main(int argc, char* argv[])
{
    std::string folder = "results/host-probe";
    std::string rxUsecs = "75us";
    bool ethtool = false;
    CommandLine cmd(__FILE__);
    cmd.AddValue("folder", "where files and plots go", folder);
    cmd.AddValue("rx-usecs", "how long the NIC holds an interrupt back, as 75us", rxUsecs);
    cmd.AddValue("ethtool", "print the counters of the receiver's NIC after 20 ms", ethtool);
    cmd.Parse(argc, argv);
    Config::SetDefault("ns3::TcpSocket::SegmentSize", UintegerValue(1448));
    Config::SetDefault("ns3::TcpSocket::SndBufSize", UintegerValue(1 << 19));
    Config::SetDefault("ns3::TcpSocket::RcvBufSize", UintegerValue(1 << 19));

    NodeContainer hosts(2);
    OffloadPointToPointHelper link("athlon64-2007");
    link.SetDeviceAttribute("DataRate", StringValue("10Gbps"));
    link.SetDeviceAttribute("RxUsecs", StringValue(rxUsecs));
    link.SetChannelAttribute("Delay", StringValue("5us"));
    link.SetReceiveHook("ns3::LroReceiveHook", "MaxAggr", UintegerValue(16));
    link.SetReceiveBuffers("ns3::PageReceiveBuffers");
    NetDeviceContainer devices = link.Install(hosts);
    InternetStackHelper().Install(hosts);
    Ipv4AddressHelper("10.0.0.0", "255.255.255.0").Assign(devices);

    auto sink = CreateObject<CpuSink>();
    sink->SetAttribute("Local", AddressValue(InetSocketAddress("10.0.0.2", 5201)));
    sink->SetAttribute("Core", UintegerValue(1));
    hosts.Get(1)->AddApplication(sink);
    auto source = CreateObject<CpuSource>();
    source->SetAttribute("Remote", AddressValue(InetSocketAddress("10.0.0.2", 5201)));
    source->SetStartTime(MilliSeconds(2));
    hosts.Get(0)->AddApplication(source);

    HostProbe probe(hosts, folder); // the line
    if (ethtool)
    {
        EthtoolHelper::PrintStatisticsAt(MilliSeconds(20), devices.Get(1), std::cout);
    }
    Simulator::Stop(MilliSeconds(52));
    Simulator::Run();

    const LatencyStack& latency = probe.GetLatency(hosts.Get(1));
    std::cout << std::fixed << std::setprecision(1) << "goodput "
              << static_cast<double>(sink->GetBytesRead()) * 8 / 50e6 << " Gb/s; "
              << latency.GetCount() << " packets, us on the way of the median and of the 99th:\n";
    for (std::size_t i = 0; i < N_LATENCY_PARTS; i++)
    {
        const auto part = static_cast<LatencyPart>(i);
        std::cout << std::setw(12) << GetLatencyPartName(part) << std::setw(9)
                  << latency.GetStacked(part, 0.5) << std::setw(9) << latency.GetStacked(part, 0.99)
                  << '\n';
    }
    std::cout << std::setw(12) << "sum" << std::setw(9) << latency.GetQuantile(0.5) << std::setw(9)
              << latency.GetQuantile(0.99) << "\nfor plots: cd " << folder
              << "; gnuplot plots.gp\n";
    Simulator::Destroy();
    return 0;
}
