/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "forwarding-chain.h"

#include "ns3/nic-driver.h"
#include "ns3/test.h"

/**
 * @file
 * @ingroup offload-test
 * The rules of a router whose NICs merge:
 *   frames out are the frames in, byte for byte but for TTL and link header, in order within each
 *   flow, with nothing, with GRO and segmentation in software or in the NIC.
 */

using namespace ns3;
using namespace offloadtest;

namespace
{

/// @ingroup offload-test What the router's NICs do.
struct RouterKind
{
    const char* name;  //!< in names of tests
    bool hasGro;       //!< receive hook
    bool hasTso;       //!< feature tx-tcp-segmentation
    bool hasChecksums; //!< global value ChecksumEnabled
    bool isV6;         //!< over IPv6
    uint32_t outCore;  //!< core of the second NIC
};

/// @ingroup offload-test Frames out are the frames in.
class SameFramesOutTestCase : public TestCase
{
  public:
    /**
     * @param kind what the router's NICs do
     */
    explicit SameFramesOutTestCase(const RouterKind& kind)
        : TestCase(std::string("frames out are frames in: ") + kind.name),
          m_kind(kind)
    {
    }

  private:
    void DoRun() override
    {
        ForwardingChain chain;
        Config::SetGlobal("ChecksumEnabled", BooleanValue(m_kind.hasChecksums));
        for (auto* helper : {&chain.routerIn, &chain.routerOut})
        {
            if (m_kind.hasGro)
            {
                helper->SetReceiveHook("ns3::GroReceiveHook");
            }
            helper->SetFeature("tx-tcp-segmentation", m_kind.hasTso);
        }
        chain.routerOut.SetDeviceAttribute("InterruptCore", UintegerValue(m_kind.outCore));
        chain.Build();
        chain.AddTransfers(m_kind.isV6, 700001, 4);
        chain.Run();
        NS_TEST_EXPECT_MSG_EQ(chain.sink->GetBytesRead(), 4 * 700001, "bytes");
        NS_TEST_EXPECT_MSG_EQ(chain.sink->GetWrongBytes(), 0, "wrong bytes");
        for (uint32_t port = 0; port < 2; port++)
        {
            const FlowLog& in = chain.ingress[port];
            const FlowLog& out = chain.egress[1 - port];
            NS_TEST_EXPECT_MSG_GT(in.packets, 400, "there were packets");
            NS_TEST_EXPECT_MSG_EQ(out.packets, in.packets, "frames out of port " << 1 - port);
            NS_TEST_EXPECT_MSG_EQ((out.flows == in.flows), true, "they are those that came in");
        }
        const auto nic = chain.in.Get(1)->GetObject<NicDriver>();
        const auto& statistics = nic->GetStatistics();
        NS_TEST_EXPECT_MSG_EQ((statistics.dataFrames > 4 * statistics.dataDeliveries),
                              m_kind.hasGro,
                              "frames were merged");
        const auto& cut = chain.out.Get(0)->GetObject<NicDriver>()->GetTransmitPath();
        NS_TEST_EXPECT_MSG_EQ((cut.GetSoftwareSegmented() > 0),
                              (m_kind.hasGro && !m_kind.hasTso),
                              "segmented in software");
    }

    RouterKind m_kind; //!< what the router's NICs do
};

/// @ingroup offload-test TCP/IP offload test suite.
class OffloadForwardTestSuite : public TestSuite
{
  public:
    OffloadForwardTestSuite()
        : TestSuite("offload-forward", UNIT)
    {
        for (const RouterKind& kind :
             {RouterKind{"nothing", false, false, false, false, 0},
              RouterKind{"nothing, IPv6, two cores", false, false, false, true, 1},
              RouterKind{"GRO and GSO", true, false, false, false, 0},
              RouterKind{"GRO and GSO, checksums", true, false, true, false, 0},
              RouterKind{"GRO and GSO, IPv6, two cores", true, false, false, true, 1},
              RouterKind{"GRO and TSO", true, true, false, false, 1},
              RouterKind{"GRO and TSO, IPv6, checksums", true, true, true, true, 0}})
        {
            AddTestCase(new SameFramesOutTestCase(kind), TestCase::QUICK);
        }
    }
};

static OffloadForwardTestSuite g_offloadForwardTestSuite; //!< static instance

} // namespace
