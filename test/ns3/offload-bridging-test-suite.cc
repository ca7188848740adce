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
 * The rules of a bridge whose NICs merge:
 *   frames out are the frames in, byte for byte, in order within each flow, also where a port is a
 *   stock device;
 *   LRO on a port is refused, and says so.
 */

#include "forwarding-chain.h"

#include "ns3/bridge-helper.h"
#include "ns3/csma-helper.h"
#include "ns3/nic-driver.h"
#include "ns3/offload-csma-helper.h"
#include "ns3/test.h"

#include <string>

using namespace ns3;
using namespace offloadtest;

namespace
{

/// @ingroup offload-test A bridge whose NICs merge.
class BridgeTestCase : public TestCase
{
  public:
    /**
     * @param isStock whether the port that the frames leave by is a stock device
     */
    explicit BridgeTestCase(bool isStock)
        : TestCase(std::string("bridge with GRO, ") + (isStock ? "stock" : "own") + " way out"),
          m_isStock(isStock)
    {
    }

  private:
    void DoRun() override
    {
        ForwardingChain chain; // for the defaults
        chain.nodes.Create(3);
        const auto rate = DataRateValue(DataRate("1Gbps"));
        OffloadCsmaHelper host("ideal");
        OffloadCsmaHelper port("athlon64-2007");
        CsmaHelper stock;
        host.SetChannelAttribute("DataRate", rate);
        stock.SetChannelAttribute("DataRate", rate);
        stock.SetQueue("ns3::DropTailQueue", "MaxSize", StringValue("10000p"));
        port.SetReceiveHook("ns3::GroReceiveHook");
        NetDeviceContainer ends = host.Install(NodeContainer(chain.nodes.Get(0)));
        const auto first = DynamicCast<CsmaChannel>(ends.Get(0)->GetChannel());
        NetDeviceContainer ports(port.Install(chain.nodes.Get(1), first));
        if (m_isStock)
        {
            const auto link = stock.Install(NodeContainer(chain.nodes.Get(1), chain.nodes.Get(2)));
            ports.Add(link.Get(0));
            ends.Add(link.Get(1));
        }
        else
        {
            ends.Add(host.Install(NodeContainer(chain.nodes.Get(2))));
            const auto second = DynamicCast<CsmaChannel>(ends.Get(1)->GetChannel());
            ports.Add(port.Install(chain.nodes.Get(1), second));
        }
        BridgeHelper().Install(chain.nodes.Get(1), ports);
        InternetStackHelper().Install(NodeContainer(chain.nodes.Get(0), chain.nodes.Get(2)));
        Ipv4AddressHelper("10.0.2.0", "255.255.255.0", "0.0.0.1").Assign(ends);
        for (uint32_t i = 0; i < 2; i++)
        {
            chain.ingress[i].WatchEthernet(ports.Get(i), "PhyRxEnd");
            chain.egress[i].WatchEthernet(ports.Get(i), "PhyTxBegin");
        }
        chain.AddTransfers(false, 3000000, 2);
        chain.RunToEnd();
        NS_TEST_EXPECT_MSG_EQ(chain.sink->GetBytesRead(), 6000000, "bytes");
        NS_TEST_EXPECT_MSG_EQ(chain.sink->GetWrongBytes(), 0, "wrong bytes");
        for (uint32_t i = 0; i < 2; i++)
        {
            NS_TEST_EXPECT_MSG_LT_OR_EQ(chain.egress[i].longest, 1500, "no frame is longer");
            NS_TEST_EXPECT_MSG_EQ(chain.egress[1 - i].FindDifference(chain.ingress[i]),
                                  "",
                                  "frames out are frames in");
        }
        const auto& statistics = ports.Get(0)->GetObject<NicDriver>()->GetStatistics();
        NS_TEST_EXPECT_MSG_GT(statistics.dataFrames, 2 * statistics.dataDeliveries, "merged");
    }

    bool m_isStock; //!< the way out
};

/// @ingroup offload-test LRO on a bridge.
class LroOnBridgeTestCase : public TestCase
{
  public:
    LroOnBridgeTestCase()
        : TestCase("LRO on a port of a bridge is refused")
    {
    }

  private:
    void DoRun() override
    {
        Simulation simulation;
        NodeContainer nodes(2);
        OffloadCsmaHelper link("ideal");
        link.SetReceiveHook("ns3::LroReceiveHook");
        const auto devices = link.Install(nodes);
        BridgeHelper().Install(nodes.Get(1), NetDeviceContainer(devices.Get(1)));
        simulation.Run(Seconds(1));
        const auto explain = [&devices](uint32_t i) {
            return devices.Get(i)->GetObject<NicDriver>()->GetFeatures().Explain(NicFeature::LRO);
        };
        NS_TEST_EXPECT_MSG_EQ(explain(0), "", "why lro is off on the host");
        NS_TEST_EXPECT_MSG_NE(explain(1).find("port of a bridge"),
                              std::string::npos,
                              "it says: " << explain(1));
    }
};

/**
 * @ingroup offload-test
 * Rules of bridging.
 */
class OffloadBridgingTestSuite : public TestSuite
{
  public:
    OffloadBridgingTestSuite()
        : TestSuite("offload-bridging")
    {
        AddTestCase(new BridgeTestCase(false));
        AddTestCase(new BridgeTestCase(true));
        AddTestCase(new LroOnBridgeTestCase);
    }
};

OffloadBridgingTestSuite g_offloadBridgingTestSuite; //!< registers the suite

} // namespace
