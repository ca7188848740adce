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
 * The rules of HardwareGro:
 *   GRO in the NIC merges by the rules of GRO, at no cost for merging, and completes by its timer;
 *   a packet stays below a size, and as many connections as there are sessions are merged;
 *   switched off, what was held goes up at once;
 *   it is refused without rx-checksum.
 */

#include "delivery-log.h"
#include "expect-abort.h"
#include "feature-test-cases.h"
#include "host-pair.h"

#include "ns3/test.h"

#include <string>

using namespace ns3;
using namespace offloadtest;

namespace
{

/// @ingroup offload-test GRO in the NIC.
class HardwareGroTestCase : public TestCase
{
  public:
    HardwareGroTestCase()
        : TestCase("GRO in the NIC: 64 KB, timer, no cost for merging")
    {
    }

  private:
    void DoRun() override
    {
        HostPair pair;
        pair.receiverCosts = CreateTestProfile(
            {{"merge_segment", 1000}, {"read_rx_descriptor", 1}, {"load_header", 1}});
        pair.link.SetHardwareMerger("ns3::HardwareGro", "Timeout", TimeValue(MicroSeconds(100)));
        pair.link.SetDeviceAttribute("RxUsecs", TimeValue(Seconds(0)));
        pair.Build();
        pair.AddSink(1);
        pair.AddSource(0, 0);
        DeliveryLog log(pair.receiverNic);
        pair.Run(MilliSeconds(20));
        const auto& statistics = pair.receiverNic->GetStatistics();
        const CpuCore& core = pair.receiverCpu->GetCore(0);
        NS_TEST_EXPECT_MSG_EQ(log.mostSegments, 45, "45 segments of 1448 bytes are 65212 bytes");
        NS_TEST_EXPECT_MSG_GT(statistics.dataFrames, 30 * statistics.dataDeliveries, "merged");
        NS_TEST_EXPECT_MSG_EQ(core.GetCharged(Operation::MERGE_SEGMENT), 0, "merging costs");
        NS_TEST_EXPECT_MSG_LT(10 * core.GetCharged(Operation::LOAD_HEADER),
                              core.GetCharged(Operation::READ_RX_DESCRIPTOR),
                              "one header a packet, a descriptor a frame");
        NS_TEST_EXPECT_MSG_EQ(statistics.bytes,
                              statistics.bytesDelivered + pair.receiverNic->GetBytesWaiting(),
                              "bytes in = delivered + waiting");
        NS_TEST_EXPECT_MSG_EQ(pair.sink->GetWrongBytes(), 0, "wrong bytes");

        // Switched off, what was held goes up; on again, a lone frame waits for the timer.
        pair.devices.Get(1)->SetAttribute("rx-gro-hw", BooleanValue(false));
        pair.Run(MilliSeconds(1));
        DeliveryLog off(pair.receiverNic);
        pair.Run(MilliSeconds(2));
        NS_TEST_EXPECT_MSG_EQ(off.mostSegments, 1, "off");
        pair.devices.Get(1)->SetAttribute("rx-gro-hw", BooleanValue(true));
        pair.sources[0]->SetAttribute("Rate", StringValue("10Mbps"));
        pair.Run(MilliSeconds(100));
        DeliveryLog lone(pair.receiverNic);
        pair.Run(MilliSeconds(200));
        NS_TEST_EXPECT_MSG_GT_OR_EQ(lone.longestDelay, MicroSeconds(100), "timer");
        NS_TEST_EXPECT_MSG_LT(lone.longestDelay, MicroSeconds(101), "timer");
    }
};

/// @ingroup offload-test Packets stay below a size.
class HardwareGroSizeTestCase : public TestCase
{
  public:
    HardwareGroSizeTestCase()
        : TestCase("a packet stays below MaxBytes")
    {
    }

  private:
    void DoRun() override
    {
        HostPair pair;
        pair.link.SetHardwareMerger("ns3::HardwareGro",
                                    "MaxBytes",
                                    UintegerValue(30000),
                                    "Timeout",
                                    TimeValue(MicroSeconds(100)));
        pair.Build();
        DeliveryLog log(pair.receiverNic);
        pair.AddSink(1);
        pair.AddSource(0, 0);
        pair.Run(MilliSeconds(20));
        NS_TEST_EXPECT_MSG_EQ(log.mostSegments, 20, "20 segments and headers are 29012 bytes");
        NS_TEST_EXPECT_MSG_EQ(pair.sink->GetWrongBytes(), 0, "wrong bytes");
    }
};

/// @ingroup offload-test GRO in the NIC wants checksums to be verified there.
class HardwareGroWithoutChecksumTestCase : public TestCase
{
  public:
    HardwareGroWithoutChecksumTestCase()
        : TestCase("GRO in the NIC without rx-checksum is refused")
    {
    }

  private:
    void DoRun() override
    {
        const std::string message = GetAbortMessage([]() {
            HostPair pair;
            pair.link.SetHardwareMerger("ns3::HardwareGro");
            pair.link.SetDeviceAttribute("rx-checksum", BooleanValue(false));
            pair.Build();
            pair.Run(MilliSeconds(1));
        });
        NS_TEST_EXPECT_MSG_NE(message.find("rx-checksum is off"),
                              std::string::npos,
                              "message: " << message);
    }
};

/**
 * @ingroup offload-test
 * Rules of GRO in the NIC.
 */
class OffloadHardwareGroTestSuite : public TestSuite
{
  public:
    OffloadHardwareGroTestSuite()
        : TestSuite("offload-hardware-gro")
    {
        AddTestCase(new HardwareGroTestCase);
        AddTestCase(new HeldTestCase("GRO in the NIC", "rx-gro-hw", true, [](HostPair& pair) {
            pair.link.SetHardwareMerger("ns3::HardwareGro", "Timeout", TimeValue(MilliSeconds(10)));
        }));
        for (const uint32_t sessions : {1, 8})
        {
            AddTestCase(new SessionsTestCase(sessions, [sessions](HostPair& pair) {
                // Long enough for several frames of each connection.
                pair.link.SetHardwareMerger("ns3::HardwareGro",
                                            "Sessions",
                                            UintegerValue(sessions),
                                            "Timeout",
                                            TimeValue(MicroSeconds(100)));
            }));
        }
        AddTestCase(new HardwareGroSizeTestCase);
        AddTestCase(new HardwareGroWithoutChecksumTestCase);
    }
};

OffloadHardwareGroTestSuite g_offloadHardwareGroTestSuite; //!< registers the suite

} // namespace
