/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef HOST_PAIR_H
#define HOST_PAIR_H

#include "test-profile.h"

#include "ns3/boolean.h"
#include "ns3/config.h"
#include "ns3/cpu-sink.h"
#include "ns3/cpu-source.h"
#include "ns3/host-cpu.h"
#include "ns3/inet-socket-address.h"
#include "ns3/internet-stack-helper.h"
#include "ns3/ipv4-address-generator.h"
#include "ns3/ipv4-address-helper.h"
#include "ns3/offload-point-to-point-helper.h"
#include "ns3/rng-seed-manager.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/tcp-socket-base.h"
#include "ns3/transmit-tap.h"
#include "ns3/uinteger.h"

#include <array>
#include <functional>
#include <string>
#include <vector>

/**
 * @ingroup offload-test
 * How a host receives.
 */
struct ReceivePath
{
    const char* name;       //!< in names of tests
    const char* hook;       //!< TypeId of the receive hook; empty for none
    const char* buffers;    //!< TypeId of the receive buffers
    uint32_t order;         //!< of pages
    uint32_t allocations16; //!< allocations for 16 full segments that go up together
};

/**
 * @ingroup offload-test
 * The four receive paths of experiment gallatin.
 */
inline constexpr std::array<ReceivePath, 4> RECEIVE_PATHS{{
    {"no LRO", "", "ns3::SkbReceiveBuffers", 0, 16},
    {"LRO by frag_list", "ns3::LroReceiveHook", "ns3::SkbReceiveBuffers", 0, 16},
    {"LRO into pages", "ns3::LroReceiveHook", "ns3::PageReceiveBuffers", 0, 9},
    {"LRO into 32 KB pages", "ns3::LroReceiveHook", "ns3::PageReceiveBuffers", 3, 2},
}};

/**
 * @ingroup offload-test
 * A sender, a receiver and a link of 10 Gb/s and 5 us between their NICs.
 *
 * Change what is to be different, call Build, add applications. When it ends, so does all that
 * the simulation has left behind, defaults included.
 */
class HostPair
{
  public:
    /**
     * @param path how the receiver, and the sender alike, receives
     */
    explicit HostPair(const ReceivePath& path = RECEIVE_PATHS[0])
        : link("ideal"),
          senderCosts(CreateTestProfile({})),
          receiverCosts(CreateTestProfile({}))
    {
        using namespace ns3;
        // Linux's timers; those of ns-3 are 1 s and 200 ms.
        Config::SetDefault("ns3::TcpSocketBase::MinRto", TimeValue(MilliSeconds(200)));
        Config::SetDefault("ns3::TcpSocket::DelAckTimeout", TimeValue(MilliSeconds(40)));
        Config::SetDefault("ns3::TcpSocket::SegmentSize", UintegerValue(SEGMENT));
        Config::SetDefault("ns3::TcpSocket::RcvBufSize", UintegerValue(512 * 1024));
        Config::SetDefault("ns3::TcpSocket::SndBufSize", UintegerValue(1024 * 1024));
        link.SetDeviceAttribute("DataRate", StringValue("10Gbps"));
        link.SetDeviceAttribute("tx-gso", BooleanValue(false)); // frame by frame, to be counted
        link.SetChannelAttribute("Delay", TimeValue(MicroSeconds(5)));
        if (*path.hook)
        {
            link.SetReceiveHook(path.hook, "MaxAggr", UintegerValue(16));
        }
        if (path.order > 0)
        {
            link.SetReceiveBuffers(path.buffers, "Order", UintegerValue(path.order));
        }
        else
        {
            link.SetReceiveBuffers(path.buffers);
        }
    }

    ~HostPair()
    {
        using namespace ns3;
        Simulator::Destroy();
        Ipv4AddressGenerator::Reset();
        Config::Reset();
        RngSeedManager::SetSeed(1);
        RngSeedManager::SetRun(1);
    }

    HostPair(const HostPair&) = delete;
    HostPair& operator=(const HostPair&) = delete;

    /// Make hosts, NICs, link and stacks.
    void Build()
    {
        using namespace ns3;
        hosts.Create(2);
        senderCpu = AddCpu(hosts.Get(0), senderCosts);
        receiverCpu = AddCpu(hosts.Get(1), receiverCosts);
        devices = link.Install(hosts);
        senderNic = devices.Get(0)->GetObject<NicDriver>();
        receiverNic = devices.Get(1)->GetObject<NicDriver>();
        InternetStackHelper().Install(hosts);
        if (installQueueDisc)
        {
            installQueueDisc(devices.Get(0));
        }
        Ipv4AddressHelper("10.0.0.0", "255.255.255.0").Assign(devices);
    }

    /**
     * Let the receiver read.
     *
     * @param core core of the reading task
     * @param local what to listen on
     * @return the reader, which verifies what it reads
     */
    ns3::Ptr<ns3::CpuSink> AddSink(
        uint32_t core,
        const ns3::Address& local = ns3::InetSocketAddress(ns3::Ipv4Address::GetAny(), PORT))
    {
        using namespace ns3;
        sink = CreateObject<CpuSink>();
        sink->SetAttribute("Local", AddressValue(local));
        sink->SetAttribute("Core", UintegerValue(core));
        sink->SetAttribute("Verify", BooleanValue(true));
        sink->AssignStreams(0);
        hosts.Get(1)->AddApplication(sink);
        return sink;
    }

    /**
     * Let the sender write, on a connection of its own.
     *
     * @param core core of the writing task
     * @param bytes bytes to write before the connection is closed; 0 for no end
     * @param remote whom to connect to
     * @return the writer, which writes what a sink can verify
     */
    ns3::Ptr<ns3::CpuSource> AddSource(
        uint32_t core,
        uint64_t bytes,
        const ns3::Address& remote = ns3::InetSocketAddress("10.0.0.2", PORT))
    {
        using namespace ns3;
        auto source = CreateObject<CpuSource>();
        source->SetAttribute("Remote", AddressValue(remote));
        source->SetAttribute("Core", UintegerValue(core));
        source->SetAttribute("MaxBytes", UintegerValue(bytes));
        source->SetAttribute("Pattern", BooleanValue(true));
        source->AssignStreams(1 + static_cast<int64_t>(sources.size()));
        hosts.Get(0)->AddApplication(source);
        sources.push_back(source);
        return source;
    }

    /**
     * Simulate, from where the simulation is.
     * @param duration how long
     */
    void Run(ns3::Time duration) const
    {
        ns3::Simulator::Stop(duration);
        ns3::Simulator::Run();
    }

    static constexpr uint16_t PORT = 5201;    //!< as iperf3
    static constexpr uint32_t SEGMENT = 1448; //!< payload of a full segment, bytes

    ns3::OffloadPointToPointHelper link; //!< makes the NICs
    /// Gives the sender's NIC a queue disc; without, it has the default.
    std::function<void(ns3::Ptr<ns3::NetDevice>)> installQueueDisc;
    ns3::Ptr<const ns3::CostProfile> senderCosts;   //!< what the sender pays; nothing
    ns3::Ptr<const ns3::CostProfile> receiverCosts; //!< what the receiver pays; nothing
    ns3::NodeContainer hosts;                       //!< sender and receiver
    ns3::NetDeviceContainer devices;                //!< their NICs
    ns3::Ptr<ns3::HostCpu> senderCpu;               //!< sender's cores
    ns3::Ptr<ns3::HostCpu> receiverCpu;             //!< receiver's cores
    ns3::Ptr<ns3::NicDriver> senderNic;             //!< sender's driver
    ns3::Ptr<ns3::NicDriver> receiverNic;           //!< receiver's driver
    ns3::Ptr<ns3::CpuSink> sink;                    //!< receiver's application
    std::vector<ns3::Ptr<ns3::CpuSource>> sources;  //!< sender's applications

  private:
    /**
     * @param host a host
     * @param costs what it pays
     * @return its cores
     */
    static ns3::Ptr<ns3::HostCpu> AddCpu(ns3::Ptr<ns3::Node> host,
                                         ns3::Ptr<const ns3::CostProfile> costs)
    {
        auto cpu = ns3::CreateObject<ns3::HostCpu>();
        cpu->SetCostProfile(costs);
        host->AggregateObject(cpu);
        return cpu;
    }
};

#endif // HOST_PAIR_H
