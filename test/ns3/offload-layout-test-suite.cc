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
 * Networks of hosts and switches.
 *
 * Rules: every host reaches the one after it; a layout has the switches and ports that its name
 * promises; only hosts have CPUs; a layout that cannot be ends in a message.
 */

#include "expect-abort.h"
#include "network.h"

#include "ns3/fat-tree-helper.h"
#include "ns3/host-cpu.h"
#include "ns3/host-dumbbell-helper.h"
#include "ns3/host-star-helper.h"
#include "ns3/internet-stack-helper.h"
#include "ns3/ipv4-address-helper.h"
#include "ns3/ipv4-global-routing-helper.h"
#include "ns3/leaf-spine-helper.h"
#include "ns3/offload-point-to-point-net-device.h"
#include "ns3/string.h"
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
 * @return links of 10 Gb/s
 */
OffloadPointToPointHelper
MakeLink()
{
    OffloadPointToPointHelper link;
    link.SetDeviceAttribute("DataRate", StringValue("10Gbps"));
    link.SetChannelAttribute("Delay", StringValue("1us"));
    return link;
}

/// @ingroup offload-test A layout.
class LayoutTestCase : public TestCase
{
  public:
    /// Makes a layout.
    using Make = std::function<HostNetworkHelper()>;

    /**
     * @param name of the layout
     * @param make makes it
     * @param hosts hosts that it has
     * @param switches switches that it has
     * @param ports ports that these have
     */
    LayoutTestCase(const std::string& name,
                   Make make,
                   uint32_t hosts,
                   uint32_t switches,
                   uint32_t ports)
        : TestCase(name),
          m_make(std::move(make)),
          m_hosts(hosts),
          m_switches(switches),
          m_ports(ports)
    {
    }

  private:
    void DoRun() override
    {
        Network network;
        HostNetworkHelper layout = m_make();
        NS_TEST_ASSERT_MSG_EQ(layout.GetHosts().GetN(), m_hosts, "hosts");
        NS_TEST_ASSERT_MSG_EQ(layout.GetSwitches().GetN(), m_switches, "switches");
        uint32_t ports = 0;
        for (uint32_t i = 0; i < m_switches; i++)
        {
            const auto node = layout.GetSwitches().Get(i);
            ports += node->GetNDevices();
            NS_TEST_EXPECT_MSG_EQ(node->GetObject<HostCpu>(), nullptr, "CPU of a switch");
        }
        NS_TEST_EXPECT_MSG_EQ(ports, m_ports, "ports");
        layout.InstallStack(InternetStackHelper());
        layout.AssignIpv4Addresses(Ipv4AddressHelper("10.0.0.0", "255.255.255.252"));
        Ipv4GlobalRoutingHelper::PopulateRoutingTables();
        constexpr uint64_t BYTES = 100'000;
        std::vector<Ptr<CpuSink>> sinks;
        for (uint32_t i = 0; i < m_hosts; i++)
        {
            NS_TEST_EXPECT_MSG_NE(DynamicCast<OffloadPointToPointNetDevice>(layout.GetNic(i)),
                                  nullptr,
                                  "a host has a NIC");
            NS_TEST_EXPECT_MSG_EQ(DynamicCast<OffloadPointToPointNetDevice>(layout.GetPort(i)),
                                  nullptr,
                                  "a switch has a port");
            const uint32_t to = (i + 1) % m_hosts;
            const AddressValue remote(InetSocketAddress(layout.GetIpv4Address(to), Network::PORT));
            sinks.push_back(CreateObject<CpuSink>());
            sinks.back()->SetAttribute("Local", remote);
            layout.GetHost(to)->AddApplication(sinks.back());
            auto source = CreateObject<CpuSource>();
            source->SetAttribute("Remote", remote);
            source->SetAttribute("MaxBytes", UintegerValue(BYTES));
            layout.GetHost(i)->AddApplication(source);
        }
        network.Run(MilliSeconds(50));
        for (const auto& sink : sinks)
        {
            NS_TEST_EXPECT_MSG_EQ(sink->GetBytesRead(), BYTES, "bytes of a host");
        }
    }

    Make m_make;         //!< makes the layout
    uint32_t m_hosts;    //!< hosts expected
    uint32_t m_switches; //!< switches expected
    uint32_t m_ports;    //!< ports expected
};

/// @ingroup offload-test Layouts that cannot be.
class WrongLayoutTestCase : public TestCase
{
  public:
    WrongLayoutTestCase()
        : TestCase("a layout that cannot be ends in a message")
    {
    }

  private:
    /**
     * @param make makes a layout, or asks it for what it does not have
     * @param words what must be said
     */
    void Expect(const std::function<void()>& make, const std::string& words)
    {
        const std::string message = GetAbortMessage(make);
        NS_TEST_EXPECT_MSG_NE(message.find(words), std::string::npos, message);
    }

    void DoRun() override
    {
        Expect([]() { FatTreeHelper(3, MakeLink(), MakeLink()); }, "switches of 3 ports");
        Expect([]() { HostStarHelper(0, MakeLink()); }, "got 0 hosts");
        Expect([]() { HostDumbbellHelper(1, 0, MakeLink(), MakeLink()); }, "0 on the right");
        Expect([]() { LeafSpineHelper(2, 0, 1, MakeLink(), MakeLink()); }, "0 spines");
        Expect([]() { HostStarHelper(2, MakeLink()).GetHost(2); }, "no host 2");
        Expect([]() { HostStarHelper(2, MakeLink()).GetIpv4Address(1); }, "has no address");
    }
};

/**
 * @ingroup offload-test
 * Rules of the helpers of layouts.
 */
class OffloadLayoutTestSuite : public TestSuite
{
  public:
    OffloadLayoutTestSuite()
        : TestSuite("offload-layout")
    {
        AddTestCase(new LayoutTestCase(
            "a star of 3",
            []() { return HostStarHelper(3, MakeLink()); },
            3,
            1,
            3));
        AddTestCase(new LayoutTestCase(
            "a dumbbell of 2 and 3",
            []() { return HostDumbbellHelper(2, 3, MakeLink(), MakeLink()); },
            5,
            2,
            7));
        AddTestCase(new LayoutTestCase(
            "three leaves and two spines",
            []() { return LeafSpineHelper(3, 2, 2, MakeLink(), MakeLink()); },
            6,
            5,
            18));
        AddTestCase(new LayoutTestCase(
            "a fat tree of switches with 4 ports",
            []() { return FatTreeHelper(4, MakeLink(), MakeLink()); },
            16,
            20,
            80));
        AddTestCase(new WrongLayoutTestCase);
    }
};

OffloadLayoutTestSuite g_offloadLayoutTestSuite; //!< registers the suite

} // namespace
