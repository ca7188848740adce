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
 * The rules of OffloadCsmaNetDevice:
 *   a packet takes the time of its Ethernet frame on the wire, preamble and gap included;
 *   a bridge passes frames between NICs on CSMA channels; short ones are padded.
 */

#include "network.h"

#include "ns3/bridge-helper.h"
#include "ns3/inet-socket-address.h"
#include "ns3/internet-stack-helper.h"
#include "ns3/ipv4-address-helper.h"
#include "ns3/offload-csma-helper.h"
#include "ns3/string.h"
#include "ns3/test.h"

#include <string>
#include <vector>

using namespace ns3;
using namespace offloadtest;

namespace
{

/// @ingroup offload-test NICs on a CSMA channel, and a bridge between two of them.
class BridgeTestCase : public TestCase
{
  public:
    BridgeTestCase()
        : TestCase("a bridge passes frames between NICs on CSMA channels; short ones are padded")
    {
    }

  private:
    void DoRun() override
    {
        Network network;
        NodeContainer nodes(3);
        OffloadCsmaHelper link("ideal");
        link.SetChannelAttribute("DataRate", StringValue("1Gbps"));
        link.SetChannelAttribute("Delay", TimeValue(MicroSeconds(1)));
        link.SetFeature("tx-tcp-segmentation", true);
        const auto left = link.Install(NodeContainer(nodes.Get(0), nodes.Get(1)));
        const auto right = link.Install(NodeContainer(nodes.Get(1), nodes.Get(2)));
        BridgeHelper().Install(nodes.Get(1), NetDeviceContainer(left.Get(1), right.Get(0)));
        InternetStackHelper().Install(NodeContainer(nodes.Get(0), nodes.Get(2)));
        Ipv4AddressHelper addresses("10.0.0.0", "255.255.255.0");
        addresses.Assign(NetDeviceContainer(left.Get(0), right.Get(1)));
        FrameSizes frames;
        for (const auto& device : {left.Get(0), right.Get(0), right.Get(1)})
        {
            frames.Watch(device);
        }
        constexpr uint64_t BYTES = 1000000;
        const uint64_t arrived = network.Transfer(nodes.Get(0),
                                                  nodes.Get(2),
                                                  InetSocketAddress("10.0.0.2", Network::PORT),
                                                  BYTES,
                                                  Seconds(2));
        NS_TEST_EXPECT_MSG_EQ(arrived, BYTES, "bytes");
        NS_TEST_EXPECT_MSG_EQ(frames.longest,
                              1518,
                              "longest frame, with header and check sequence");
        NS_TEST_EXPECT_MSG_EQ(frames.shortest, 64, "shortest frame, likewise (ARP)");
    }
};

/// @ingroup offload-test True Ethernet time.
class CsmaWireTimeTestCase : public TestCase
{
  public:
    /**
     * @param bytes size of an IP packet
     * @param wireBytes what it occupies on the wire
     */
    CsmaWireTimeTestCase(uint32_t bytes, uint32_t wireBytes)
        : TestCase(std::to_string(bytes) + " bytes take the time of " + std::to_string(wireBytes)),
          m_bytes(bytes),
          m_wireBytes(wireBytes)
    {
    }

  private:
    void DoRun() override
    {
        constexpr uint32_t PACKETS = 101;
        Network network;
        NodeContainer nodes(2);
        OffloadCsmaHelper link("ideal");
        link.SetChannelAttribute("DataRate", StringValue("1Gbps"));
        const auto devices = link.Install(nodes);
        devices.Get(0)->TraceConnectWithoutContext(
            "PhyTxBegin",
            MakeCallback(&CsmaWireTimeTestCase::NotifyBegin, this));
        for (uint32_t i = 0; i < PACKETS; i++)
        {
            Simulator::Schedule(MicroSeconds(1),
                                &NetDevice::Send,
                                devices.Get(0),
                                Create<Packet>(m_bytes),
                                devices.Get(1)->GetAddress(),
                                0x0800);
        }
        network.Run(MilliSeconds(10));
        NS_TEST_ASSERT_MSG_EQ(m_begins.size(), PACKETS, "packets were lost");
        NS_TEST_EXPECT_MSG_EQ(m_begins.back() - m_begins.front(),
                              NanoSeconds(8 * m_wireBytes * (PACKETS - 1)),
                              "time on the wire");
    }

    /// A frame begins.
    void NotifyBegin(Ptr<const Packet> /* frame */)
    {
        m_begins.push_back(Simulator::Now());
    }

    uint32_t m_bytes;           //!< of a packet
    uint32_t m_wireBytes;       //!< of its time
    std::vector<Time> m_begins; //!< of frames
};

/**
 * @ingroup offload-test
 * Rules of NICs on CSMA channels.
 */
class OffloadCsmaNetDeviceTestSuite : public TestSuite
{
  public:
    OffloadCsmaNetDeviceTestSuite()
        : TestSuite("offload-csma-net-device")
    {
        AddTestCase(new CsmaWireTimeTestCase(1500, 1538));
        AddTestCase(new CsmaWireTimeTestCase(28, 84));
        AddTestCase(new BridgeTestCase);
    }
};

OffloadCsmaNetDeviceTestSuite g_offloadCsmaNetDeviceTestSuite; //!< registers the suite

} // namespace
