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
#include "ns3/linux-tcp-defaults.h"
#include "ns3/network-module.h"
#include "ns3/offload-point-to-point-helper.h"

#include <cstdio>

/**
 * @file
 * @ingroup offload
 * How long a short flow takes, by what ends its slow start (nothing, HyStart of Linux, HyStart of
 * ns-3) and by what the receiver's NIC merges (nothing, GRO, LRO).
 */

using namespace ns3;

/// Note when a packet was read.
void
TakeTime(Time* last, Ptr<const Packet> /* packet */, const Address& /* from */)
{
    *last = Simulator::Now();
}

/// Simulate a flow to a receiver that merges by GRO, LRO or not at all. Returns its time, in ms.
double
Run(const std::string& merges, uint32_t bytes, Time delay)
{
    NodeContainer hosts(2);
    OffloadPointToPointHelper link;
    link.SetDeviceAttribute("DataRate", StringValue("10Gbps"));
    link.SetChannelAttribute("Delay", TimeValue(delay));
    link.SetFeature("gro", merges == "GRO");
    if (merges == "LRO")
    {
        link.SetReceiveHook("ns3::LroReceiveHook");
    }
    NetDeviceContainer devices = link.Install(hosts);
    InternetStackHelper().Install(hosts);
    Ipv4AddressHelper("10.0.0.0", "255.255.255.0").Assign(devices);

    InetSocketAddress server("10.0.0.2", 5201);
    auto sinks = PacketSinkHelper("ns3::TcpSocketFactory", server).Install(hosts.Get(1));
    BulkSendHelper source("ns3::TcpSocketFactory", server);
    source.SetAttribute("MaxBytes", UintegerValue(bytes));
    source.SetAttribute("SendSize", UintegerValue(1 << 16));
    const Time start = MilliSeconds(2);
    source.Install(hosts.Get(0)).Start(start);
    Time last;
    sinks.Get(0)->TraceConnectWithoutContext("Rx", MakeBoundCallback(&TakeTime, &last));
    Simulator::Stop(Seconds(1));
    Simulator::Run();
    NS_ABORT_MSG_IF(DynamicCast<PacketSink>(sinks.Get(0))->GetTotalRx() != bytes,
                    "the flow did not end within a second: give fewer --bytes");
    Simulator::Destroy();
    Ipv4AddressGenerator::Reset();
    return (last - start).GetSeconds() * 1e3;
}

int
main(int argc, char* argv[])
{
    uint32_t bytes = 1000000;
    Time delay = MicroSeconds(50);
    CommandLine cmd(__FILE__);
    cmd.AddValue("bytes", "bytes of the flow, at least 1", bytes);
    cmd.AddValue("delay", "one-way delay of the link", delay);
    cmd.Parse(argc, argv);
    SetLinuxTcpDefaults();
    Config::SetDefault("ns3::TcpSocket::RcvBufSize", UintegerValue(4 << 20));
    Config::SetDefault("ns3::TcpSocket::SndBufSize", UintegerValue(4 << 20));
    Config::SetDefault("ns3::TcpL4Protocol::SocketType", TypeIdValue(TcpCubic::GetTypeId()));

    std::printf("A flow of %u bytes takes, in ms:\n", bytes);
    std::printf("%-18s %10s %10s %10s\n", "slow start ends by", "no merging", "GRO", "LRO");
    for (const std::string hystart : {"loss alone", "Linux's HyStart", "ns-3's HyStart"})
    {
        Config::SetDefault("ns3::TcpCubic::HyStart", BooleanValue(hystart != "loss alone"));
        Config::SetDefault("ns3::TransmitInterceptor::LinuxHystart",
                           BooleanValue(hystart == "Linux's HyStart"));
        std::printf("%-18s", hystart.c_str());
        for (const std::string merges : {"nothing", "GRO", "LRO"})
        {
            std::printf(" %10.3f", Run(merges, bytes, delay));
        }
        std::printf("\n");
    }
    return 0;
}
