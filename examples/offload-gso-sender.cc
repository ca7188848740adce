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
#include "ns3/transmit-interceptor.h"
#include "ns3/wire-topology.h"

#include <cstdio>
#include <iostream>

/**
 * @file
 * @ingroup offload
 * A slow sender whose TCP segments are made by TCP (no offload), by a queue disc, by the driver
 * (GSO) or by the NIC (TSO): throughput, load of its core, super-packets, and the longest packet on
 * the wire, which is the same for all.
 */

using namespace ns3;

namespace
{

/**
 * Takes a frame that goes on the wire.
 *
 * @param longest bytes of the longest packet so far
 * @param frame the frame
 */
void
NoteFrame(uint32_t* longest, Ptr<const Packet> frame)
{
    *longest = std::max(*longest, frame->GetSize() - 2); // without the PPP header
}

/**
 * Simulate, and print a line.
 *
 * @param place where segments are made
 * @param options what makes it so
 * @param clock clock of the sender, GHz
 * @param duration time to simulate
 */
void
Run(const char* place, const std::vector<ObjectOption>& options, double clock, Time duration)
{
    WireTopology pair("i7-870-freebsd", "ideal");
    pair.sender.cpu->SetAttribute("Clock", DoubleValue(clock));
    pair.GetReceiverNic().SetReceiveHook("ns3::LroReceiveHook", "MaxAggr", UintegerValue(16));
    pair.Build();
    ApplyAfterBuild(options, pair);

    constexpr uint16_t PORT = 5201;
    auto sink = CreateObject<CpuSink>();
    sink->SetAttribute("Local", AddressValue(pair.GetLocal(PORT)));
    pair.receiver.node->AddApplication(sink);
    auto source = CreateObject<CpuSource>();
    source->SetAttribute("Remote", AddressValue(pair.GetRemote(PORT)));
    pair.sender.node->AddApplication(source);

    uint32_t longest = 0;
    pair.sender.devices.Get(0)->TraceConnectWithoutContext("PhyTxBegin",
                                                           MakeBoundCallback(&NoteFrame, &longest));
    const CpuLoad load(pair.sender.cpu);
    Simulator::Stop(duration);
    Simulator::Run();

    const auto interceptor = pair.sender.node->GetObject<TransmitInterceptor>();
    const auto packets = static_cast<double>(std::max<uint64_t>(interceptor->GetDataPackets(), 1));
    std::printf("%-12s %8.2f Gb/s %8.1f %% busy %8.1f segments a packet %8u bytes\n",
                place,
                static_cast<double>(sink->GetBytesRead()) * 8e-9 / duration.GetSeconds(),
                load.GetBusy(0),
                static_cast<double>(interceptor->GetDataSegments()) / packets,
                longest);
    Simulator::Destroy();
    Ipv4AddressGenerator::Reset();
}

} // namespace

int
main(int argc, char* argv[])
{
    double clock = 1.05;
    Time duration = MilliSeconds(20);
    CommandLine cmd(__FILE__);
    cmd.AddValue("clock", "clock of the sender, GHz, above 0", clock);
    cmd.AddValue("duration", "time to simulate", duration);
    cmd.Parse(argc, argv);
    if (!(clock > 0 && clock <= 1000))
    {
        std::cerr << "offload-gso-sender: --clock=" << clock
                  << ": give a clock above 0 and up to 1000 GHz\n";
        return 1;
    }
    SetLinuxTcpDefaults();
    Run("none", {{"sender", "tx-gso", "false"}}, clock, duration);
    const auto disc = "ns3::GsoQueueDisc/ns3::FqCoDelQueueDisc";
    Run("queue disc", {{"sender", "queue", disc}}, clock, duration);
    Run("driver", {}, clock, duration);
    Run("NIC", {{"sender", "tx-tcp-segmentation", "true"}}, clock, duration);
    return 0;
}
