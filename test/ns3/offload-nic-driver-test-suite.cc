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
 * The rules of a NIC's life:
 *   a device is destroyed when nobody holds it any more, and so is a node: no part holds another;
 *   what its driver has counted can be read before the simulation runs and after it was destroyed;
 *   a feature switched, and a frame received, in no node's context ends in the host's.
 */

#include "cpu/ns3-compat.h"
#include "host-pair.h"
#include "nic-test-case.h"

#include "ns3/boolean.h"
#include "ns3/internet-stack-helper.h"
#include "ns3/ipv4.h"
#include "ns3/offload-csma-helper.h"
#include "ns3/offload-loopback-helper.h"
#include "ns3/paravirtual-helper.h"
#include "ns3/test.h"

using namespace ns3;
using namespace offloadtest;

namespace
{

/// @ingroup offload-test Tells how many of its kind are gone.
class Canary : public Object
{
  public:
    /**
     * @brief Get the type ID.
     * @return the object TypeId
     */
    static TypeId GetTypeId()
    {
        static TypeId tid = TypeId("ns3::OffloadTestCanary").SetParent<Object>();
        return tid;
    }

    ~Canary() override
    {
        gone++;
    }

    static uint32_t gone; //!< destroyed so far
};

uint32_t Canary::gone = 0;

/// @ingroup offload-test Devices of every kind are destroyed, and their nodes with all protocols.
class DestroyedTestCase : public TestCase
{
  public:
    DestroyedTestCase()
        : TestCase("devices and nodes are destroyed with the simulation")
    {
    }

  private:
    void DoRun() override
    {
        Canary::gone = 0;
        uint32_t devices = 0;
        uint32_t nodes = 0;
        {
            NodeContainer hosts(2);
            NetDeviceContainer all = OffloadPointToPointHelper().Install(hosts);
            all.Add(OffloadCsmaHelper().Install(hosts));
            all.Add(ParavirtualHelper().Install(hosts.Get(0), hosts.Get(1)));
            all.Add(OffloadLoopbackHelper().Install(hosts.Get(0)));
            devices = all.GetN();
            for (uint32_t i = 0; i < devices; i++)
            {
                all.Get(i)->AggregateObject(CreateObject<Canary>());
            }
            InternetStackHelper().Install(hosts);
            nodes = hosts.GetN();
            for (uint32_t i = 0; i < nodes; i++)
            {
                hosts.Get(i)->AggregateObject(CreateObject<Canary>());
                hosts.Get(i)->GetObject<Ipv4>()->SetAttribute("IpForward", BooleanValue(false));
            }
        }
        Simulator::Stop(MilliSeconds(1));
        Simulator::Run();
        NS_TEST_EXPECT_MSG_EQ(Canary::gone, 0, "while the simulation is there");
        Simulator::Destroy();
        NS_TEST_EXPECT_MSG_EQ(devices, 7, "devices");
        NS_TEST_EXPECT_MSG_EQ(Canary::gone, devices + nodes, "devices and nodes destroyed");
    }
};

/// @ingroup offload-test Counters outlive the simulation.
class CountersTestCase : public TestCase
{
  public:
    CountersTestCase()
        : TestCase("counters can be read before Run and after Destroy")
    {
    }

  private:
    void DoRun() override
    {
        NodeContainer hosts(2);
        OffloadPointToPointHelper link("ideal");
        const NetDeviceContainer devices = link.Install(hosts);
        const auto sender = devices.Get(0)->GetObject<NicDriver>();
        const auto receiver = devices.Get(1)->GetObject<NicDriver>();
        NS_TEST_EXPECT_MSG_EQ(receiver->GetStatistics().frames, 0, "before Run");
        NS_TEST_EXPECT_MSG_EQ(receiver->GetNQueues(), 0, "before Run");
        NS_TEST_EXPECT_MSG_EQ(receiver->GetBytesWaiting(), 0, "before Run");
        NS_TEST_EXPECT_MSG_EQ(receiver->GetAllocations().skbs, 0, "before Run");
        NS_TEST_EXPECT_MSG_EQ(sender->GetTransmitStatistics().packets, 0, "before Run");
        NS_TEST_EXPECT_MSG_EQ(receiver->GetSettings().rxRing, 1024, "before Run");
        ScheduleFunction(MicroSeconds(1), [&devices]() {
            devices.Get(0)->Send(Create<Packet>(1000), devices.Get(1)->GetAddress(), 0x0800);
        });
        Simulator::Run();
        Simulator::Destroy();
        NS_TEST_EXPECT_MSG_EQ(receiver->GetStatistics().framesDelivered, 1, "after Destroy");
        NS_TEST_EXPECT_MSG_EQ(receiver->GetNQueues(), 1, "after Destroy");
        NS_TEST_EXPECT_MSG_EQ(receiver->GetBytesWaiting(), 0, "after Destroy");
        NS_TEST_EXPECT_MSG_EQ(receiver->GetAllocations().skbs, 1, "after Destroy");
        NS_TEST_EXPECT_MSG_EQ(sender->GetTransmitStatistics().frames, 1, "after Destroy");
        NS_TEST_EXPECT_MSG_EQ(sender->GetTransmitPacketsWaiting(), 0, "after Destroy");
    }
};

/// @ingroup offload-test Work that a script begins is done in the host's context.
class ContextTestCase : public NicTestCase
{
  public:
    ContextTestCase()
        : NicTestCase("frames that a script hands in go up in the host's context")
    {
        m_link.SetHardwareMerger("ns3::HardwareLro");
    }

  private:
    void DoRun() override
    {
        Build();
        m_driver->TraceConnectWithoutContext("Deliver",
                                             MakeCallback(&ContextTestCase::NotifyDelivery, this));
        ScheduleFunction(MicroSeconds(1), [this]() {
            Arrival arrival;
            arrival.packet = Create<Packet>(100);
            arrival.protocol = IP;
            m_driver->Receive(arrival);
            m_driver->SetFeature(NicFeature::LRO, false);
        });
        Simulator::Run();
        NS_TEST_ASSERT_MSG_EQ(m_contexts.size(), 1, "packets that went up");
        NS_TEST_EXPECT_MSG_EQ(m_contexts[0], m_hosts.Get(1)->GetId(), "context");
    }

    /// A packet goes up.
    void NotifyDelivery(Ptr<const Packet> /* packet */, uint32_t /* segments */)
    {
        m_contexts.push_back(Simulator::GetContext());
    }

    std::vector<uint32_t> m_contexts; //!< in which packets went up
};

/**
 * @ingroup offload-test
 * Rules of NicDriver.
 */
class OffloadNicDriverTestSuite : public TestSuite
{
  public:
    OffloadNicDriverTestSuite()
        : TestSuite("offload-nic-driver")
    {
        AddTestCase(new DestroyedTestCase);
        AddTestCase(new CountersTestCase);
        AddTestCase(new ContextTestCase);
    }
};

OffloadNicDriverTestSuite g_offloadNicDriverTestSuite; //!< registers the suite

} // namespace
