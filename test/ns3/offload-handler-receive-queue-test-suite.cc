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
 * The rules of BacklogReceiveQueue, the driver without NAPI:
 *   an interrupt a packet, nobody polls;
 *   a full backlog queue drops, and the accounting balances;
 *   LRO merges what an interrupt finds, and keeps nothing.
 */

#include "host-pair.h"

#include "ns3/test.h"

using namespace ns3;
using namespace offloadtest;

namespace
{

/// @ingroup offload-test A full backlog queue drops.
class BacklogTestCase : public TestCase
{
  public:
    BacklogTestCase()
        : TestCase("without NAPI, an interrupt a packet; a full backlog drops")
    {
    }

  private:
    void DoRun() override
    {
        HostPair pair;
        // The handler keeps up with the wire, the softirq behind it does not.
        pair.receiverCosts =
            CreateTestProfile({{"read_rx_descriptor", 300}, {"deliver_packet", 3000}});
        pair.link.SetDeviceAttribute("Napi", BooleanValue(false));
        pair.link.SetDeviceAttribute("RxUsecs", TimeValue(Seconds(0)));
        Config::SetDefault("ns3::HostCpu::NetdevMaxBacklog", UintegerValue(16));
        Config::SetDefault("ns3::TcpSocketBase::MinRto", TimeValue(MilliSeconds(5)));
        pair.Build();
        pair.AddSink(1);
        // Four initial windows of ten segments come at once.
        for (uint32_t flow = 0; flow < 4; flow++)
        {
            pair.AddSource(0, 250000);
        }
        pair.Run(Seconds(10));
        const auto& statistics = pair.receiverNic->GetStatistics();
        NS_TEST_EXPECT_MSG_EQ(pair.sink->GetBytesRead(), 1000000, "bytes read");
        NS_TEST_EXPECT_MSG_EQ(pair.sink->GetWrongBytes(), 0, "wrong bytes");
        NS_TEST_EXPECT_MSG_GT(statistics.framesBacklogFull, 0, "the backlog was full");
        NS_TEST_EXPECT_MSG_EQ(statistics.framesRingFull, 0, "the ring was not");
        NS_TEST_EXPECT_MSG_GT(statistics.interrupts, statistics.frames / 2, "one a packet, nearly");
        NS_TEST_EXPECT_MSG_EQ(statistics.polls, 0, "nobody polls");
        NS_TEST_EXPECT_MSG_EQ(statistics.bytes,
                              statistics.bytesBacklogFull + statistics.bytesDelivered,
                              "bytes in = dropped + delivered");
    }
};

/// @ingroup offload-test LRO without NAPI.
class LroWithoutNapiTestCase : public TestCase
{
  public:
    LroWithoutNapiTestCase()
        : TestCase("without NAPI, LRO merges what an interrupt finds, and keeps nothing")
    {
    }

  private:
    void DoRun() override
    {
        HostPair pair(RECEIVE_PATHS[1]);
        pair.link.SetDeviceAttribute("Napi", BooleanValue(false));
        pair.link.SetDeviceAttribute("RxUsecs", TimeValue(MicroSeconds(20)));
        pair.Build();
        pair.AddSink(1);
        pair.AddSource(0, 1000000)->SetStartTime(MilliSeconds(2));
        pair.Run(MilliSeconds(20));
        const auto& statistics = pair.receiverNic->GetStatistics();
        NS_TEST_EXPECT_MSG_EQ(pair.sink->GetBytesRead(), 1000000, "bytes read by then");
        NS_TEST_EXPECT_MSG_GT(statistics.dataFrames, 4 * statistics.dataDeliveries, "merged");
        NS_TEST_EXPECT_MSG_EQ(pair.receiverNic->GetBytesWaiting(), 0, "bytes kept");
    }
};

/**
 * @ingroup offload-test
 * Rules of a driver without NAPI.
 */
class OffloadHandlerReceiveQueueTestSuite : public TestSuite
{
  public:
    OffloadHandlerReceiveQueueTestSuite()
        : TestSuite("offload-handler-receive-queue")
    {
        AddTestCase(new BacklogTestCase);
        AddTestCase(new LroWithoutNapiTestCase);
    }
};

OffloadHandlerReceiveQueueTestSuite g_offloadHandlerReceiveQueueTestSuite; //!< registers the suite

} // namespace
