/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/core-module.h"
#include "ns3/cpu-load.h"
#include "ns3/cpu-sink.h"
#include "ns3/cpu-source.h"
#include "ns3/internet-module.h"
#include "ns3/linux-tcp-defaults.h"
#include "ns3/offload-point-to-point-helper.h"

#include <cstdio>

/**
 * @file
 * @ingroup offload
 * A cost profile and a NIC of one's own, from files (examples/data), beside those of the module: a
 * transfer between two such machines over 25 Gb/s.
 */

#ifndef OFFLOAD_EXAMPLE_DATA_DIR
#define OFFLOAD_EXAMPLE_DATA_DIR "data" // built by itself: run it beside its sources
#endif

using namespace ns3;

/// Simulate a transfer between two machines with this NIC, and print a line.
void
Run(const std::string& profile, const std::string& nic, Time duration)
{
    std::string error; // a script need not ask: the helper ends the program with this sentence
    const auto loaded = CostProfile::Load(profile, error);
    NS_ABORT_MSG_IF(!loaded, error);

    NodeContainer hosts(2);
    OffloadPointToPointHelper link(profile);
    link.SetNic(nic);
    link.SetDeviceAttribute("DataRate", StringValue("25Gbps"));
    link.SetChannelAttribute("Delay", StringValue("5us"));
    NetDeviceContainer devices = link.Install(hosts);
    InternetStackHelper().Install(hosts);
    Ipv4AddressHelper("10.0.0.0", "255.255.255.0").Assign(devices);

    const InetSocketAddress server("10.0.0.2", 5201);
    auto sink = CreateObject<CpuSink>();
    sink->SetAttribute("Local", AddressValue(server));
    sink->SetAttribute("Core", UintegerValue(1)); // core 0 takes the interrupts
    hosts.Get(1)->AddApplication(sink);
    auto source = CreateObject<CpuSource>();
    source->SetAttribute("Remote", AddressValue(server));
    const Time start = MilliSeconds(2);
    source->SetStartTime(start);
    hosts.Get(0)->AddApplication(source);
    CpuLoad sending(HostCpu::Get(hosts.Get(0)));
    CpuLoad receiving(HostCpu::Get(hosts.Get(1)));
    Simulator::Schedule(start, &CpuLoad::Restart, &sending);
    Simulator::Schedule(start, &CpuLoad::Restart, &receiving);
    Simulator::Stop(start + duration);
    Simulator::Run();
    std::printf("%-14s %-10s %14.2f %10.1f %14.1f %10.1f\n",
                loaded->GetName().c_str(),
                nic.substr(nic.rfind('/') + 1).c_str(),
                static_cast<double>(sink->GetBytesRead()) * 8e-9 / duration.GetSeconds(),
                sending.GetBusy(0),
                receiving.GetBusy(0),
                receiving.GetBusy(1));
    Simulator::Destroy();
    Ipv4AddressGenerator::Reset();
}

int
main(int argc, char* argv[])
{
    std::string profile = OFFLOAD_EXAMPLE_DATA_DIR "/my-host.toml";
    std::string nic = OFFLOAD_EXAMPLE_DATA_DIR "/my-nic.toml";
    Time duration = MilliSeconds(10);
    CommandLine cmd(__FILE__);
    cmd.AddValue("profile", "cost profile of one's own: a file, or a name", profile);
    cmd.AddValue("nic", "NIC of one's own: a file, or a name", nic);
    cmd.AddValue("duration", "time to simulate, for each line", duration);
    cmd.Parse(argc, argv);
    SetLinuxTcpDefaults();
    std::printf(
        "profile        NIC        goodput, Gb/s  sender, %%  interrupts, %%  reader, %%\n");
    Run("gold6128-2021", "connectx5", duration);
    Run("gold6128-2021", nic, duration);
    Run(profile, "connectx5", duration);
    Run(profile, nic, duration);
    std::printf("A core that is full is what limits that machine: change its price, or its NIC.\n");
    return 0;
}
