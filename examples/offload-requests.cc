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
 * whether the server's task, on core 1, sleeps or polls. The server's core 0 takes its interrupts.
 */

using namespace ns3;

/// Simulate clients of a server with NICs of these options, and print a line.
void
Run(const char* name, const std::vector<ObjectOption>& options, uint32_t clients, Time duration)
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
    pair.receiver.node->AddApplication(server);
    const Time start = MilliSeconds(2);
    DelayHistogram delays(start); // the first interval is left out
    for (uint32_t i = 0; i < clients; i++)
    {
        auto client = CreateObject<CpuRpcClient>();
        client->SetAttribute("Remote", AddressValue(pair.GetRemote(5201)));
        client->SetAttribute("Core", UintegerValue(1 + i % 5)); // core 0 takes interrupts
        client->SetAttribute("Gap", StringValue("ns3::ExponentialRandomVariable[Mean=100e-6]"));
        client->AssignStreams(i);
        client->TraceConnectWithoutContext("Latency", MakeCallback(&DelayHistogram::Add, &delays));
        pair.sender.node->AddApplication(client);
    }
    CpuLoad load(pair.receiver.cpu);
    Simulator::Stop(start + duration);
    Simulator::Run();
    const auto requests = static_cast<double>(server->GetRequests());
    std::printf("%-26s %10.1f %10.1f %14.2f %16.1f %10.1f\n",
                name,
                delays.GetQuantile(0.5, 1),
                delays.GetQuantile(0.99, 1),
                pair.receiver.GetDriver()->GetStatistics().interrupts / requests,
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
    std::printf("interrupts                  median, us   99 %%, us   interrupts/request   "
                "core 0, %%  core 1, %%\n");
    Run("at once", {{"", "RxUsecs", "0us"}}, clients, duration);
    Run("after 16 us or 32 frames", {}, clients, duration);
    Run("after 50 us or 32 frames", {{"", "RxUsecs", "50us"}}, clients, duration);
    Run("adaptive gap", {{"", "RxUsecs", "0us"}, {"", "AdaptiveItr", "true"}}, clients, duration);
    Config::SetDefault("ns3::CpuRpcServer::BusyPoll", TimeValue(MicroSeconds(100)));
    Run("at once; server polls", {{"", "RxUsecs", "0us"}}, clients, duration);
    Run("after 16 us; server polls", {}, clients, duration);
    std::printf("A server that polls its NIC saves its part of the delay, and fills a core.\n");
    return 0;
}
