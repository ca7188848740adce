/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef TEST_FLOW_H
#define TEST_FLOW_H

#include "ns3/boolean.h"
#include "ns3/config.h"
#include "ns3/cpu-sink.h"
#include "ns3/cpu-source.h"
#include "ns3/ipv4-address-generator.h"
#include "ns3/ipv6-address-generator.h"
#include "ns3/offload-topology.h"
#include "ns3/rng-seed-manager.h"
#include "ns3/simulator.h"
#include "ns3/uinteger.h"

namespace offloadtest
{

using namespace ns3;

/// @ingroup offload-test Ends a simulation and takes all changed defaults back.
inline void
EndSimulation()
{
    Simulator::Destroy();
    Ipv4AddressGenerator::Reset();
    Ipv6AddressGenerator::Reset();
    Config::Reset();
    RngSeedManager::SetSeed(1);
    RngSeedManager::SetRun(1);
}

/**
 * @ingroup offload-test
 * A flow through a topology.
 */
struct Flow
{
    Ptr<CpuSink> sink;     //!< reader
    Ptr<CpuSource> source; //!< writer

    /**
     * @param topology hosts, built
     * @param bytes bytes to send; 0 for no end
     */
    Flow(const OffloadTopology& topology, uint64_t bytes)
        : sink(CreateObject<CpuSink>()),
          source(CreateObject<CpuSource>())
    {
        constexpr uint16_t PORT = 5201; // as iperf3
        sink->SetAttribute("Local", AddressValue(topology.GetLocal(PORT)));
        sink->SetAttribute("Verify", BooleanValue(true));
        topology.receiver.node->AddApplication(sink);
        source->SetAttribute("Remote", AddressValue(topology.GetRemote(PORT)));
        source->SetAttribute("Pattern", BooleanValue(true));
        source->SetAttribute("MaxBytes", UintegerValue(bytes));
        source->SetStartTime(MilliSeconds(2));
        topology.sender.node->AddApplication(source);
    }
};

} // namespace offloadtest

#endif // TEST_FLOW_H
