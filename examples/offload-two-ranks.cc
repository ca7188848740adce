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

#include <iomanip>
#ifdef NS3_MPI
#include "ns3/mpi-interface.h"
#endif

/**
 * @file
 * @ingroup offload
 * Two hosts that send to each other, each simulated by a process of its own where ns-3 was built
 * with MPI: `mpiexec -np 2 ns3-dev-offload-two-ranks`. One process prints the same lines.
 */

using namespace ns3;

int
main(int argc, char* argv[])
{
    uint32_t ranks = 1;
    uint32_t rank = 0;
    Time duration = MilliSeconds(20);
    CommandLine cmd(__FILE__);
    cmd.AddValue("duration", "how long they send", duration);
    cmd.Parse(argc, argv);
#ifdef NS3_MPI
    GlobalValue::Bind("SimulatorImplementationType", StringValue("ns3::DistributedSimulatorImpl"));
    MpiInterface::Enable(&argc, &argv);
    ranks = MpiInterface::GetSize();
    rank = MpiInterface::GetSystemId();
#endif

    NodeContainer hosts;
    hosts.Add(CreateObject<Node>(0));
    hosts.Add(CreateObject<Node>(1 % ranks));
    OffloadPointToPointHelper link;
    link.SetDeviceAttribute("DataRate", StringValue("10Gbps"));
    link.SetChannelAttribute("Delay", StringValue("5us")); // how far the ranks may be apart
    NetDeviceContainer nics = link.Install(hosts);
    InternetStackHelper().Install(hosts);
    Ipv4InterfaceContainer addresses = Ipv4AddressHelper("10.0.0.0", "255.255.255.0").Assign(nics);

    ApplicationContainer sinks;
    std::vector<CpuLoad> loads;
    for (uint32_t i = 0; i < 2; i++)
    {
        if (hosts.Get(i)->GetSystemId() == rank)
        {
            const InetSocketAddress any(Ipv4Address::GetAny(), 5201);
            sinks.Add(PacketSinkHelper("ns3::TcpSocketFactory", any).Install(hosts.Get(i)));
            const InetSocketAddress peer(addresses.GetAddress(1 - i), 5201);
            BulkSendHelper source("ns3::TcpSocketFactory", peer);
            source.SetAttribute("SendSize", UintegerValue(1 << 16));
            source.Install(hosts.Get(i)).Start(MilliSeconds(1 + i));
            loads.emplace_back(HostCpu::Get(hosts.Get(i)));
        }
    }
    Simulator::Stop(MilliSeconds(2) + duration);
    Simulator::Run();
    for (uint32_t i = 0; i < sinks.GetN(); i++)
    {
        const auto bytes = DynamicCast<PacketSink>(sinks.Get(i))->GetTotalRx();
        std::cout << "host " << sinks.Get(i)->GetNode()->GetId() << ": goodput "
                  << bytes * 8 / duration.GetSeconds() / 1e9 << " Gb/s (" << bytes
                  << " bytes), core " << std::setprecision(9) << loads[i].GetBusy(0) << " % busy"
                  << std::setprecision(6) << std::endl;
    }
    Simulator::Destroy();
#ifdef NS3_MPI
    MpiInterface::Disable();
#endif
    return 0;
}
