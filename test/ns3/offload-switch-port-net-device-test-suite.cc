/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "cpu/ns3-compat.h"
#include "network.h"

#include "ns3/boolean.h"
#include "ns3/data-rate.h"
#include "ns3/drop-tail-queue.h"
#include "ns3/ipv4-l3-protocol.h"
#include "ns3/node.h"
#include "ns3/point-to-point-channel.h"
#include "ns3/queue-size.h"
#include "ns3/simulator.h"
#include "ns3/switch-port-net-device.h"
#include "ns3/test.h"

#include <random>
#include <string>
#include <vector>

/**
 * @file
 * @ingroup offload-test
 * SwitchPortNetDevice does what the stock device does.
 *
 * Rules: with and without attribute Trains each frame comes to the other end when it does from a
 * stock device, and the queue takes, drops and lets go of the same frames at the same times; fewer
 * events with Trains; a sink that is connected while frames wait sees those that begin from then
 * on, and no frame is lost or late for it.
 */

using namespace ns3;
using namespace offloadtest;

namespace
{

/// What happened to a frame, and when.
struct Happening
{
    int64_t time;   //!< time steps
    uint32_t bytes; //!< of the packet, which tell frames from each other

    /// @param other another one @return whether it is the same
    bool operator==(const Happening& other) const
    {
        return time == other.time && bytes == other.bytes;
    }
};

using Happenings = std::vector<Happening>;

/// What has happened.
struct Outcome
{
    Happenings received; //!< at the other end
    Happenings dropped;  //!< by the queue
    Happenings left;     //!< the queue
    Happenings begun;    //!< as trace source PhyTxBegin tells it
    uint64_t events{0};  //!< of the simulation
};

/**
 * @param [out] list gets what happens
 * @return a sink that puts it there
 */
Callback<void, Ptr<const Packet>>
NoteIn(Happenings& list)
{
    return MakeFunctionCallback<Ptr<const Packet>>([&list](Ptr<const Packet> packet) {
        list.push_back({Simulator::Now().GetTimeStep(), packet->GetSize()});
    });
}

/// Send a packet. @param port from there @param bytes of the packet
void
SendPacket(Ptr<PointToPointNetDevice> port, uint32_t bytes)
{
    port->Send(Create<Packet>(bytes), port->GetBroadcast(), Ipv4L3Protocol::PROT_NUMBER);
}

/// Connect to trace source PhyTxBegin. @param port of this device @param list gets what it tells
void
Watch(Ptr<PointToPointNetDevice> port, Happenings* list)
{
    port->TraceConnectWithoutContext("PhyTxBegin", NoteIn(*list));
}

/**
 * Send bursts of packets of different sizes to a short queue.
 *
 * @param seed draws them
 * @param port sends
 * @param watched from then on a sink is connected to PhyTxBegin
 * @return what has happened
 */
Outcome
Simulate(uint32_t seed, Ptr<PointToPointNetDevice> port, const Time& watched)
{
    Network network;
    Outcome outcome;
    auto peer = CreateObject<PointToPointNetDevice>();
    auto channel = CreateObject<PointToPointChannel>();
    channel->SetAttribute("Delay", TimeValue(NanoSeconds(700)));
    auto queue = CreateObject<DropTailQueue<Packet>>();
    queue->SetMaxSize(QueueSize("5p"));
    for (const Ptr<PointToPointNetDevice>& device : {port, peer})
    {
        auto node = CreateObject<Node>();
        device->SetAddress(Mac48Address::Allocate());
        device->SetDataRate(DataRate("10Gbps"));
        device->SetInterframeGap(NanoSeconds(29));
        device->SetQueue(device == port ? queue : CreateObject<DropTailQueue<Packet>>());
        node->AddDevice(device);
        device->Attach(channel);
    }
    peer->TraceConnectWithoutContext("MacRx", NoteIn(outcome.received));
    queue->TraceConnectWithoutContext("Drop", NoteIn(outcome.dropped));
    queue->TraceConnectWithoutContext("Dequeue", NoteIn(outcome.left));
    Simulator::Schedule(watched, &Watch, port, &outcome.begun);

    std::mt19937 generator(seed);
    Time time;
    for (uint32_t bytes = 1000; bytes < 1200; bytes++)
    {
        const bool isBurst = generator() % 8 > 0;
        time += NanoSeconds(isBurst ? generator() % 900 : generator() % 9000);
        Simulator::Schedule(time, &SendPacket, port, bytes);
    }
    network.Run(time + MicroSeconds(20));
    outcome.events = Simulator::GetEventCount();
    return outcome;
}

/// @param isTrain attribute Trains @return a port
Ptr<PointToPointNetDevice>
MakePort(bool isTrain)
{
    return CreateObjectWithAttributes<SwitchPortNetDevice>("Trains", BooleanValue(isTrain));
}

/// @ingroup offload-test A port beside a stock device.
class SwitchPortTestCase : public TestCase
{
  public:
    /// @param seed what to draw with
    explicit SwitchPortTestCase(uint32_t seed)
        : TestCase("as a stock device: drawn with seed " + std::to_string(seed)),
          m_seed(seed)
    {
    }

  private:
    void DoRun() override
    {
        const Time never = Seconds(1);
        const Outcome stock = Simulate(m_seed, CreateObject<PointToPointNetDevice>(), never);
        NS_TEST_EXPECT_MSG_GT(stock.dropped.size(), 5, "frames that the queue drops");
        NS_TEST_EXPECT_MSG_GT(stock.received.size(), 100, "frames that come");
        for (const bool isTrain : {false, true})
        {
            const Outcome port = Simulate(m_seed, MakePort(isTrain), never);
            NS_TEST_EXPECT_MSG_EQ((port.received == stock.received), true, "frames that come");
            NS_TEST_EXPECT_MSG_EQ((port.dropped == stock.dropped), true, "frames that are dropped");
            NS_TEST_EXPECT_MSG_EQ((port.left == stock.left), true, "frames that leave the queue");
            if (isTrain)
            {
                NS_TEST_EXPECT_MSG_LT(port.events, stock.events, "events");
            }
        }
    }

    const uint32_t m_seed; //!< what to draw with
};

/// @ingroup offload-test A sink is connected to a trace source of a port while it sends.
class WatchedPortTestCase : public TestCase
{
  public:
    /// @param seed what to draw with
    explicit WatchedPortTestCase(uint32_t seed)
        : TestCase("watched from some time on: drawn with seed " + std::to_string(seed)),
          m_seed(seed)
    {
    }

  private:
    void DoRun() override
    {
        const Time watched = MicroSeconds(100);
        const Outcome stock = Simulate(m_seed, CreateObject<PointToPointNetDevice>(), Time(0));
        const Outcome port = Simulate(m_seed, MakePort(true), watched);
        NS_TEST_EXPECT_MSG_EQ((port.received == stock.received), true, "frames that come");
        NS_TEST_EXPECT_MSG_EQ((port.dropped == stock.dropped), true, "frames that are dropped");
        Happenings expected;
        for (const Happening& begin : stock.begun)
        {
            if (begin.time > watched.GetTimeStep())
            {
                expected.push_back(begin);
            }
        }
        NS_TEST_EXPECT_MSG_GT(expected.size(), 20, "frames that are watched");
        NS_TEST_EXPECT_MSG_EQ((port.begun == expected), true, "frames that the sink sees");
    }

    const uint32_t m_seed; //!< what to draw with
};

/**
 * @ingroup offload-test
 * SwitchPortNetDevice.
 */
class OffloadSwitchPortNetDeviceTestSuite : public TestSuite
{
  public:
    OffloadSwitchPortNetDeviceTestSuite()
        : TestSuite("offload-switch-port-net-device")
    {
        for (const uint32_t seed : {1, 2, 3, 4, 5, 6})
        {
            AddTestCase(new SwitchPortTestCase(seed));
            AddTestCase(new WatchedPortTestCase(seed));
        }
    }
};

OffloadSwitchPortNetDeviceTestSuite g_offloadSwitchPortNetDeviceTestSuite; //!< registers the suite

} // namespace
