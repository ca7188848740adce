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
 * The rule of ParavirtualNetDevice:
 *   super-packets between guests are not segmented, those to a wire once, at the way out.
 */

#include "network.h"
#include "test-profile.h"

#include "ns3/bridge-helper.h"
#include "ns3/host-cpu.h"
#include "ns3/inet-socket-address.h"
#include "ns3/internet-stack-helper.h"
#include "ns3/ipv4-address-helper.h"
#include "ns3/nic-driver.h"
#include "ns3/offload-csma-helper.h"
#include "ns3/paravirtual-helper.h"
#include "ns3/string.h"
#include "ns3/test.h"

#include <vector>

using namespace ns3;
using namespace offloadtest;

namespace
{

/// @ingroup offload-test Guests: super-packets cross whole, and are segmented at the way out.
class GuestTestCase : public TestCase
{
  public:
    GuestTestCase()
        : TestCase("super-packets between guests are not segmented, those to a wire once")
    {
    }

  private:
    void DoRun() override
    {
        Network network;
        // 0, 1: guests; 2: their host; 3: a host on the wire
        NodeContainer nodes(4);
        const auto cpu = HostCpu::Get(nodes.Get(0));
        cpu->SetCostProfile(CreateTestProfile({{"pass_packet", 1}, {"pass_page", 1}}));
        ParavirtualHelper guests("ideal");
        OffloadCsmaHelper wire("ideal");
        wire.SetChannelAttribute("DataRate", StringValue("1Gbps"));
        const auto first = guests.Install(nodes.Get(0), nodes.Get(2));
        const auto second = guests.Install(nodes.Get(1), nodes.Get(2));
        const auto out = wire.Install(NodeContainer(nodes.Get(2), nodes.Get(3)));
        NetDeviceContainer ports(first.Get(1), second.Get(1));
        ports.Add(out.Get(0));
        BridgeHelper().Install(nodes.Get(2), ports);
        InternetStackHelper().Install(NodeContainer(nodes.Get(0), nodes.Get(1), nodes.Get(3)));
        NetDeviceContainer ends(first.Get(0), second.Get(0));
        ends.Add(out.Get(1));
        Ipv4AddressHelper("10.0.0.0", "255.255.255.0").Assign(ends);
        FrameSizes frames;
        frames.Watch(out.Get(0));
        constexpr uint64_t BYTES = 1000000;
        const auto port = [](NetDeviceContainer pair, uint32_t index) {
            return pair.Get(index)->GetObject<NicDriver>();
        };

        uint64_t arrived = network.Transfer(nodes.Get(0),
                                            nodes.Get(1),
                                            InetSocketAddress("10.0.0.2", Network::PORT),
                                            BYTES,
                                            Seconds(1));
        NS_TEST_EXPECT_MSG_EQ(arrived, BYTES, "guest to guest: bytes");
        CheckPassing(cpu->GetCore(0), port(first, 0), BYTES);
        const auto& guest = port(second, 0)->GetStatistics();
        NS_TEST_EXPECT_MSG_GT(guest.dataFrames, 4 * guest.dataDeliveries, "packets come whole");
        NS_TEST_EXPECT_MSG_EQ(CountSegmented({port(first, 0), port(second, 1), port(out, 0)}),
                              0,
                              "guest to guest: nothing is segmented");

        arrived = network.Transfer(nodes.Get(0),
                                   nodes.Get(3),
                                   InetSocketAddress("10.0.0.3", Network::PORT),
                                   BYTES,
                                   Seconds(1));
        NS_TEST_EXPECT_MSG_EQ(arrived, BYTES, "guest to wire: bytes");
        NS_TEST_EXPECT_MSG_EQ(CountSegmented({port(first, 0), port(first, 1)}),
                              0,
                              "guest to wire: not in the guest");
        NS_TEST_EXPECT_MSG_GT(CountSegmented({port(out, 0)}), 10, "guest to wire: at the egress");
        NS_TEST_EXPECT_MSG_EQ(frames.longest, 1518, "longest frame on the wire");
    }

    /**
     * Check what a guest has paid for passing packets on, both ways.
     * @param core its core
     * @param nic its NIC
     * @param bytes payload that it has sent
     */
    void CheckPassing(const CpuCore& core, Ptr<NicDriver> nic, uint64_t bytes)
    {
        constexpr uint64_t PAGE = 4096;
        const auto charged = [&core](Operation operation) {
            return static_cast<uint64_t>(core.GetCharged(operation));
        };
        const uint64_t sent = nic->GetTransmitStatistics().packets;
        const uint64_t received = nic->GetStatistics().frames;
        NS_TEST_EXPECT_MSG_EQ(charged(Operation::PASS_PACKET), sent + received, "packets passed");
        // The last page of each packet is not full.
        NS_TEST_EXPECT_MSG_GT(charged(Operation::PASS_PAGE), bytes / PAGE + received, "pages");
        NS_TEST_EXPECT_MSG_LT_OR_EQ(charged(Operation::PASS_PAGE),
                                    bytes / PAGE + sent + received,
                                    "pages");
    }

    /**
     * @param nics some NICs
     * @return super-packets that were segmented before or in them
     */
    static uint64_t CountSegmented(const std::vector<Ptr<NicDriver>>& nics)
    {
        uint64_t sum = 0;
        for (const auto& nic : nics)
        {
            sum += nic->GetTransmitStatistics().softwareSegmented +
                   nic->GetTransmitStatistics().superPackets;
        }
        return sum;
    }
};

/**
 * @ingroup offload-test
 * Rules of guests.
 */
class OffloadParavirtualNetDeviceTestSuite : public TestSuite
{
  public:
    OffloadParavirtualNetDeviceTestSuite()
        : TestSuite("offload-paravirtual-net-device")
    {
        AddTestCase(new GuestTestCase);
    }
};

OffloadParavirtualNetDeviceTestSuite
    g_offloadParavirtualNetDeviceTestSuite; //!< registers the suite

} // namespace
