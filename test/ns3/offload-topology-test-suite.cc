/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "cpu/ns3-compat.h"
#include "expect-abort.h"
#include "test-flow.h"

#include "ns3/attribute-text.h"
#include "ns3/boolean.h"
#include "ns3/dumbbell-topology.h"
#include "ns3/guest-topology.h"
#include "ns3/linux-tcp-defaults.h"
#include "ns3/loopback-topology.h"
#include "ns3/node-list.h"
#include "ns3/pointer.h"
#include "ns3/router-topology.h"
#include "ns3/test.h"
#include "ns3/topology-measurement.h"
#include "ns3/topology-options.h"
#include "ns3/transmit-interceptor.h"
#include "ns3/wire-topology.h"

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

using namespace offloadtest;

/**
 * @file
 * @ingroup offload-test
 * Topologies of hosts and their options:
 *   each topology delivers every byte, and its parts are where they should be;
 *   what LRO in the host of guests has merged reaches a guest whole;
 *   options set what they name, and a wrong one is named with a remedy.
 */

namespace
{

/// @ingroup offload-test A topology carries a stream.
class TopologyTestCase : public TestCase
{
  public:
    /// Makes a topology.
    using Maker = std::function<std::unique_ptr<OffloadTopology>()>;

    /**
     * @param name its name
     * @param make makes it
     * @param nodes hosts it has
     */
    TopologyTestCase(const std::string& name, Maker make, uint32_t nodes)
        : TestCase(name + ": every byte arrives, and the measurement sees it"),
          m_make(std::move(make)),
          m_nodes(nodes)
    {
    }

  private:
    void DoRun() override
    {
        constexpr uint64_t BYTES = 5000000;
        SetLinuxTcpDefaults(1500, true);
        const auto topology = m_make();
        topology->Build();
        NS_TEST_EXPECT_MSG_EQ(NodeList::GetNNodes(), m_nodes, "hosts");
        const Flow flow(*topology, BYTES);
        std::unique_ptr<TopologyMeasurement> measurement;
        ScheduleFunction(MicroSeconds(1), [&]() {
            measurement = std::make_unique<TopologyMeasurement>(*topology, MilliSeconds(1), [&]() {
                return static_cast<double>(flow.sink->GetBytesRead());
            });
            measurement->AddMerging();
            measurement->AddHosts();
            measurement->Start();
        });
        Simulator::Stop(MilliSeconds(100));
        Simulator::Run();
        NS_TEST_EXPECT_MSG_EQ(flow.sink->GetBytesRead(), BYTES, "bytes read");
        NS_TEST_EXPECT_MSG_EQ(flow.sink->GetWrongBytes(), 0, "wrong bytes");
        const auto& nic = topology->receiver.GetDriver()->GetStatistics();
        NS_TEST_EXPECT_MSG_GT(nic.dataFrames, 0, "the receiver's NIC has seen data");
        const auto report = measurement->Report();
        NS_TEST_EXPECT_MSG_EQ(report[0].name, "segments_per_delivery", "first quantity");
        bool hasMiddle = false;
        for (const auto& quantity : report)
        {
            hasMiddle = hasMiddle || quantity.name == "middle_frames_in";
        }
        NS_TEST_EXPECT_MSG_EQ(hasMiddle, (m_nodes == 3), "the host in the middle is measured");
        if (topology->middle.node)
        {
            NS_TEST_EXPECT_MSG_GT(topology->middle.GetDriver(0)->GetStatistics().framesDelivered,
                                  topology->middle.GetDriver(1)->GetStatistics().framesDelivered,
                                  "the NIC towards the sender comes first");
        }
        EndSimulation();
    }

    Maker m_make;     //!< makes it
    uint32_t m_nodes; //!< hosts
};

/// @ingroup offload-test LRO behind a bridge, forced, as Xen's driver domain had it.
class LroForGuestTestCase : public TestCase
{
  public:
    LroForGuestTestCase()
        : TestCase("what LRO has merged crosses the bridge to a guest whole")
    {
    }

  private:
    void DoRun() override
    {
        constexpr uint64_t BYTES = 5000000;
        SetLinuxTcpDefaults(1500, true);
        GuestTopology topology(GuestTopology::Way::WIRE_TO_GUEST, "ideal");
        topology.GetMiddleNic()->SetReceiveHook("ns3::LroReceiveHook");
        topology.GetMiddleNic()->SetDeviceAttribute("ForceLro", BooleanValue(true));
        topology.Build();
        const Flow flow(topology, BYTES);
        Simulator::Stop(MilliSeconds(100));
        Simulator::Run();
        NS_TEST_EXPECT_MSG_EQ(flow.sink->GetBytesRead(), BYTES, "bytes read");
        NS_TEST_EXPECT_MSG_EQ(flow.sink->GetWrongBytes(), 0, "wrong bytes");
        const auto& nic = topology.receiver.GetDriver()->GetStatistics();
        NS_TEST_EXPECT_MSG_GT(nic.dataFrames, 4 * nic.dataDeliveries, "merged");
        EndSimulation();
    }
};

/// @ingroup offload-test The wire of a guest is half duplex.
class SlowWireTestCase : public TestCase
{
  public:
    SlowWireTestCase()
        : TestCase("a delay that makes the wire of a guest slow is announced in the run")
    {
    }

  private:
    void DoRun() override
    {
        NS_TEST_EXPECT_MSG_NE(Build(MicroSeconds(7)).find("choose a delay of +120ns or less"),
                              std::string::npos,
                              "a frame takes 1.2 us");
        NS_TEST_EXPECT_MSG_EQ(Build(NanoSeconds(50)), "the end", "nothing to say");
    }

    /**
     * @param delay of the wire
     * @return what is said when it is built
     */
    static std::string Build(Time delay)
    {
        return GetAbortMessage([delay]() {
            GuestTopology topology(GuestTopology::Way::WIRE_TO_GUEST, "ideal");
            topology.SetDelay(delay);
            topology.Build();
            std::fputs("the end", stderr);
            std::abort(); // so that what was said is handed on
        });
    }
};

/// @ingroup offload-test Options set what they name.
class TopologyOptionsTestCase : public TestCase
{
  public:
    TopologyOptionsTestCase()
        : TestCase("options set what they name")
    {
    }

  private:
    void DoRun() override
    {
        const std::vector<ObjectOption> options{
            {"receiver", "cpu.Clock", "3"},
            {"receiver", "cost.copy_byte", "7"},
            {"receiver", "RxUsecs", "25us"},
            {"receiver", "ReceiveHook", "ns3::LroReceiveHook[MaxAggr=16|MaxDesc=3]"},
            {"receiver", "ReceiveHook.MaxDesc", "4"},
            {"sender", "transmit.LimitOutputBytes", "5"},
        };
        WireTopology pair;
        ApplyBeforeBuild(options, pair);
        pair.Build();
        ApplyAfterBuild(options, pair);
        const auto profile = pair.receiver.cpu->GetCostProfile();
        NS_TEST_EXPECT_MSG_EQ(profile->GetClock(), 3000000000, "clock");
        NS_TEST_EXPECT_MSG_EQ(profile->GetCost(Operation::COPY_BYTE).cycles, 7, "cost");
        const auto device = pair.receiver.devices.Get(0);
        TimeValue delay;
        device->GetAttribute("RxUsecs", delay);
        NS_TEST_EXPECT_MSG_EQ(delay.Get(), MicroSeconds(25), "attribute of the NIC");
        PointerValue hook;
        device->GetAttribute("ReceiveHook", hook);
        const auto number = [](Ptr<Object> object, const char* name) {
            UintegerValue value;
            object->GetAttribute(name, value);
            return value.Get();
        };
        NS_TEST_EXPECT_MSG_EQ(number(hook.GetObject(), "MaxAggr"), 16, "in brackets");
        NS_TEST_EXPECT_MSG_EQ(number(hook.GetObject(), "MaxDesc"), 4, "of the object");
        Simulator::Stop(MicroSeconds(1));
        Simulator::Run();
        const auto interceptor = [](const OffloadTopology::Host& host) {
            return host.node->GetObject<TransmitInterceptor>();
        };
        NS_TEST_EXPECT_MSG_EQ(number(interceptor(pair.sender), "LimitOutputBytes"),
                              5,
                              "of one host");
        NS_TEST_EXPECT_MSG_NE(number(interceptor(pair.receiver), "LimitOutputBytes"),
                              5,
                              "not the other");
        EndSimulation();
    }
};

/// @ingroup offload-test A wrong text is refused with a remedy.
class AttributeTextTestCase : public TestCase
{
  public:
    /// A wrong text.
    struct Fault
    {
        const char* path;    //!< attribute
        const char* text;    //!< value
        const char* message; //!< what the error must say
    };

    /**
     * @param fault the wrong text
     */
    explicit AttributeTextTestCase(const Fault& fault)
        : TestCase(std::string(fault.path) + "=" + fault.text + " is refused"),
          m_fault(fault)
    {
    }

  private:
    void DoRun() override
    {
        auto device = CreateObject<OffloadPointToPointNetDevice>();
        std::string error;
        try
        {
            SetAttributeByText(device, m_fault.path, m_fault.text);
        }
        catch (const AttributeTextError& e)
        {
            error = e.what();
        }
        NS_TEST_EXPECT_MSG_NE(error.find(m_fault.message),
                              std::string::npos,
                              "the message is: " << error);
        device->Dispose();
    }

    Fault m_fault; //!< the wrong text
};

/// @ingroup offload-test Suite offload-topology.
class OffloadTopologyTestSuite : public TestSuite
{
  public:
    OffloadTopologyTestSuite()
        : TestSuite("offload-topology")
    {
        AddTopologies();
        AddTestCase(new SlowWireTestCase);
        AddTestCase(new TopologyOptionsTestCase);
        for (const auto& fault : std::vector<AttributeTextTestCase::Fault>{
                 {"RxUsecs", "75", "with its unit"},
                 {"RxUsecs", "75xs", "with its unit"},
                 {"DataRate", "10", "with its unit"},
                 {"RxRing", "-1", "in digits"},
                 {"RxRing", "12x", "in digits"},
                 {"RxRing", "0", "takes uint32_t 1:65536"},
                 {"Napi", "maybe", "true or false"},
                 {"NoSuch", "1", "--PrintAttributes=ns3::OffloadPointToPointNetDevice"},
                 {"ReceiveHook", "ns3::NoSuch", "ns3::LroReceiveHook"},
                 {"ReceiveHook", "ns3::SkbReceiveBuffers", "ns3::LroReceiveHook"},
                 {"ReceiveHook", "ns3::LroReceiveHook[MaxAggr=0]", "MaxAggr=0: out of range"},
                 {"ReceiveHook", "ns3::LroReceiveHook[MaxAggr]", "NAME=VALUE"},
                 {"ReceiveHook", "ns3::LroReceiveHook[MaxAggr=1", "does not end with ]"},
                 {"ReceiveHook.MaxAggr", "1", "holds no object: choose one of"},
                 {"RxRing.Size", "1", "holds no object that has attributes"},
             })
        {
            AddTestCase(new AttributeTextTestCase(fault));
        }
    }

  private:
    /// Each topology.
    void AddTopologies()
    {
        using Way = GuestTopology::Way;
        const auto add = [this](const char* name, TopologyTestCase::Maker make, uint32_t nodes) {
            AddTestCase(new TopologyTestCase(name, std::move(make), nodes));
        };
        add(
            "wire",
            []() { return std::make_unique<WireTopology>(); },
            2);
        add(
            "wire, IPv6",
            []() {
                auto pair = std::make_unique<WireTopology>();
                pair->SetIpv6(true);
                return pair;
            },
            2);
        add(
            "loopback",
            []() { return std::make_unique<LoopbackTopology>(); },
            1);
        add(
            "router",
            []() { return std::make_unique<RouterTopology>(); },
            3);
        add(
            "dumbbell",
            []() { return std::make_unique<DumbbellTopology>(2, 2); },
            6);
        add(
            "guest to guest",
            []() { return std::make_unique<GuestTopology>(Way::GUEST_TO_GUEST); },
            3);
        add(
            "guest to wire",
            []() { return std::make_unique<GuestTopology>(Way::GUEST_TO_WIRE); },
            3);
        add(
            "wire to guest",
            []() { return std::make_unique<GuestTopology>(Way::WIRE_TO_GUEST); },
            3);
        AddTestCase(new LroForGuestTestCase);
    }
};

static OffloadTopologyTestSuite g_offloadTopologyTestSuite; //!< static instance

} // namespace
