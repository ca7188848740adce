/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef SIMULATION_H
#define SIMULATION_H

#include "ns3/boolean.h"
#include "ns3/config.h"
#include "ns3/ipv4-address-generator.h"
#include "ns3/ipv6-address-generator.h"
#include "ns3/nstime.h"
#include "ns3/rng-seed-manager.h"
#include "ns3/simulator.h"
#include "ns3/uinteger.h"

#include <cstdint>

namespace offloadtest
{

using namespace ns3;

/**
 * @ingroup offload-test
 * One simulation of TCP. When it ends, so does all that it has left behind, defaults included.
 */
class Simulation
{
  public:
    Simulation()
    {
        // Linux's timers; those of ns-3 are 1 s and 200 ms.
        Config::SetDefault("ns3::TcpSocketBase::MinRto", TimeValue(MilliSeconds(200)));
        Config::SetDefault("ns3::TcpSocket::DelAckTimeout", TimeValue(MilliSeconds(40)));
        Config::SetDefault("ns3::TcpSocket::SegmentSize", UintegerValue(SEGMENT));
        Config::SetDefault("ns3::TcpSocket::RcvBufSize", UintegerValue(512 * 1024));
        Config::SetDefault("ns3::TcpSocket::SndBufSize", UintegerValue(1024 * 1024));
    }

    virtual ~Simulation()
    {
        Simulator::Destroy();
        Ipv4AddressGenerator::Reset();
        Ipv6AddressGenerator::Reset();
        Config::Reset();
        Config::SetGlobal("ChecksumEnabled", BooleanValue(false));
        RngSeedManager::SetSeed(1);
        RngSeedManager::SetRun(1);
    }

    Simulation(const Simulation&) = delete;
    Simulation& operator=(const Simulation&) = delete;

    /**
     * Simulate, from where the simulation is.
     * @param duration how long
     */
    void Run(Time duration) const
    {
        Simulator::Stop(duration);
        Simulator::Run();
    }

    static constexpr uint16_t PORT = 5201;    //!< of transfers, as iperf3
    static constexpr uint32_t SEGMENT = 1448; //!< payload of a full segment, bytes
};

} // namespace offloadtest

#endif // SIMULATION_H
