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
#include "ns3/router-topology.h"
#include "ns3/topology-options.h"

#include <cstdio>

/// @file
/// @ingroup offload
/// A host of 2007 that forwards between two fast ones: without merging, with LRO (which it refuses
/// unless forced), with GRO, and with GRO and a NIC that segments.

using namespace ns3;

/// Count a packet that the router sends, if it is a fragment.
void
CountFragment(uint64_t* fragments,
              Ptr<const Packet> packet,
              Ptr<Ipv4> /* ipv4 */,
              uint32_t /* if */)
{
    Ipv4Header header;
    packet->PeekHeader(header);
    *fragments += !header.IsLastFragment() || header.GetFragmentOffset() > 0 ? 1 : 0;
}

/// Simulate a transfer through a router with these options, and print a line.
void
Run(const char* name, const std::vector<ObjectOption>& options, Time duration)
{
    RouterTopology path;
    path.GetReceiverNic().SetReceiveHook("ns3::GroReceiveHook"); // so that few ACKs come back
    path.GetMiddleNic()->SetReceiveBuffers("ns3::PageReceiveBuffers");
    path.Build();
    ApplyAfterBuild(options, path);
    auto sink = CreateObject<CpuSink>();
    sink->SetAttribute("Local", AddressValue(path.GetLocal(5201)));
    path.receiver.node->AddApplication(sink);
    auto source = CreateObject<CpuSource>();
    source->SetAttribute("Remote", AddressValue(path.GetRemote(5201)));
    const Time start = MilliSeconds(2);
    source->SetStartTime(start);
    path.sender.node->AddApplication(source);
    uint64_t fragments = 0;
    path.middle.node->GetObject<Ipv4L3Protocol>()->TraceConnectWithoutContext(
        "Tx",
        MakeBoundCallback(&CountFragment, &fragments));
    CpuLoad load(path.middle.cpu);
    Simulator::Schedule(start, &CpuLoad::Restart, &load);
    Simulator::Stop(start + duration);
    Simulator::Run();
    const auto& in = path.middle.GetDriver(0)->GetStatistics();
    std::printf(
        "%-14s %15.2f %12.1f %10lu %10lu %11.1f\n",
        name,
        static_cast<double>(sink->GetBytesRead()) * 8e-9 / duration.GetSeconds(),
        load.GetBusy(0),
        static_cast<unsigned long>(path.middle.GetDriver(1)->GetTransmitStatistics().frames),
        static_cast<unsigned long>(fragments),
        static_cast<double>(in.dataFrames) / static_cast<double>(in.dataDeliveries));
    Simulator::Destroy();
    Ipv4AddressGenerator::Reset();
}

int
main(int argc, char* argv[])
{
    Time duration = MilliSeconds(15);
    CommandLine cmd(__FILE__);
    cmd.AddValue("duration", "time to simulate, for each line", duration);
    cmd.Parse(argc, argv);
    SetLinuxTcpDefaults();
    std::printf(
        "router         goodput, Gb/s   core, %%   frames out  fragments  segments/packet\n");
    const ObjectOption lro{"middle", "ReceiveHook", "ns3::LroReceiveHook[MaxAggr=16]"};
    const ObjectOption gro{"middle", "ReceiveHook", "ns3::GroReceiveHook"};
    Run("no merging", {}, duration);
    Run("LRO, refused", {lro}, duration);
    Run("LRO, forced", {{"middle", "ForceLro", "true"}, lro}, duration);
    Run("GRO and GSO", {gro}, duration);
    Run("GRO and TSO", {{"middle", "tx-tcp-segmentation", "true"}, gro}, duration);
    std::printf(
        "A router that does LRO sends fragments, which the receiver has to put together; one "
        "that does GRO\nsends the frames that came.\n");
    return 0;
}
