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
#include "ns3/channel.h"
#include "ns3/host-cpu.h"
#include "ns3/leaf-spine-topology.h"
#include "ns3/nic-driver.h"
#include "ns3/node-list.h"
#include "ns3/packet-sink-helper.h"
#include "ns3/packet-sink.h"
#include "ns3/test.h"
#include "ns3/traffic-control-layer.h"

#include <random>
#include <string>
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
 * Simulate three hosts that send to one, and it to one of them, for 4 ms.
 *
 * @param seed draws the lengths of links, when flows start, and how much a port holds
 * @param isTrain whether frames cross links in trains where they can
 * @return what has happened
 */
Outcome
Simulate(uint32_t seed, bool isTrain)
{
    Network network;
    std::mt19937 generator(seed);
    const auto draw = [&generator](uint32_t least, uint32_t most) {
        return least + static_cast<uint32_t>(generator() % (most - least + 1));
    };
    LeafSpineTopology::Shape shape;
    shape.leaves = 2;
    shape.spines = 2;
    shape.hostsPerLeaf = 2;
    shape.modelled = 4;
    shape.portFrames = draw(8, 24); // packets are lost
    shape.trains = isTrain;
    LeafSpineTopology topology(shape);
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
            .Start(NanoSeconds(draw(0, 30'000)));
        // Of two frames that come to a switch in the same time step the first is the one that was
        // scheduled first, which is not the same in trains. Links of one length invite that.
        hosts.Get(i)->GetDevice(0)->GetChannel()->SetAttribute(
            "Delay",
            TimeValue(NanoSeconds(draw(500, 2'000))));
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
    network.Run(MilliSeconds(4));
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
    /// @param seed what to draw with
    explicit TrainNetworkTestCase(uint32_t seed)
        : TestCase("a leaf-spine with loss is the same in trains: drawn with seed " +
                   std::to_string(seed)),
          m_seed(seed)
    {
    }

  private:
    void DoRun() override
    {
        const Outcome frames = Simulate(m_seed, false);
        const Outcome trains = Simulate(m_seed, true);
        NS_TEST_EXPECT_MSG_GT(frames.drops, 10, "packets lost at switches");
        NS_TEST_EXPECT_MSG_EQ(trains.drops, frames.drops, "packets lost at switches");
        NS_TEST_EXPECT_MSG_GT(frames.arrivals.size(), 1000, "frames that went up");
        NS_TEST_EXPECT_MSG_EQ((trains.arrivals == frames.arrivals), true, "when each came");
        NS_TEST_EXPECT_MSG_EQ((trains.bytes == frames.bytes), true, "bytes of each host");
        NS_TEST_EXPECT_MSG_EQ((trains.busy == frames.busy), true, "busy cycles of each core");
        NS_TEST_EXPECT_MSG_LT(trains.events, frames.events, "events");
    }

    const uint32_t m_seed; //!< what to draw with
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
        for (const uint32_t seed : {1, 3, 4, 5})
        {
            AddTestCase(new TrainNetworkTestCase(seed));
        }
    }
};

OffloadTrainNetworkTestSuite g_offloadTrainNetworkTestSuite; //!< registers the suite

} // namespace
