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
#include "ns3/wire-topology.h"

#include <cstdio>

/**
 * @file
 * @ingroup offload
 * A file server with one core and a NIC of 100 Gb/s, which copies what it writes, or lets the NIC
 * fetch it from the file's pages (MSG_ZEROCOPY). The client is infinitely fast.
 */

using namespace ns3;

/// What a run has shown.
struct Result
{
    double goodput; //!< Gb/s
    double copying; //!< percent of the core's time
};

/// Simulate a server that writes so many bytes at a time.
Result
Run(uint32_t writeSize, bool zeroCopy, Time duration)
{
    WireTopology pair("gold6128-2021", "ideal");
    pair.SetRate(DataRate("100Gbps"));
    pair.GetSenderNic().SetNic("connectx5");
    pair.GetReceiverNic().SetReceiveHook("ns3::GroReceiveHook");
    pair.Build();
    auto sink = CreateObject<CpuSink>();
    sink->SetAttribute("Local", AddressValue(pair.GetLocal(80)));
    pair.receiver.node->AddApplication(sink);
    auto source = CreateObject<CpuSource>();
    source->SetAttribute("Remote", AddressValue(pair.GetRemote(80)));
    source->SetAttribute("WriteSize", UintegerValue(writeSize));
    source->SetAttribute("ZeroCopy", BooleanValue(zeroCopy));
    const Time start = MilliSeconds(2);
    source->SetStartTime(start);
    pair.sender.node->AddApplication(source);
    CpuLoad load(pair.sender.cpu);
    Simulator::Schedule(start, &CpuLoad::Restart, &load);
    Simulator::Stop(start + duration);
    Simulator::Run();
    const Result result{static_cast<double>(sink->GetBytesRead()) * 8e-9 / duration.GetSeconds(),
                        load.GetBusy(0, CostCategory::COPY)};
    Simulator::Destroy();
    Ipv4AddressGenerator::Reset();
    return result;
}

int
main(int argc, char* argv[])
{
    Time duration = MilliSeconds(3);
    CommandLine cmd(__FILE__);
    cmd.AddValue("duration", "time to simulate, for each figure", duration);
    cmd.Parse(argc, argv);
    SetLinuxTcpDefaults();
    Config::SetDefault("ns3::TcpSocket::RcvBufSize", UintegerValue(4 << 20));
    Config::SetDefault("ns3::TcpSocket::SndBufSize", UintegerValue(4 << 20));
    std::printf("write, KB   copying, Gb/s   core copies, %%   zero copy, Gb/s   gain\n");
    for (const uint32_t kilobytes : {2, 4, 8, 16, 64, 256})
    {
        const Result copy = Run(kilobytes << 10, false, duration);
        const Result zero = Run(kilobytes << 10, true, duration);
        std::printf("%9u %15.1f %16.1f %17.1f %6.2f\n",
                    kilobytes,
                    copy.goodput,
                    copy.copying,
                    zero.goodput,
                    zero.goodput / copy.goodput);
    }
    std::printf("Pinning pages and being told when they are free again costs more than copying a "
                "small write,\nand less than a large one.\n");
    return 0;
}
