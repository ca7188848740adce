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
 * The rules of rx-udp-gro-forwarding and rx-gro-list:
 *   off, datagrams that are forwarded pass; on, they are merged or chained, with checksums or
 *   without, and frames out are the frames in;
 *   both are switched at any time, as by ethtool;
 *   one that is on and cannot have an effect is told of on standard error, with the reason.
 */

#include "datagrams.h"
#include "expect-abort.h"
#include "forwarding-chain.h"

#include "ns3/datagram-flood.h"
#include "ns3/test.h"

#include <cstdlib>
#include <functional>
#include <string>

using namespace ns3;
using namespace offloadtest;

namespace
{

/**
 * @ingroup offload-test
 * Let the first host of a chain send datagrams to the second, in bursts.
 * @param chain the chain
 */
void
AddFlood(ForwardingChain& chain)
{
    auto flood = CreateObject<DatagramFlood>();
    flood->SetAttribute("Remote", AddressValue(InetSocketAddress("10.0.2.2", UDP_PORT)));
    flood->SetAttribute("Size", UintegerValue(1000));
    flood->SetAttribute("Interval", TimeValue(MicroSeconds(5)));
    flood->SetStartTime(MilliSeconds(10));
    chain.nodes.Get(0)->AddApplication(flood);
}

/// @ingroup offload-test Datagrams that are forwarded.
class ForwardedDatagramTestCase : public TestCase
{
  public:
    /**
     * @param feature the feature; empty for none
     * @param hasChecksums global value ChecksumEnabled
     */
    ForwardedDatagramTestCase(const std::string& feature, bool hasChecksums)
        : TestCase("datagrams that are forwarded, " + (feature.empty() ? "no feature" : feature) +
                   (hasChecksums ? ", checksums" : "")),
          m_feature(feature),
          m_hasChecksums(hasChecksums)
    {
    }

  private:
    void DoRun() override
    {
        ForwardingChain chain;
        Config::SetGlobal("ChecksumEnabled", BooleanValue(m_hasChecksums));
        chain.routerIn.SetReceiveHook("ns3::GroReceiveHook");
        if (!m_feature.empty())
        {
            chain.routerIn.SetFeature(m_feature, true);
        }
        chain.Build();
        DatagramReader reader(chain.nodes.Get(2));
        AddFlood(chain);
        chain.Run(MilliSeconds(20));
        const auto nic = chain.in.Get(1)->GetObject<NicDriver>();
        CheckMerged(*nic, !m_feature.empty());
        if (!m_feature.empty())
        {
            chain.in.Get(1)->SetAttribute(m_feature, BooleanValue(false));
            chain.Run(MicroSeconds(500)); // past what is on its way
            CountFrom(*nic);
            chain.Run(MilliSeconds(5));
            CheckMerged(*nic, false);
            chain.in.Get(1)->SetAttribute(m_feature, BooleanValue(true));
            CountFrom(*nic);
            chain.Run(MilliSeconds(5));
            CheckMerged(*nic, true);
        }
        NS_TEST_EXPECT_MSG_GT(reader.sizes.size(), 1500, "datagrams");
        const FlowLog& ingress = chain.ingress[0];
        const FlowLog& egress = chain.egress[1];
        for (std::size_t i = 0; i < egress.flows.begin()->second.size(); i++)
        {
            NS_TEST_ASSERT_MSG_EQ(
                (egress.flows.begin()->second[i].bytes == ingress.flows.begin()->second[i].bytes),
                true,
                "frame " << i << " is as it came");
        }
    }

    /**
     * Count from now on.
     * @param nic the router's
     */
    void CountFrom(const NicDriver& nic)
    {
        m_before = nic.GetStatistics();
    }

    /**
     * @param nic the router's
     * @param isMerged whether frames must have been merged since CountFrom()
     */
    void CheckMerged(const NicDriver& nic, bool isMerged)
    {
        const ReceiveStatistics now = nic.GetStatistics();
        const uint64_t frames = now.dataFrames - m_before.dataFrames;
        const uint64_t deliveries = now.dataDeliveries - m_before.dataDeliveries;
        NS_TEST_EXPECT_MSG_GT(frames, 100, "frames");
        if (isMerged)
        {
            NS_TEST_EXPECT_MSG_GT(frames, 4 * deliveries, "they are merged");
        }
        else
        {
            NS_TEST_EXPECT_MSG_EQ(frames, deliveries, "they are not merged");
        }
    }

    std::string m_feature;      //!< feature
    bool m_hasChecksums;        //!< ChecksumEnabled
    ReceiveStatistics m_before; //!< see CountFrom
};

/// @ingroup offload-test What is said of a feature that cannot have an effect.
class IdleFeatureTestCase : public TestCase
{
  public:
    IdleFeatureTestCase()
        : TestCase("a feature of GRO without effect is told of on standard error")
    {
    }

  private:
    void DoRun() override
    {
        const std::string udp = "rx-udp-gro-forwarding";
        Expect("ReceiveHook is null",
               [&](ForwardingChain& chain) { chain.routerIn.SetFeature(udp, true); });
        Expect("ReceiveHook is ns3::LroReceiveHook", [&](ForwardingChain& chain) {
            chain.routerIn.SetReceiveHook("ns3::LroReceiveHook");
            chain.routerIn.SetFeature("rx-gro-list", true);
        });
        Expect("gro is off", [&](ForwardingChain& chain) {
            chain.routerIn.SetReceiveHook("ns3::GroReceiveHook");
            chain.routerIn.SetFeature("gro", false);
            chain.routerIn.SetFeature(udp, true);
        });
        Expect("neither forwards nor bridges", [&](ForwardingChain& chain) {
            chain.hostLink.SetReceiveHook("ns3::GroReceiveHook");
            chain.hostLink.SetFeature(udp, true);
        });
        Expect("", [&](ForwardingChain& chain) {
            chain.routerIn.SetReceiveHook("ns3::GroReceiveHook");
            chain.routerIn.SetFeature(udp, true);
            chain.routerIn.SetFeature("rx-gro-list", true);
        });
    }

    /**
     * @param reason part of what must be said; empty for nothing at all
     * @param setup called before the hosts are built
     */
    void Expect(const std::string& reason, const std::function<void(ForwardingChain&)>& setup)
    {
        const std::string said = GetAbortMessage([&]() {
            ForwardingChain chain;
            setup(chain);
            chain.Build();
            chain.Run(MilliSeconds(1));
            std::_Exit(1);
        });
        NS_TEST_EXPECT_MSG_EQ((said.find("offload: warning: node ") != std::string::npos),
                              !reason.empty(),
                              "said: " << said);
        NS_TEST_EXPECT_MSG_NE(said.find(reason), std::string::npos, "said: " << said);
    }
};

/**
 * @ingroup offload-test
 * Tests of GRO of UDP that is forwarded.
 */
class OffloadUdpGroTestSuite : public TestSuite
{
  public:
    OffloadUdpGroTestSuite()
        : TestSuite("offload-udp-gro")
    {
        for (const bool hasChecksums : {false, true})
        {
            AddTestCase(new ForwardedDatagramTestCase("", hasChecksums));
            AddTestCase(new ForwardedDatagramTestCase("rx-udp-gro-forwarding", hasChecksums));
            AddTestCase(new ForwardedDatagramTestCase("rx-gro-list", hasChecksums));
        }
        AddTestCase(new IdleFeatureTestCase);
    }
};

OffloadUdpGroTestSuite g_offloadUdpGroTestSuite; //!< registers the suite

} // namespace
