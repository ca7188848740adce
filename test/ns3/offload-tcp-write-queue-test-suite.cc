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
 * The rules of small queues, which keep a connection's segments above IP:
 *   no more than the limit lies below TCP, and a NIC that sends is never without work for it;
 *   a packet that a queue disc drops no longer lies below TCP.
 */

#include "queue-discs.h"
#include "segmentation-place.h"

#include "ns3/test.h"
#include "ns3/transmit-interceptor.h"

#include <string>

using namespace ns3;
using namespace offloadtest;

namespace
{

/// @ingroup offload-test TCP small queues.
class SmallQueueTestCase : public TestCase
{
  public:
    /**
     * @param limit attribute LimitOutputBytes
     * @param place where super-packets are segmented
     */
    SmallQueueTestCase(uint32_t limit, const SegmentationPlace& place)
        : TestCase("no more than " + std::to_string(limit) + " bytes lie below TCP, " + place.name),
          m_limit(limit),
          m_place(place)
    {
    }

  private:
    void DoRun() override
    {
        HostPair pair;
        Config::SetDefault("ns3::TransmitInterceptor::LimitOutputBytes", UintegerValue(m_limit));
        Config::SetDefault("ns3::TransmitInterceptor::PacingShift", UintegerValue(0));
        SetPlace(pair, m_place);
        pair.link.SetDeviceAttribute("DataRate", StringValue("1Gbps"));
        pair.Build();
        pair.AddSink(1);
        constexpr uint64_t BYTES = 5000000;
        pair.AddSource(0, BYTES);
        pair.Run(Seconds(2));
        NS_TEST_EXPECT_MSG_EQ(pair.sink->GetBytesRead(), BYTES, "bytes");
        auto interceptor = pair.hosts.Get(0)->GetObject<TransmitInterceptor>();
        NS_TEST_EXPECT_MSG_GT(interceptor->GetHolds(TransmitHold::SMALL_QUEUE),
                              10,
                              "times it was held");
        NS_TEST_EXPECT_MSG_LT_OR_EQ(interceptor->GetMaxBytesBelow(), m_limit, "bytes below TCP");
        // Nothing is lost of the rate: a NIC that sends is never without work.
        NS_TEST_EXPECT_MSG_GT(interceptor->GetMaxBytesBelow(), m_limit / 2, "bytes below TCP");
    }

    uint32_t m_limit;          //!< bytes
    SegmentationPlace m_place; //!< place
};

/// @ingroup offload-test What a queue disc drops no longer lies below TCP.
class DropTestCase : public TestCase
{
  public:
    DropTestCase()
        : TestCase("a packet that a queue disc drops is out of its small queue")
    {
    }

  private:
    void DoRun() override
    {
        HostPair pair;
        SetPlace(pair, PLACES[2]);
        pair.link.SetDeviceAttribute("DataRate", StringValue("1Gbps"));
        pair.link.SetDeviceAttribute("TxRing", UintegerValue(2));
        pair.installQueueDisc = [](Ptr<NetDevice> device) {
            TrafficControlHelper control;
            control.SetRootQueueDisc("ns3::PfifoFastQueueDisc", "MaxSize", StringValue("3p"));
            control.Install(device);
        };
        pair.Build();
        pair.AddSink(1);
        constexpr uint64_t BYTES = 300000;
        constexpr uint32_t FLOWS = 8;
        for (uint32_t flow = 0; flow < FLOWS; flow++)
        {
            pair.AddSource(0, BYTES);
        }
        pair.Run(Seconds(20));
        const auto disc = GetQueueDisc(pair.devices.Get(0));
        NS_TEST_EXPECT_MSG_GT(disc->GetStats().nTotalDroppedPackets, 10, "packets dropped");
        NS_TEST_EXPECT_MSG_EQ(pair.sink->GetBytesRead(), FLOWS * BYTES, "bytes");
        auto interceptor = pair.hosts.Get(0)->GetObject<TransmitInterceptor>();
        NS_TEST_EXPECT_MSG_EQ(interceptor->GetBytesBelow(), 0, "bytes below TCP at the end");
    }
};

/**
 * @ingroup offload-test
 * Rules of the write queue of a connection.
 */
class OffloadTcpWriteQueueTestSuite : public TestSuite
{
  public:
    OffloadTcpWriteQueueTestSuite()
        : TestSuite("offload-tcp-write-queue")
    {
        for (const auto& place : PLACES)
        {
            AddTestCase(new SmallQueueTestCase(131072, place));
            AddTestCase(new SmallQueueTestCase(70000, place));
        }
        AddTestCase(new DropTestCase);
    }
};

OffloadTcpWriteQueueTestSuite g_offloadTcpWriteQueueTestSuite; //!< registers the suite

} // namespace
