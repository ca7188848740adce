/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "cpu/ns3-compat.h"
#include "network.h"

#include "ns3/bulk-send-helper.h"
#include "ns3/host-cpu.h"
#include "ns3/leaf-spine-topology.h"
#include "ns3/nic-driver.h"
#include "ns3/node-list.h"
#include "ns3/packet-sink-helper.h"
#include "ns3/packet-sink.h"
#include "ns3/test.h"
#include "ns3/traffic-control-layer.h"

#include <vector>

/**
 * @file
 * @ingroup offload-test
 * Attribute Trains in a network whose switches lose packets.
 */

using namespace ns3;
using namespace offloadtest;

namespace
{

/// What has happened.
struct Outcome
{
    std::vector<int64_t> arrivals; //!< when each frame came that went up, time steps, by host
    std::vector<uint64_t> bytes;   //!< that each host has received
    std::vector<uint64_t> busy;    //!< cycles of its cores
    uint64_t drops{0};             //!< at the ports of switches
    uint64_t events{0};            //!< of the simulation
};

/**
 * Simulate three hosts that send to one, and it to one of them, for 5 ms.
 * @param isTrain whether frames cross links in trains where they can
 * @return what has happened
 */
Outcome
Simulate(bool isTrain)
{
    Network network;
    LeafSpineTopology::Shape shape;
    shape.leaves = 2;
    shape.spines = 2;
    shape.hostsPerLeaf = 2;
    shape.modelled = 4;
    shape.portFrames = 12; // packets are lost
    LeafSpineTopology topology(shape);
    topology.GetNic().SetDeviceAttribute("Trains", BooleanValue(isTrain));
    topology.Build();
    Outcome outcome;
    const NodeContainer& hosts = topology.GetHosts();
    ApplicationContainer sinks;
    for (uint32_t i = 0; i < hosts.GetN(); i++)
    {
        const InetSocketAddress any(Ipv4Address::GetAny(), Network::PORT);
        sinks.Add(PacketSinkHelper("ns3::TcpSocketFactory", any).Install(hosts.Get(i)));
        const uint32_t to = i == 3 ? 0 : 3;
        const InetSocketAddress peer(topology.GetAddress(to), Network::PORT);
        BulkSendHelper("ns3::TcpSocketFactory", peer)
            .Install(hosts.Get(i))
            .Start(MicroSeconds(10 * i));
        hosts.Get(i)->GetDevice(0)->GetObject<NicDriver>()->TraceConnectWithoutContext(
            "Delay",
            MakeFunctionCallback<Time>([&outcome](Time delay) {
                outcome.arrivals.push_back((Simulator::Now() - delay).GetTimeStep());
            }));
    }
    for (uint32_t i = 0; i < NodeList::GetNNodes(); i++)
    {
        const Ptr<Node> node = NodeList::GetNode(i);
        const auto control = node->GetObject<TrafficControlLayer>();
        if (control && !node->GetObject<HostCpu>())
        {
            control->TraceConnectWithoutContext(
                "TcDrop",
                MakeFunctionCallback<Ptr<const Packet>>(
                    [&outcome](Ptr<const Packet>) { outcome.drops++; }));
        }
    }
    network.Run(MilliSeconds(5));
    for (uint32_t i = 0; i < hosts.GetN(); i++)
    {
        outcome.bytes.push_back(DynamicCast<PacketSink>(sinks.Get(i))->GetTotalRx());
        const auto cpu = hosts.Get(i)->GetObject<HostCpu>();
        for (uint32_t core = 0; core < cpu->GetNCores(); core++)
        {
            outcome.busy.push_back(cpu->GetCore(core).GetBusyCycles());
        }
    }
    outcome.events = Simulator::GetEventCount();
    return outcome;
}

/**
 * @ingroup offload-test
 * A network with loss is the same frame by frame and in trains.
 */
class TrainNetworkTestCase : public TestCase
{
  public:
    TrainNetworkTestCase()
        : TestCase("a leaf-spine with loss is the same in trains")
    {
    }

  private:
    void DoRun() override
    {
        const Outcome frames = Simulate(false);
        const Outcome trains = Simulate(true);
        NS_TEST_EXPECT_MSG_GT(frames.drops, 10, "packets lost at switches");
        NS_TEST_EXPECT_MSG_EQ(trains.drops, frames.drops, "packets lost at switches");
        NS_TEST_EXPECT_MSG_GT(frames.arrivals.size(), 1000, "frames that went up");
        NS_TEST_EXPECT_MSG_EQ((trains.arrivals == frames.arrivals), true, "when each came");
        NS_TEST_EXPECT_MSG_EQ((trains.bytes == frames.bytes), true, "bytes of each host");
        NS_TEST_EXPECT_MSG_EQ((trains.busy == frames.busy), true, "busy cycles of each core");
        NS_TEST_EXPECT_MSG_LT(trains.events, frames.events, "events");
    }
};

/**
 * @ingroup offload-test
 * Attribute Trains beyond one link.
 */
class OffloadTrainNetworkTestSuite : public TestSuite
{
  public:
    OffloadTrainNetworkTestSuite()
        : TestSuite("offload-train-network")
    {
        AddTestCase(new TrainNetworkTestCase);
    }
};

OffloadTrainNetworkTestSuite g_offloadTrainNetworkTestSuite; //!< registers the suite

} // namespace
