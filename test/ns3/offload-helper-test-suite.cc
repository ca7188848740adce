/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

/**
 * @file
 * @ingroup offload-test
 * What scripts call of the helpers of links.
 *
 * Rules: whatever a user of PointToPointHelper or CsmaHelper calls works, or ends in a message;
 * without a further word a host is one of today; a switch has ports and no CPU.
 */

#include "expect-abort.h"
#include "network.h"

#include "ns3/gro-receive-hook.h"
#include "ns3/host-cpu.h"
#include "ns3/internet-stack-helper.h"
#include "ns3/ipv4-address-helper.h"
#include "ns3/ipv4-global-routing-helper.h"
#include "ns3/ipv4-l3-protocol.h"
#include "ns3/names.h"
#include "ns3/nic-driver.h"
#include "ns3/offload-csma-helper.h"
#include "ns3/offload-point-to-point-helper.h"
#include "ns3/queue-size.h"
#include "ns3/string.h"
#include "ns3/switch-helper.h"
#include "ns3/test.h"

#include <functional>
#include <string>
#include <vector>

using namespace ns3;
using namespace offloadtest;

namespace
{

/**
 * @ingroup offload-test
 * @param device a device
 * @param name one of its attributes
 * @return the attribute as a string
 */
std::string
Get(Ptr<NetDevice> device, const std::string& name)
{
    StringValue value;
    device->GetAttribute(name, value);
    return value.Get();
}

/// @ingroup offload-test What a host is if the script says nothing.
class DefaultHostTestCase : public TestCase
{
  public:
    DefaultHostTestCase()
        : TestCase("a host is one of today; older ones and ideal ones are asked for by name")
    {
    }

  private:
    void DoRun() override
    {
        const Simulation simulation;
        NodeContainer nodes(2);
        const auto today = OffloadPointToPointHelper().Install(nodes).Get(0);
        NS_TEST_EXPECT_MSG_EQ(nodes.Get(0)->GetObject<HostCpu>()->GetCostProfile()->GetName(),
                              "gold6128-2021",
                              "profile");
        NS_TEST_EXPECT_MSG_EQ(Get(today, "tx-tcp-segmentation"), "true", "TSO");
        NS_TEST_EXPECT_MSG_EQ(Get(today, "RxUsecs"), "+16000ns", "moderation");
        PointerValue hook;
        today->GetAttribute("ReceiveHook", hook);
        NS_TEST_EXPECT_MSG_NE(hook.Get<GroReceiveHook>(), nullptr, "GRO");

        const auto old = OffloadPointToPointHelper("athlon64-2007").Install(NodeContainer(2));
        NS_TEST_EXPECT_MSG_EQ(Get(old.Get(0), "tx-tcp-segmentation"), "false", "TSO in 2007");
        NS_TEST_EXPECT_MSG_EQ(Get(old.Get(0), "RxUsecs"), "+75000ns", "moderation of 2007");

        OffloadCsmaHelper csma("ideal");
        const auto ideal = csma.Install(NodeContainer(2));
        NS_TEST_EXPECT_MSG_EQ(Get(ideal.Get(0), "RxUsecs"), "+0ns", "moderation of no host");
        csma.SetDeviceAttribute("RxUsecs", TimeValue(MicroSeconds(3)));
        const auto moderated = csma.Install(NodeContainer(2));
        NS_TEST_EXPECT_MSG_EQ(Get(moderated.Get(0), "RxUsecs"), "+3000ns", "what was asked for");

        OffloadPointToPointHelper other;
        other.SetDeviceAttribute("RxRing", UintegerValue(99));
        other.SetNic("myri10ge");
        const auto myri = other.Install(NodeContainer(2)).Get(0);
        NS_TEST_EXPECT_MSG_EQ(Get(myri, "tx-tcp-segmentation"), "false", "of another NIC");
        NS_TEST_EXPECT_MSG_EQ(Get(myri, "RxRing"), "99", "what was set stays");
    }
};

/// @ingroup offload-test Nodes by name.
class NamesTestCase : public TestCase
{
  public:
    NamesTestCase()
        : TestCase("Install takes the names of nodes and channels")
    {
    }

  private:
    void DoRun() override
    {
        const Simulation simulation;
        NodeContainer nodes(2);
        Names::Add("left", nodes.Get(0));
        Names::Add("right", nodes.Get(1));
        OffloadPointToPointHelper link;
        link.Install("left", "right");
        link.Install(nodes.Get(0), "right");
        link.Install("left", nodes.Get(1));
        NS_TEST_EXPECT_MSG_EQ(nodes.Get(0)->GetNDevices(), 3, "links by name");

        auto channel = CreateObject<CsmaChannel>();
        Names::Add("wire", channel);
        OffloadCsmaHelper csma;
        csma.Install("left");
        csma.Install("left", channel);
        csma.Install("right", "wire");
        csma.Install(nodes, "wire");
        csma.Install(nodes.Get(0), channel);
        NS_TEST_EXPECT_MSG_EQ(channel->GetNDevices(), 5, "devices on a channel by name");
        NS_TEST_EXPECT_MSG_EQ(csma.AssignStreams(csma.Install(nodes), 7), 2, "random streams");

        const std::string message = GetAbortMessage([&]() { link.Install("left", "nobody"); });
        NS_TEST_EXPECT_MSG_NE(message.find("no node \"nobody\""), std::string::npos, message);
        Names::Clear();
    }
};

/// @ingroup offload-test The device's queue is the NIC's ring.
class QueueTestCase : public TestCase
{
  public:
    QueueTestCase()
        : TestCase("the size of the device's queue is that of the transmit ring")
    {
    }

  private:
    void DoRun() override
    {
        const Simulation simulation;
        OffloadPointToPointHelper link("ideal");
        NS_TEST_EXPECT_MSG_EQ(Get(link.Install(NodeContainer(2)).Get(0), "TxRing"),
                              "512",
                              "without a word");
        link.SetQueue("ns3::DropTailQueue", "MaxSize", StringValue("17p"));
        NS_TEST_EXPECT_MSG_EQ(Get(link.Install(NodeContainer(2)).Get(0), "TxRing"),
                              "17",
                              "by SetQueue");
        Config::SetDefault("ns3::DropTailQueue<Packet>::MaxSize", StringValue("5p"));
        OffloadCsmaHelper csma("ideal");
        NS_TEST_EXPECT_MSG_EQ(Get(csma.Install(NodeContainer(2)).Get(0), "TxRing"),
                              "5",
                              "by the default of all device queues");
        std::string message = GetAbortMessage([&]() {
            link.SetQueue("ns3::DropTailQueue<Packet>", "MaxSize", StringValue("9000B"));
            link.Install(NodeContainer(2));
        });
        NS_TEST_EXPECT_MSG_NE(message.find("MaxSize 9000B"), std::string::npos, message);
        message = GetAbortMessage([&]() { link.SetQueue("ns3::DropTailQueu"); });
        NS_TEST_EXPECT_MSG_NE(message.find("\"ns3::DropTailQueu<Packet>\" is no ns3::Queue"),
                              std::string::npos,
                              message);
    }
};

/// @ingroup offload-test Values that ns-3 would guess a unit for, or take though they are wrong.
class WrongValueTestCase : public TestCase
{
  public:
    WrongValueTestCase()
        : TestCase("a value without unit, or out of range, ends in a message that names it")
    {
    }

  private:
    /**
     * @param set sets an attribute
     * @param words what must be said
     */
    void Expect(const std::function<void(OffloadPointToPointHelper&)>& set,
                const std::string& words)
    {
        const std::string message = GetAbortMessage([&set]() {
            OffloadPointToPointHelper link;
            set(link);
        });
        NS_TEST_EXPECT_MSG_NE(message.find(words), std::string::npos, message);
    }

    void DoRun() override
    {
        Expect([](auto& link) { link.SetDeviceAttribute("RxUsecs", StringValue("75")); },
               "RxUsecs of ns3::OffloadPointToPointNetDevice got \"75\": it is a time");
        Expect([](auto& link) { link.SetDeviceAttribute("DataRate", StringValue("10")); },
               "DataRate of ns3::OffloadPointToPointNetDevice got \"10\": it is a rate");
        Expect([](auto& link) { link.SetChannelAttribute("Delay", StringValue("5")); },
               "Delay of ns3::PointToPointChannel got \"5\": it is a time");
        Expect([](auto& link) { link.SetDeviceAttribute("TxRing", UintegerValue(0)); },
               "TxRing of ns3::OffloadPointToPointNetDevice: out of range");
        Expect([](auto& link) { link.SetDeviceAttribute("RxUsecs", TimeValue(Seconds(75))); },
               "RxUsecs of ns3::OffloadPointToPointNetDevice: out of range");
        Expect([](auto& link) { link.SetDeviceAttribute("RxRing", UintegerValue(1U << 17)); },
               "RxRing of ns3::OffloadPointToPointNetDevice: out of range");
        Expect([](auto& link) { link.SetDeviceAttribute("RxUsec", TimeValue(Time())); },
               "has no attribute \"RxUsec\"");
        Expect(
            [](auto& link) {
                link.SetReceiveHook("ns3::LroReceiveHook", "MaxAgr", UintegerValue(4));
            },
            "has no attribute \"MaxAgr\"");
    }
};

/// @ingroup offload-test A host at a switch.
class SwitchTestCase : public TestCase
{
  public:
    SwitchTestCase()
        : TestCase("hosts at a switch have NICs, and the switch has ports")
    {
    }

  private:
    void DoRun() override
    {
        Network network;
        NodeContainer hosts(2);
        NodeContainer center(1);
        SwitchHelper().Install(center);
        OffloadPointToPointHelper link;
        link.SetDeviceAttribute("DataRate", StringValue("10Gbps"));
        link.SetChannelAttribute("Delay", TimeValue(MicroSeconds(5)));
        link.SetQueue("ns3::DropTailQueue", "MaxSize", StringValue("300p"));
        const auto left = link.Install(hosts.Get(0), center.Get(0));
        const auto right = link.Install(center.Get(0), hosts.Get(1));
        for (const auto& port : {left.Get(1), right.Get(0)})
        {
            NS_TEST_EXPECT_MSG_EQ(port->GetInstanceTypeId().GetName(),
                                  "ns3::SwitchPortNetDevice",
                                  "the port of a switch");
            PointerValue queue;
            port->GetAttribute("TxQueue", queue);
            NS_TEST_EXPECT_MSG_EQ(queue.Get<Queue<Packet>>()->GetMaxSize(),
                                  QueueSize("300p"),
                                  "its queue");
        }
        NS_TEST_EXPECT_MSG_EQ(center.Get(0)->GetObject<HostCpu>(), nullptr, "a switch has no CPU");
        InternetStackHelper().Install(NodeContainer(hosts, center));
        Ipv4AddressHelper addresses("10.0.0.0", "255.255.255.0");
        addresses.Assign(left);
        addresses.NewNetwork();
        const Ipv4Address to = addresses.Assign(right).GetAddress(1);
        Ipv4GlobalRoutingHelper::PopulateRoutingTables();
        constexpr uint64_t BYTES = 20'000'000;
        const uint64_t right20 = network.Transfer(hosts.Get(0),
                                                  hosts.Get(1),
                                                  InetSocketAddress(to, Network::PORT),
                                                  BYTES,
                                                  MilliSeconds(60));
        NS_TEST_EXPECT_MSG_EQ(right20, BYTES, "bytes through the switch");
        const auto received = right.Get(1)->GetObject<NicDriver>()->GetStatistics();
        NS_TEST_EXPECT_MSG_LT(received.deliveries * 4,
                              received.framesDelivered,
                              "the host behind the switch merges");
    }
};

/// @ingroup offload-test A node in the middle that nobody has said anything about.
class RouterWarningTestCase : public TestCase
{
  public:
    RouterWarningTestCase()
        : TestCase("a router that is taken for a host is announced in the run, unless it is one")
    {
    }

  private:
    /**
     * @param prepare says what the nodes are
     * @return what a run says on standard error
     */
    static std::string Run(const std::function<void(const NodeContainer&)>& prepare)
    {
        return GetAbortMessage([&prepare]() {
            const Simulation simulation;
            NodeContainer nodes(3);
            prepare(nodes);
            OffloadPointToPointHelper link;
            link.Install(nodes.Get(0), nodes.Get(1));
            link.Install(nodes.Get(1), nodes.Get(2));
            InternetStackHelper().Install(nodes);
            simulation.Run(MilliSeconds(1));
            _exit(1); // for what was said to be returned
        });
    }

    void DoRun() override
    {
        std::string said = Run([](const NodeContainer&) {});
        NS_TEST_EXPECT_MSG_NE(said.find("node 1 passes packets on"), std::string::npos, said);
        said = Run([](const NodeContainer& nodes) { SwitchHelper().Install(nodes.Get(1)); });
        NS_TEST_EXPECT_MSG_EQ(said, "", "a switch");
        said = Run([](const NodeContainer& nodes) {
            nodes.Get(1)->AggregateObject(CreateObject<HostCpu>());
        });
        NS_TEST_EXPECT_MSG_EQ(said, "", "a PC");
    }
};

/// @ingroup offload-test The port of a switch keeps Ethernet's time.
class PortTimeTestCase : public TestCase
{
  public:
    PortTimeTestCase()
        : TestCase("full frames leave the port of a switch as far apart as those of a NIC")
    {
    }

  private:
    void DoRun() override
    {
        const Simulation simulation;
        NodeContainer nodes(2);
        SwitchHelper().Install(nodes.Get(0));
        OffloadPointToPointHelper link("ideal");
        link.SetDeviceAttribute("DataRate", StringValue("1Gbps"));
        const auto devices = link.Install(nodes);
        devices.Get(0)->TraceConnectWithoutContext("PhyTxBegin",
                                                   MakeCallback(&PortTimeTestCase::Note, this));
        constexpr uint32_t PACKETS = 50;
        for (uint32_t i = 0; i < PACKETS; i++)
        {
            Simulator::Schedule(MicroSeconds(1),
                                &NetDevice::Send,
                                devices.Get(0),
                                Create<Packet>(1500),
                                devices.Get(1)->GetAddress(),
                                Ipv4L3Protocol::PROT_NUMBER);
        }
        simulation.Run(MilliSeconds(2));
        NS_TEST_ASSERT_MSG_EQ(m_times.size(), PACKETS, "frames");
        NS_TEST_EXPECT_MSG_EQ((m_times.back() - m_times.front()),
                              NanoSeconds(8 * 1538 * (PACKETS - 1)),
                              "their time");
    }

    /// A frame begins on the wire.
    void Note(Ptr<const Packet> /* frame */)
    {
        m_times.push_back(Simulator::Now());
    }

    std::vector<Time> m_times; //!< when frames began
};

/**
 * @ingroup offload-test
 * Rules of the helpers of links.
 */
class OffloadHelperTestSuite : public TestSuite
{
  public:
    OffloadHelperTestSuite()
        : TestSuite("offload-helper")
    {
        AddTestCase(new DefaultHostTestCase);
        AddTestCase(new NamesTestCase);
        AddTestCase(new QueueTestCase);
        AddTestCase(new WrongValueTestCase);
        AddTestCase(new SwitchTestCase);
        AddTestCase(new RouterWarningTestCase);
        AddTestCase(new PortTimeTestCase);
    }
};

OffloadHelperTestSuite g_offloadHelperTestSuite; //!< registers the suite

} // namespace
