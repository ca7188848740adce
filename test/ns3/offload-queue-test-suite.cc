/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "segmentation-place.h"

#include "ns3/data-rate.h"
#include "ns3/gso-queue-disc.h"
#include "ns3/queue-size.h"
#include "ns3/test.h"
#include "ns3/traffic-control-helper.h"
#include "ns3/traffic-control-layer.h"

#include <string>

using namespace ns3;

/// @ingroup offload-test A child queue disc under GsoQueueDisc sees super-packets, the wire frames.
class ChildDiscTestCase : public TestCase
{
  public:
    /**
     * @param child TypeId of the child
     * @param isTso whether the NIC segments, so that the queue disc has nothing to do
     */
    ChildDiscTestCase(const std::string& child, bool isTso)
        : TestCase(child + (isTso ? " under GsoQueueDisc, TSO" : " under GsoQueueDisc")),
          m_child(child),
          m_isTso(isTso)
    {
    }

  private:
    void DoRun() override
    {
        HostPair pair;
        SetPlace(pair, m_isTso ? PLACES[2] : PLACES[1]);
        pair.link.SetDeviceAttribute("TxRing", UintegerValue(m_isTso ? 2 : 16));
        pair.installQueueDisc = [this](Ptr<NetDevice> device) { Install(device); };
        pair.Build();
        WireLog log;
        pair.devices.Get(0)->TraceConnectWithoutContext("PhyTxBegin",
                                                        MakeCallback(&WireLog::Note, &log));
        pair.AddSink(1);
        constexpr uint64_t BYTES = 3000000;
        pair.AddSource(0, BYTES);
        pair.Run(Seconds(2));
        NS_TEST_EXPECT_MSG_EQ(pair.sink->GetBytesRead(), BYTES, "bytes");
        NS_TEST_EXPECT_MSG_EQ(pair.sink->GetWrongBytes(), 0, "wrong bytes");
        NS_TEST_EXPECT_MSG_EQ(log.longest, 1500, "longest packet on the wire");

        auto control = pair.hosts.Get(0)->GetObject<TrafficControlLayer>();
        auto disc =
            DynamicCast<GsoQueueDisc>(control->GetRootQueueDiscOnDevice(pair.devices.Get(0)));
        auto child = disc->GetQueueDiscClass(0)->GetQueueDisc();
        CheckBooks(disc);
        CheckBooks(child);
        NS_TEST_EXPECT_MSG_GT(m_longest, 10000, "longest packet that the child has seen");
        const uint64_t packets = disc->GetStats().nTotalDequeuedPackets;
        NS_TEST_EXPECT_MSG_EQ(child->GetStats().nTotalDequeuedPackets, packets, "child and parent");
        NS_TEST_EXPECT_MSG_EQ((disc->GetSegmented() > 0), !m_isTso, "segmented on dequeue");
        NS_TEST_EXPECT_MSG_EQ((disc->GetFrames() > 2 * packets), !m_isTso, "frames a packet");
        NS_TEST_EXPECT_MSG_EQ(pair.senderNic->GetTransmitPath().GetSoftwareSegmented(),
                              0,
                              "nothing is left to the driver");
    }

    /**
     * @param device where to install it
     */
    void Install(Ptr<NetDevice> device)
    {
        TrafficControlHelper control;
        const uint16_t root = control.SetRootQueueDisc("ns3::GsoQueueDisc");
        const auto classes = control.AddQueueDiscClasses(root, 1, "ns3::QueueDiscClass");
        if (m_child == "ns3::TbfQueueDisc")
        {
            control.AddChildQueueDisc(root,
                                      classes[0],
                                      m_child,
                                      "Rate",
                                      DataRateValue(DataRate("2Gbps")),
                                      "Burst",
                                      UintegerValue(70000),
                                      "MaxSize",
                                      QueueSizeValue(QueueSize("1000p")));
        }
        else
        {
            control.AddChildQueueDisc(root, classes[0], m_child);
        }
        auto disc = control.Install(device).Get(0);
        disc->GetQueueDiscClass(0)->GetQueueDisc()->TraceConnectWithoutContext(
            "Enqueue",
            Callback<void, Ptr<const QueueDiscItem>>([this](Ptr<const QueueDiscItem> item) {
                m_longest = std::max(m_longest, item->GetSize());
            }));
    }

    /**
     * The identities that ns-3 asserts in debug builds.
     * @param disc a queue disc
     */
    void CheckBooks(Ptr<QueueDisc> disc)
    {
        const auto& stats = disc->GetStats();
        NS_TEST_EXPECT_MSG_EQ(stats.nTotalReceivedPackets,
                              stats.nTotalEnqueuedPackets + stats.nTotalDroppedPacketsBeforeEnqueue,
                              "packets received = enqueued + dropped before");
        NS_TEST_EXPECT_MSG_EQ(stats.nTotalReceivedBytes,
                              stats.nTotalEnqueuedBytes + stats.nTotalDroppedBytesBeforeEnqueue,
                              "bytes received = enqueued + dropped before");
        NS_TEST_EXPECT_MSG_EQ(stats.nTotalEnqueuedPackets,
                              stats.nTotalDequeuedPackets + disc->GetNPackets(),
                              "packets enqueued = dequeued + there");
        NS_TEST_EXPECT_MSG_EQ(stats.nTotalEnqueuedBytes,
                              stats.nTotalDequeuedBytes + disc->GetNBytes(),
                              "bytes enqueued = dequeued + there");
    }

    std::string m_child;   //!< TypeId
    bool m_isTso;          //!< the NIC segments
    uint32_t m_longest{0}; //!< bytes of the longest packet that the child has seen
};

/// @ingroup offload-test An AQM marks whole super-packets, and DCTCP sees it.
class MarkTestCase : public TestCase
{
  public:
    MarkTestCase()
        : TestCase("a mark on a super-packet is a mark on each of its segments")
    {
    }

  private:
    void DoRun() override
    {
        HostPair pair;
        Config::SetDefault("ns3::TcpL4Protocol::SocketType", StringValue("ns3::TcpDctcp"));
        Config::SetDefault("ns3::TcpSocketBase::UseEcn", StringValue("On"));
        SetPlace(pair, PLACES[1]);
        pair.link.SetDeviceAttribute("TxRing", UintegerValue(16));
        pair.installQueueDisc = [](Ptr<NetDevice> device) {
            TrafficControlHelper control;
            const uint16_t root = control.SetRootQueueDisc("ns3::GsoQueueDisc");
            const auto classes = control.AddQueueDiscClasses(root, 1, "ns3::QueueDiscClass");
            control.AddChildQueueDisc(root,
                                      classes[0],
                                      "ns3::FqCoDelQueueDisc",
                                      "UseEcn",
                                      BooleanValue(true),
                                      "CeThreshold",
                                      TimeValue(MicroSeconds(20)));
            control.Install(device);
        };
        pair.Build();
        WireLog log;
        pair.devices.Get(0)->TraceConnectWithoutContext("PhyTxBegin",
                                                        MakeCallback(&WireLog::Note, &log));
        pair.AddSink(1);
        constexpr uint64_t BYTES = 5000000;
        pair.AddSource(0, BYTES);
        pair.Run(Seconds(2));
        NS_TEST_EXPECT_MSG_EQ(pair.sink->GetBytesRead(), BYTES, "bytes");
        NS_TEST_EXPECT_MSG_EQ(pair.sink->GetWrongBytes(), 0, "wrong bytes");
        auto control = pair.hosts.Get(0)->GetObject<TrafficControlLayer>();
        auto child = control->GetRootQueueDiscOnDevice(pair.devices.Get(0))
                         ->GetQueueDiscClass(0)
                         ->GetQueueDisc();
        const uint64_t marks = child->GetStats().nTotalMarkedPackets;
        NS_TEST_EXPECT_MSG_GT(marks, 10, "super-packets marked");
        NS_TEST_EXPECT_MSG_GT(log.marks, 2 * marks, "frames marked");
    }
};

/// @ingroup offload-test Queue discs test suite.
class OffloadQueueTestSuite : public TestSuite
{
  public:
    OffloadQueueTestSuite()
        : TestSuite("offload-queue", UNIT)
    {
        for (const char* child :
             {"ns3::PfifoFastQueueDisc", "ns3::FqCoDelQueueDisc", "ns3::TbfQueueDisc"})
        {
            AddTestCase(new ChildDiscTestCase(child, false), TestCase::QUICK);
            AddTestCase(new ChildDiscTestCase(child, true), TestCase::QUICK);
        }
        AddTestCase(new MarkTestCase, TestCase::QUICK);
    }
};

static OffloadQueueTestSuite g_offloadQueueTestSuite; //!< static instance
