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
 * The rules of HardwareLro:
 *   a session completes by timer and by size, and its merges cost the host nothing;
 *   feature lro can be switched off in the middle, and what was held goes up at once;
 *   a NIC merges as many connections at a time as it has sessions;
 *   what the NIC has merged may be merged again by the host.
 */

#include "delivery-log.h"
#include "feature-test-cases.h"
#include "host-pair.h"

#include "ns3/hardware-lro.h"
#include "ns3/test.h"

#include <string>

using namespace ns3;
using namespace offloadtest;

namespace
{

/// @ingroup offload-test Hardware LRO: timer and size, at the host's cost of descriptors only.
class HardwareLroTestCase : public TestCase
{
  public:
    /**
     * @param segments limit of the NIC
     */
    explicit HardwareLroTestCase(uint32_t segments)
        : TestCase("hardware LRO of up to " + std::to_string(segments) + " segments"),
          m_segments(segments)
    {
    }

  private:
    void DoRun() override
    {
        HostPair pair;
        pair.receiverCosts = CreateTestProfile(
            {{"merge_segment", 1000}, {"read_rx_descriptor", 1}, {"load_header", 1}});
        pair.link.SetHardwareMerger("ns3::HardwareLro",
                                    "MaxSegments",
                                    UintegerValue(m_segments),
                                    "Timeout",
                                    TimeValue(MicroSeconds(50)));
        pair.link.SetDeviceAttribute("RxUsecs", TimeValue(Seconds(0)));
        pair.Build();
        pair.AddSink(1);
        // After the first millisecond, when timestamps begin to echo something.
        auto source = pair.AddSource(0, 2000000);
        source->SetStartTime(MilliSeconds(2));
        // Lone segments, a millisecond apart, when the other transfer is over.
        auto lone = pair.AddSource(0, 10 * HostPair::SEGMENT);
        lone->SetAttribute("WriteSize", UintegerValue(HostPair::SEGMENT));
        lone->SetAttribute("Rate", DataRateValue(DataRate(8000 * HostPair::SEGMENT)));
        lone->SetStartTime(MilliSeconds(20));
        DeliveryLog log(pair.receiverNic);
        pair.Run(MilliSeconds(100));
        NS_TEST_ASSERT_MSG_EQ(pair.sink->GetBytesRead(), 2000000 + 10 * HostPair::SEGMENT, "bytes");
        const auto& statistics = pair.receiverNic->GetStatistics();
        const double merged = static_cast<double>(statistics.dataFrames) /
                              static_cast<double>(statistics.dataDeliveries);
        NS_TEST_EXPECT_MSG_GT(merged, 0.5 * m_segments, "segments a delivery");
        NS_TEST_EXPECT_MSG_LT_OR_EQ(merged, m_segments, "segments a delivery");
        // The timer, and the few cycles that a descriptor costs here.
        NS_TEST_EXPECT_MSG_EQ_TOL(log.longestDelay,
                                  MicroSeconds(50),
                                  NanoSeconds(100),
                                  "a lone segment waits for the timer");
        const CpuCore& core = pair.receiverCpu->GetCore(0);
        NS_TEST_EXPECT_MSG_EQ(core.GetCharged(Operation::MERGE_SEGMENT), 0, "merges are free");
        NS_TEST_EXPECT_MSG_EQ(static_cast<uint64_t>(core.GetCharged(Operation::READ_RX_DESCRIPTOR)),
                              statistics.framesDelivered,
                              "descriptors are not");
        NS_TEST_EXPECT_MSG_EQ(static_cast<uint64_t>(core.GetCharged(Operation::LOAD_HEADER)),
                              statistics.deliveries,
                              "one header for a completion");
    }

    uint32_t m_segments; //!< limit
};

/// @ingroup offload-test LRO in the NIC and in the driver at once.
class TwiceTestCase : public TestCase
{
  public:
    TwiceTestCase()
        : TestCase("what the NIC has merged may be merged again")
    {
    }

  private:
    void DoRun() override
    {
        HostPair pair(RECEIVE_PATHS[1]);
        pair.link.SetHardwareMerger("ns3::HardwareLro", "MaxSegments", UintegerValue(4));
        pair.Build();
        pair.AddSink(1);
        pair.AddSource(0, 2000000)->SetStartTime(MilliSeconds(2));
        pair.Run(MilliSeconds(100));
        const auto& statistics = pair.receiverNic->GetStatistics();
        NS_TEST_EXPECT_MSG_EQ(pair.sink->GetBytesRead(), 2000000, "bytes");
        NS_TEST_EXPECT_MSG_EQ(pair.sink->GetWrongBytes(), 0, "wrong bytes");
        NS_TEST_EXPECT_MSG_GT(statistics.dataFrames, 5 * statistics.dataDeliveries, "merged twice");
        NS_TEST_EXPECT_MSG_EQ(statistics.bytes, statistics.bytesDelivered, "bytes in and out");
    }
};

/**
 * @ingroup offload-test
 * Rules of LRO in the NIC.
 */
class OffloadHardwareLroTestSuite : public TestSuite
{
  public:
    OffloadHardwareLroTestSuite()
        : TestSuite("offload-hardware-lro")
    {
        AddTestCase(new HardwareLroTestCase(8));
        AddTestCase(new HardwareLroTestCase(32));
        AddTestCase(new TwiceTestCase);
        AddTestCase(new FeatureOffTestCase("xframe", "lro"));
        AddTestCase(new HeldTestCase("LRO in the NIC", "lro", true, [](HostPair& pair) {
            pair.link.SetHardwareMerger("ns3::HardwareLro", "Timeout", TimeValue(MilliSeconds(10)));
        }));
        for (const uint32_t sessions : {1, 8})
        {
            AddTestCase(new SessionsTestCase(sessions, [sessions](HostPair& pair) {
                // Long enough for several frames of each connection.
                pair.link.SetHardwareMerger("ns3::HardwareLro",
                                            "Sessions",
                                            UintegerValue(sessions),
                                            "Timeout",
                                            TimeValue(MicroSeconds(100)));
            }));
        }
    }
};

OffloadHardwareLroTestSuite g_offloadHardwareLroTestSuite; //!< registers the suite

} // namespace
