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
 * The rule of a NIC with a processor of its own (TOE):
 *   the host's interrupt core is left alone: the NIC's works, at its own speed.
 */

#include "host-pair.h"

#include "ns3/test.h"

using namespace ns3;
using namespace offloadtest;

namespace
{

/// @ingroup offload-test A NIC with a processor of its own.
class TcpOffloadEngineTestCase : public TestCase
{
  public:
    TcpOffloadEngineTestCase()
        : TestCase("a TCP offload engine leaves the host's interrupt core alone")
    {
    }

  private:
    void DoRun() override
    {
        HostPair pair;
        pair.receiverCosts = LoadProfile("athlon64-2007");
        pair.link.SetNic("toe");
        pair.Build();
        pair.AddSink(1);
        pair.AddSource(0, 0);
        pair.Run(MilliSeconds(20));
        const uint32_t engine = 2;
        NS_TEST_ASSERT_MSG_EQ(pair.receiverCpu->GetNCores(), 3, "two of the host, one of the NIC");
        const CpuCore& host = pair.receiverCpu->GetCore(0);
        const CpuCore& nic = pair.receiverCpu->GetCore(engine);
        NS_TEST_EXPECT_MSG_EQ(host.GetBusyCycles(CpuContext::SOFTIRQ), 0, "the host's softirq");
        NS_TEST_EXPECT_MSG_GT(host.GetCharged(Operation::TAKE_INTERRUPT), 0, "data is announced");
        NS_TEST_EXPECT_MSG_GT(nic.GetCharged(Operation::DELIVER_PACKET), 0, "the NIC's stack");
        NS_TEST_EXPECT_MSG_GT(nic.GetCharged(Operation::BUILD_ACK), 0, "the NIC's ACKs");
        const double seconds = 0.02;
        const auto clock = static_cast<double>(nic.GetCostProfile()->GetClock());
        NS_TEST_EXPECT_MSG_LT_OR_EQ(static_cast<double>(nic.GetBusyCycles(CpuContext::SOFTIRQ)),
                                    clock * seconds,
                                    "at its own speed");
    }
};

/**
 * @ingroup offload-test
 * Rules of TCP offload engines.
 */
class OffloadTcpOffloadEngineTestSuite : public TestSuite
{
  public:
    OffloadTcpOffloadEngineTestSuite()
        : TestSuite("offload-tcp-offload-engine")
    {
        AddTestCase(new TcpOffloadEngineTestCase);
    }
};

OffloadTcpOffloadEngineTestSuite g_offloadTcpOffloadEngineTestSuite; //!< registers the suite

} // namespace
