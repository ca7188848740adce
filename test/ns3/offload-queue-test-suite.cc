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
#include "ns3/net-device-queue-interface.h"
#include "ns3/queue-limits.h"
#include "ns3/queue-size.h"
#include "ns3/test.h"
#include "ns3/traffic-control-helper.h"
#include "ns3/traffic-control-layer.h"
#include "ns3/udp-segment-tag.h"
#include "ns3/udp-socket-factory.h"

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

/// @ingroup offload-test A super-packet that nothing follows.
class LonePacketTestCase : public TestCase
{
  public:
    LonePacketTestCase()
        : TestCase("all segments of a super-packet leave, though the books say that it has left")
    {
    }

  private:
    void DoRun() override
    {
        HostPair pair;
        pair.installQueueDisc = [](Ptr<NetDevice> device) {
            TrafficControlHelper control;
            const uint16_t root = control.SetRootQueueDisc("ns3::GsoQueueDisc");
            const auto classes = control.AddQueueDiscClasses(root, 1, "ns3::QueueDiscClass");
            control.AddChildQueueDisc(root, classes[0], "ns3::PfifoFastQueueDisc");
            control.Install(device);
        };
        pair.Build();
        constexpr uint16_t PORT = 9;
        uint32_t bytes = 0;
        auto receiver = Socket::CreateSocket(pair.hosts.Get(1), UdpSocketFactory::GetTypeId());
        receiver->Bind(InetSocketAddress(Ipv4Address::GetAny(), PORT));
        receiver->SetRecvCallback([&bytes](Ptr<Socket> socket) {
            while (Ptr<Packet> packet = socket->Recv())
            {
                bytes += packet->GetSize();
            }
        });
        auto sender = Socket::CreateSocket(pair.hosts.Get(0), UdpSocketFactory::GetTypeId());
        Simulator::Schedule(MilliSeconds(1), [sender]() {
            Ptr<Packet> packet = Create<Packet>(60000);
            packet->AddPacketTag(UdpSegmentTag(1000));
            sender->SendTo(packet, 0, InetSocketAddress("10.0.0.2", PORT));
        });
        pair.Run(MilliSeconds(2));
        NS_TEST_EXPECT_MSG_EQ(bytes, 60000, "bytes that arrived within a millisecond");
    }
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
        auto disc = pair.hosts.Get(0)->GetObject<TrafficControlLayer>()->GetRootQueueDiscOnDevice(
            pair.devices.Get(0));
        NS_TEST_EXPECT_MSG_GT(disc->GetStats().nTotalDroppedPackets, 10, "packets dropped");
        NS_TEST_EXPECT_MSG_EQ(pair.sink->GetBytesRead(), FLOWS * BYTES, "bytes");
        auto tap = pair.hosts.Get(0)->GetObject<TransmitTap>();
        NS_TEST_EXPECT_MSG_EQ(tap->GetBytesBelow(), 0, "bytes below TCP at the end");
    }
};

/// @ingroup offload-test The transmit ring, and byte queue limits before it.
class RingTestCase : public TestCase
{
  public:
    /**
     * @param place where super-packets are segmented
     * @param hasLimits whether the device queue has byte queue limits
     */
    RingTestCase(const SegmentationPlace& place, bool hasLimits)
        : TestCase(std::string("a ring of 32, ") + place.name +
                   (hasLimits ? ", byte queue limits" : "")),
          m_place(place),
          m_hasLimits(hasLimits)
    {
    }

  private:
    void DoRun() override
    {
        HostPair pair;
        SetPlace(pair, m_place);
        pair.link.SetDeviceAttribute("TxRing", UintegerValue(32));
        pair.link.SetDeviceAttribute("RxUsecs", TimeValue(MicroSeconds(5)));
        pair.installQueueDisc = [this](Ptr<NetDevice> device) {
            TrafficControlHelper control;
            control.SetRootQueueDisc("ns3::PfifoFastQueueDisc");
            if (m_hasLimits)
            {
                control.SetQueueLimits("ns3::DynamicQueueLimits");
            }
            control.Install(device);
        };
        pair.Build();
        pair.AddSink(1);
        pair.AddSource(0, 0);
        pair.Run(MilliSeconds(10));
        auto disc = pair.hosts.Get(0)->GetObject<TrafficControlLayer>()->GetRootQueueDiscOnDevice(
            pair.devices.Get(0));
        auto& path = pair.senderNic->GetTransmitPath();
        const auto& statistics = path.GetRing().GetStatistics();
        NS_TEST_EXPECT_MSG_EQ(statistics.packets,
                              statistics.done + path.GetRing().GetPacketsWaiting(),
                              "packets posted = done + waiting");
        NS_TEST_EXPECT_MSG_GT_OR_EQ(statistics.frames, statistics.done, "frames");
        NS_TEST_EXPECT_MSG_EQ(path.GetDrops(), 0, "a ring that is full stops the queue disc");
        const uint64_t backlog = disc->GetStats().nTotalEnqueuedPackets;
        NS_TEST_EXPECT_MSG_GT(backlog, 100, "packets through the queue disc");
        const double rate = static_cast<double>(pair.sink->GetBytesRead()) * 8e-9 / 10e-3;
        NS_TEST_EXPECT_MSG_GT(rate, 7, "Gb/s, the start included");
        auto limits = pair.devices.Get(0)
                          ->GetObject<NetDeviceQueueInterface>()
                          ->GetTxQueue(0)
                          ->GetQueueLimits();
        NS_TEST_EXPECT_MSG_EQ((limits != nullptr), m_hasLimits, "byte queue limits");
        if (!m_place.gso)
        {
            NS_TEST_EXPECT_MSG_EQ((statistics.stops > 0),
                                  !m_hasLimits,
                                  "byte queue limits stop it before the ring is full");
        }
    }

    SegmentationPlace m_place; //!< place
    bool m_hasLimits;          //!< BQL
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
        AddTestCase(new LonePacketTestCase, TestCase::QUICK);
        AddTestCase(new DropTestCase, TestCase::QUICK);
        for (const auto& place : PLACES)
        {
            AddTestCase(new RingTestCase(place, false), TestCase::QUICK);
            AddTestCase(new RingTestCase(place, true), TestCase::QUICK);
        }
    }
};

static OffloadQueueTestSuite g_offloadQueueTestSuite; //!< static instance
