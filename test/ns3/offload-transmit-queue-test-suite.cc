/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "expect-abort.h"
#include "host-pair.h"
#include "transmit/tcp-write-queue.h"

#include "ns3/test.h"
#include "ns3/traffic-control-helper.h"
#include "ns3/transmit-settings.h"

#include <sstream>

using namespace ns3;
using namespace offloadtest;

/// @ingroup offload-test What transmit queues count, before, in and after a run.
class TransmitStatisticsTestCase : public TestCase
{
  public:
    TransmitStatisticsTestCase()
        : TestCase("the statistics of transmit queues add up, and can be read at any time")
    {
    }

  private:
    void DoRun() override
    {
        Ptr<NicDriver> nic;
        {
            HostPair pair;
            pair.link.SetDeviceAttribute("tx-gso", BooleanValue(true));
            pair.Build();
            nic = pair.senderNic;
            NS_TEST_EXPECT_MSG_EQ(nic->GetTransmitStatistics().packets, 0, "before the run");
            pair.AddSink(1);
            pair.AddSource(0, 100000);
            pair.Run(MilliSeconds(1));
            const TransmitStatistics sum = nic->GetTransmitStatistics();
            NS_TEST_EXPECT_MSG_EQ(sum.packets,
                                  sum.done + nic->GetTransmitPacketsWaiting(),
                                  "packets = done + waiting: " << sum);
            NS_TEST_EXPECT_MSG_GT_OR_EQ(sum.frames, sum.done, "frames of packets done: " << sum);
            NS_TEST_EXPECT_MSG_GT(sum.softwareSegmented, 0, "segmented by the driver");
            NS_TEST_EXPECT_MSG_EQ(ToText(nic->GetTransmitStatistics(0)),
                                  ToText(sum),
                                  "queue 0 is the only one");
            const std::string message =
                GetAbortMessage([&nic]() { nic->GetTransmitStatistics(1); });
            NS_TEST_EXPECT_MSG_NE(message.find("There is no transmit queue 1: the NIC has 1"),
                                  std::string::npos,
                                  message);
            pair.Run(Seconds(1));
            NS_TEST_EXPECT_MSG_EQ(nic->GetTransmitPacketsWaiting(), 0, "all has left");
        }
        NS_TEST_EXPECT_MSG_GT(nic->GetTransmitStatistics().frames,
                              100000 / HostPair::SEGMENT,
                              "after Destroy");
        TransmitStatistics one{1, 2, 3, 4, 5, 6, 7};
        one += TransmitStatistics{10, 20, 30, 40, 50, 60, 70};
        NS_TEST_EXPECT_MSG_EQ(ToText(one),
                              "packets=11 superPackets=22 frames=33 done=44 stops=55 "
                              "softwareSegmented=66 drops=77",
                              "a sum");
    }

    /**
     * @param statistics what was counted
     * @return it in words
     */
    static std::string ToText(const TransmitStatistics& statistics)
    {
        std::ostringstream text;
        text << statistics;
        return text.str();
    }
};

/// @ingroup offload-test `ethtool -G` in mid-stream.
class RingResizedTestCase : public TestCase
{
  public:
    RingResizedTestCase()
        : TestCase("a ring that is made larger or smaller in mid-stream goes on")
    {
    }

  private:
    void DoRun() override
    {
        HostPair pair;
        pair.link.SetDeviceAttribute("TxRing", UintegerValue(4));
        pair.link.SetDeviceAttribute("RxUsecs", TimeValue(MicroSeconds(5)));
        pair.installQueueDisc = [](Ptr<NetDevice> device) {
            TrafficControlHelper control;
            control.SetRootQueueDisc("ns3::PfifoFastQueueDisc");
            control.Install(device);
        };
        pair.Build();
        pair.AddSink(1);
        pair.AddSource(0, 0);
        const auto nic = pair.senderNic;
        uint64_t before = 0;
        for (const uint32_t size : {4, 256, 2, 64})
        {
            pair.devices.Get(0)->SetAttribute("TxRing", UintegerValue(size));
            pair.Run(MilliSeconds(3));
            NS_TEST_EXPECT_MSG_EQ(nic->GetTransmitSettings().txRing, size, "set in one place");
            const auto statistics = nic->GetTransmitStatistics();
            NS_TEST_EXPECT_MSG_GT(statistics.frames, before + 100, "TxRing " << size);
            // The packet that meets a ring that has become too small for what it holds.
            NS_TEST_EXPECT_MSG_LT_OR_EQ(statistics.drops, 1, "TxRing " << size);
            before = statistics.frames;
        }
        NS_TEST_EXPECT_MSG_GT(nic->GetTransmitStatistics().stops, 0, "times that it was full");
        NS_TEST_EXPECT_MSG_EQ(pair.sink->GetWrongBytes(), 0, "wrong bytes");
    }
};

/// @ingroup offload-test Why super-packets end.
class BoundaryCountTestCase : public TestCase
{
  public:
    BoundaryCountTestCase()
        : TestCase("every super-packet ends for a reason that is counted")
    {
    }

  private:
    void DoRun() override
    {
        HostPair pair;
        pair.link.SetDeviceAttribute("tx-gso", BooleanValue(true));
        pair.link.SetDeviceAttribute("GsoMaxSegs", UintegerValue(3));
        pair.Build();
        pair.AddSink(1);
        pair.AddSource(0, 20 * HostPair::SEGMENT);
        pair.Run(Seconds(1));
        const auto interceptor = pair.hosts.Get(0)->GetObject<TransmitInterceptor>();
        uint64_t sum = 0;
        for (auto i = static_cast<uint8_t>(TransmitBoundary::NONE);
             i < static_cast<uint8_t>(TransmitBoundary::COUNT);
             i++)
        {
            sum += interceptor->GetBoundaries(static_cast<TransmitBoundary>(i));
        }
        constexpr uint64_t FINS = 1; // which may go alone
        NS_TEST_EXPECT_MSG_GT_OR_EQ(sum, interceptor->GetDataPackets(), "packets of TCP");
        NS_TEST_EXPECT_MSG_LT_OR_EQ(sum, interceptor->GetDataPackets() + FINS, "packets of TCP");
        NS_TEST_EXPECT_MSG_GT(interceptor->GetBoundaries(TransmitBoundary::FULL), 4, "full ones");
        NS_TEST_EXPECT_MSG_EQ(interceptor->GetBoundaries(TransmitBoundary::NONE), 0, "no reason");
        std::ostringstream text;
        text << TransmitBoundary::FULL << ", " << TransmitHold::SMALL_QUEUE;
        NS_TEST_EXPECT_MSG_EQ(text.str(), "full, small queue is full", "in words");
    }
};

#ifdef NS3_ASSERT_ENABLE
/// @ingroup offload-test A law that is broken ends a debug run.
class BytesBelowLawTestCase : public TestCase
{
  public:
    BytesBelowLawTestCase()
        : TestCase("no more bytes leave a host than lay below TCP")
    {
    }

  private:
    void DoRun() override
    {
        const std::string message = GetAbortMessage([]() {
            const TcpOutputSettings settings;
            Create<TcpWriteQueue>(settings)->NotifyReclaimed(1);
        });
        NS_TEST_EXPECT_MSG_NE(message.find("1 bytes have left the host, but only 0"),
                              std::string::npos,
                              message);
    }
};
#endif

/// @ingroup offload-test Transmit queues test suite.
class OffloadTransmitQueueTestSuite : public TestSuite
{
  public:
    OffloadTransmitQueueTestSuite()
        : TestSuite("offload-transmit-queue")
    {
        AddTestCase(new TransmitStatisticsTestCase);
        AddTestCase(new RingResizedTestCase);
        AddTestCase(new BoundaryCountTestCase);
#ifdef NS3_ASSERT_ENABLE
        AddTestCase(new BytesBelowLawTestCase);
#endif
    }
};

static OffloadTransmitQueueTestSuite g_offloadTransmitQueueTestSuite; //!< static instance
