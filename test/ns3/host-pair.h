/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef HOST_PAIR_H
#define HOST_PAIR_H

#include "simulation.h"
#include "test-profile.h"

#include "ns3/cpu-sink.h"
#include "ns3/cpu-source.h"
#include "ns3/host-cpu.h"
#include "ns3/inet-socket-address.h"
#include "ns3/internet-stack-helper.h"
#include "ns3/ipv4-address-helper.h"
#include "ns3/offload-point-to-point-helper.h"
#include "ns3/string.h"
#include "ns3/tcp-socket-base.h"
#include "ns3/transmit-interceptor.h"
#include "ns3/uinteger.h"

#include <array>
#include <functional>
#include <string>
#include <vector>

namespace offloadtest
{

using namespace ns3;

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
 * Change what is to be different, call Build, add applications.
 */
class HostPair : public Simulation
{
  public:
    /**
     * @param path how the receiver, and the sender alike, receives
     */
    explicit HostPair(const ReceivePath& path = RECEIVE_PATHS[0])
        : link("athlon64-2007"), // the NIC; what the hosts cost is said below
          senderCosts(CreateTestProfile({})),
          receiverCosts(CreateTestProfile({}))
    {
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

    /// Make hosts, NICs, link and stacks.
    void Build()
    {
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
    Ptr<CpuSink> AddSink(uint32_t core,
                         const Address& local = InetSocketAddress(Ipv4Address::GetAny(), PORT))
    {
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
    Ptr<CpuSource> AddSource(uint32_t core,
                             uint64_t bytes,
                             const Address& remote = InetSocketAddress("10.0.0.2", PORT))
    {
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

    OffloadPointToPointHelper link; //!< makes the NICs
    /// Gives the sender's NIC a queue disc; without, it has the default.
    std::function<void(Ptr<NetDevice>)> installQueueDisc;
    Ptr<const CostProfile> senderCosts;   //!< what the sender pays; nothing
    Ptr<const CostProfile> receiverCosts; //!< what the receiver pays; nothing
    NodeContainer hosts;                  //!< sender and receiver
    NetDeviceContainer devices;           //!< their NICs
    Ptr<HostCpu> senderCpu;               //!< sender's cores
    Ptr<HostCpu> receiverCpu;             //!< receiver's cores
    Ptr<NicDriver> senderNic;             //!< sender's driver
    Ptr<NicDriver> receiverNic;           //!< receiver's driver
    Ptr<CpuSink> sink;                    //!< receiver's application
    std::vector<Ptr<CpuSource>> sources;  //!< sender's applications

  private:
    /**
     * @param host a host
     * @param costs what it pays
     * @return its cores
     */
    static Ptr<HostCpu> AddCpu(Ptr<Node> host, Ptr<const CostProfile> costs)
    {
        auto cpu = CreateObject<HostCpu>();
        cpu->SetCostProfile(costs);
        host->AggregateObject(cpu);
        return cpu;
    }
};

} // namespace offloadtest

#endif // HOST_PAIR_H
