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
#include "ns3/topology-options.h"
#include "ns3/wire-topology.h"

#include <cstdio>
#include <iostream>

/**
 * @file
 * @ingroup offload
 * The receiver of 2007 with its four receive paths: throughput, load of both cores, and why.
 *
 * The sender is infinitely fast. The receiver's interrupts go to core 0, its application runs on
 * core 1.
 */

using namespace ns3;

namespace
{

/**
 * Simulate a transfer and print what it was like.
 *
 * @param name name of the receive path
 * @param options what makes it so
 * @param profile receiver's cost profile
 * @param duration how long
 */
void
Run(const char* name,
    const std::vector<ObjectOption>& options,
    const std::string& profile,
    Time duration)
{
    WireTopology pair("ideal", profile);
    pair.Build();
    ApplyAfterBuild(options, pair);
    auto sink = CreateObject<CpuSink>();
    sink->SetAttribute("Local", AddressValue(pair.GetLocal(5201)));
    sink->SetAttribute("Core", UintegerValue(1));
    pair.receiver.node->AddApplication(sink);
    auto source = CreateObject<CpuSource>();
    source->SetAttribute("Remote", AddressValue(pair.GetRemote(5201)));
    pair.sender.node->AddApplication(source);
    // LRO refuses timestamps that echo 0, which those of ns-3 do during the first millisecond.
    const Time start = MilliSeconds(2);
    source->SetStartTime(start);
    CpuLoad load(pair.receiver.cpu);
    Simulator::Schedule(start, &CpuLoad::Restart, &load);

    Simulator::Stop(start + duration);
    Simulator::Run();
    const auto& nic = pair.receiver.GetDriver()->GetStatistics();
    std::printf("%-18s %6.2f Gb/s   interrupt core %5.1f %%   application core %5.1f %%   "
                "%4.1f segments/delivery\n",
                name,
                static_cast<double>(sink->GetBytesRead()) * 8e-9 / duration.GetSeconds(),
                load.GetBusy(0),
                load.GetBusy(1),
                static_cast<double>(nic.dataFrames) / static_cast<double>(nic.dataDeliveries));
    Simulator::Destroy();
    Ipv4AddressGenerator::Reset();
}

} // namespace

int
main(int argc, char* argv[])
{
    std::string profile = "athlon64-2007";
    Time duration = MilliSeconds(50);
    CommandLine cmd(__FILE__);
    cmd.AddValue("profile", "cost profile of the receiver: a name or a path", profile);
    cmd.AddValue("duration", "simulated time for each receive path", duration);
    cmd.Parse(argc, argv);
    std::string error;
    if (!CostProfile::Load(profile, error))
    {
        std::cerr << "offload-lro-receiver: --profile: " << error << "\n";
        return 1;
    }
    SetLinuxTcpDefaults();
    const ObjectOption lro{"receiver", "ReceiveHook", "ns3::LroReceiveHook[MaxAggr=16]"};
    const ObjectOption pages{"receiver", "ReceiveBuffers", "ns3::PageReceiveBuffers"};
    const ObjectOption large{"receiver", "ReceiveBuffers", "ns3::PageReceiveBuffers[Order=3]"};
    Run("no LRO", {}, profile, duration);
    Run("LRO, frag_list", {lro}, profile, duration);
    Run("LRO, page frags", {lro, pages}, profile, duration);
    Run("LRO, 32 KB pages", {lro, large}, profile, duration);
    return 0;
}
