/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/core-module.h"
#include "ns3/cpu-load.h"
#include "ns3/cpu-rpc-client.h"
#include "ns3/cpu-rpc-server.h"
#include "ns3/delay-histogram.h"
#include "ns3/internet-module.h"
#include "ns3/linux-tcp-defaults.h"
#include "ns3/topology-options.h"
#include "ns3/wire-topology.h"

#include <cstdio>

/**
 * @file
 * @ingroup offload
 * Clients with small requests, by how the NICs of both hosts hold their interrupts back, and by
 * whether the server's task sleeps or polls its NIC: what a request takes, and what it costs the
 * server's core 0, which takes the interrupts, and core 1, which has the task.
 */

using namespace ns3;

/// Simulate clients of a server with NICs of these options, and print a line.
void
Run(const char* name,
    const std::vector<ObjectOption>& options,
    Time busyPoll,
    uint32_t clients,
    Time duration)
{
    WireTopology pair("gold6128-2021", "gold6128-2021");
    pair.GetSenderNic().SetNic("connectx5");
    pair.GetReceiverNic().SetNic("connectx5");
    pair.Build();
    for (const char* side : {"sender", "receiver"})
    {
        for (ObjectOption option : options)
        {
            option.object = side;
            ApplyAfterBuild({option}, pair);
        }
    }
    auto server = CreateObject<CpuRpcServer>();
    server->SetAttribute("Local", AddressValue(pair.GetLocal(5201)));
    server->SetAttribute("Core", UintegerValue(1));
    server->SetAttribute("BusyPoll", TimeValue(busyPoll));
    pair.receiver.node->AddApplication(server);
    const Time start = MilliSeconds(2);
    DelayHistogram latencies(start); // the first interval is left out
    for (uint32_t i = 0; i < clients; i++)
    {
        auto client = CreateObject<CpuRpcClient>();
        client->SetAttribute("Remote", AddressValue(pair.GetRemote(5201)));
        client->SetAttribute("Core", UintegerValue(1 + i % 5)); // core 0 takes interrupts
        client->SetAttribute("Gap", StringValue("ns3::ExponentialRandomVariable[Mean=100e-6]"));
        client->AssignStreams(i);
        client->TraceConnectWithoutContext("Latency",
                                           MakeCallback(&DelayHistogram::Add, &latencies));
        pair.sender.node->AddApplication(client);
    }
    CpuLoad load(pair.receiver.cpu);
    Simulator::Stop(start + duration);
    Simulator::Run();
    const auto requests = static_cast<double>(server->GetRequests());
    const auto interrupts = pair.receiver.GetDriver()->GetStatistics().interrupts;
    std::printf("%-26s %10.1f %10.1f %12.0f %14.2f %12.1f %10.1f\n",
                name,
                latencies.GetQuantile(0.5, 1),
                latencies.GetQuantile(0.99, 1),
                requests / (start + duration).GetSeconds(),
                static_cast<double>(interrupts) / requests,
                load.GetBusy(0),
                load.GetBusy(1));
    Simulator::Destroy();
    Ipv4AddressGenerator::Reset();
}

int
main(int argc, char* argv[])
{
    uint32_t clients = 16;
    Time duration = MilliSeconds(20);
    CommandLine cmd(__FILE__);
    cmd.AddValue("clients", "clients, each with a request at a time", clients);
    cmd.AddValue("duration", "time to simulate, for each line", duration);
    cmd.Parse(argc, argv);
    NS_ABORT_MSG_IF(clients == 0, "--clients=0: give 1 or more");
    SetLinuxTcpDefaults();
    const Time sleep; // a task that waits does so at once
    const Time poll = MicroSeconds(100);
    const std::vector<ObjectOption> none{{"", "RxUsecs", "0us"}};
    std::printf("interrupts                  median, us   99 %%, us   requests/s   "
                "interrupts/request   core 0, %%  core 1, %%\n");
    Run("at once", none, sleep, clients, duration);
    Run("after 16 us or 32 frames", {}, sleep, clients, duration);
    Run("after 50 us or 32 frames", {{"", "RxUsecs", "50us"}}, sleep, clients, duration);
    Run("adaptive gap", {none[0], {"", "AdaptiveItr", "true"}}, sleep, clients, duration);
    Run("at once; server polls", none, poll, clients, duration);
    Run("after 16 us; server polls", {}, poll, clients, duration);
    std::printf("A delay is paid by each request, at both hosts; what it saves is interrupts.\n"
                "A server that polls its NIC saves its part of the delay, and fills a core.\n");
    return 0;
}
