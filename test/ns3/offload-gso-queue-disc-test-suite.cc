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
 * The rules of GsoQueueDisc:
 *   a child queue disc sees super-packets, the wire frames, and the accounting of both balances;
 *   a mark on a super-packet is a mark on each of its segments, of which the sender hears;
 *   all segments of a super-packet leave, also if nothing follows it.
 */

#include "datagrams.h"
#include "expect-abort.h"
#include "host-pair.h"
#include "queue-discs.h"
#include "segmentation-place.h"

#include "ns3/data-rate.h"
#include "ns3/queue-size.h"
#include "ns3/tcp-header.h"
#include "ns3/tcp-socket-base.h"
#include "ns3/test.h"
#include "ns3/udp-segment-tag.h"

#include <algorithm>
#include <string>

using namespace ns3;
using namespace offloadtest;

namespace
{

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
        log.Watch(pair.devices.Get(0));
        pair.AddSink(1);
        constexpr uint64_t BYTES = 3000000;
        pair.AddSource(0, BYTES);
        pair.Run(Seconds(2));
        NS_TEST_EXPECT_MSG_EQ(pair.sink->GetBytesRead(), BYTES, "bytes");
        NS_TEST_EXPECT_MSG_EQ(pair.sink->GetWrongBytes(), 0, "wrong bytes");
        NS_TEST_EXPECT_MSG_EQ(log.longest, 1500, "longest packet on the wire");

        const auto disc = DynamicCast<GsoQueueDisc>(GetQueueDisc(pair.devices.Get(0)));
        const auto child = disc->GetQueueDiscClass(0)->GetQueueDisc();
        CheckAccounting(disc);
        CheckAccounting(child);
        NS_TEST_EXPECT_MSG_GT(m_longest, 10000, "longest packet that the child has seen");
        const uint64_t packets = disc->GetStats().nTotalDequeuedPackets;
        NS_TEST_EXPECT_MSG_EQ(child->GetStats().nTotalDequeuedPackets, packets, "child and parent");
        NS_TEST_EXPECT_MSG_EQ((disc->GetSegmented() > 0), !m_isTso, "segmented on dequeue");
        NS_TEST_EXPECT_MSG_EQ((disc->GetFrames() > 2 * packets), !m_isTso, "frames a packet");
        NS_TEST_EXPECT_MSG_EQ(pair.senderNic->GetTransmitStatistics().softwareSegmented,
                              0,
                              "nothing is left to the driver");
    }

    /**
     * @param device where to install it
     */
    void Install(Ptr<NetDevice> device)
    {
        if (m_child == "ns3::TbfQueueDisc")
        {
            InstallGsoQueueDisc(device,
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
            InstallGsoQueueDisc(device, m_child);
        }
        GetQueueDisc(device)->GetQueueDiscClass(0)->GetQueueDisc()->TraceConnectWithoutContext(
            "Enqueue",
            MakeCallback(&ChildDiscTestCase::NotifyEnqueue, this));
    }

    /**
     * The child gets a packet.
     * @param item the packet
     */
    void NotifyEnqueue(Ptr<const QueueDiscItem> item)
    {
        m_longest = std::max(m_longest, item->GetSize());
    }

    /**
     * The identities that ns-3 asserts in debug builds.
     * @param disc a queue disc
     */
    void CheckAccounting(Ptr<QueueDisc> disc)
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

/// @ingroup offload-test An AQM marks whole super-packets, and DCTCP hears of each segment.
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
            InstallGsoQueueDisc(device,
                                "ns3::FqCoDelQueueDisc",
                                "UseEcn",
                                BooleanValue(true),
                                "CeThreshold",
                                TimeValue(MicroSeconds(20)));
        };
        pair.Build();
        WireLog log;
        log.Watch(pair.devices.Get(0));
        const auto child = GetQueueDisc(pair.devices.Get(0))->GetQueueDiscClass(0)->GetQueueDisc();
        child->TraceConnectWithoutContext("Mark", MakeCallback(&MarkTestCase::NotifyMark, this));
        pair.AddSink(1);
        constexpr uint64_t BYTES = 5000000;
        const auto source = pair.AddSource(0, BYTES);
        pair.Run(MicroSeconds(1)); // then its socket is there
        const auto socket = source->GetSocket();
        socket->TraceConnectWithoutContext("Tx", MakeCallback(&MarkTestCase::NotifyTx, this));
        socket->TraceConnectWithoutContext("Rx", MakeCallback(&MarkTestCase::NotifyRx, this));
        socket->TraceConnectWithoutContext("CongState",
                                           MakeCallback(&MarkTestCase::NotifyState, this));
        pair.Run(Seconds(2));
        NS_TEST_EXPECT_MSG_EQ(pair.sink->GetBytesRead(), BYTES, "bytes");
        NS_TEST_EXPECT_MSG_EQ(pair.sink->GetWrongBytes(), 0, "wrong bytes");
        NS_TEST_EXPECT_MSG_EQ(child->GetStats().nTotalMarkedPackets, m_packets, "counted");
        NS_TEST_EXPECT_MSG_GT(m_packets, 50, "super-packets marked");
        NS_TEST_EXPECT_MSG_GT(m_segments, m_packets + 50, "segments of these");
        NS_TEST_EXPECT_MSG_LT(m_segments, log.data.size(), "of all segments");
        NS_TEST_EXPECT_MSG_EQ(log.marks, m_segments, "frames marked on the wire");
        // The receiver's delayed ACK may tell of one segment too many or too few.
        const double tolerance = static_cast<double>(m_packets) * HostPair::SEGMENT;
        NS_TEST_EXPECT_MSG_EQ_TOL(static_cast<double>(m_bytesEchoed),
                                  static_cast<double>(m_segments * HostPair::SEGMENT),
                                  tolerance,
                                  "bytes of which the sender hears that they were marked");
        NS_TEST_EXPECT_MSG_EQ(m_losses, 0, "times that it took something for lost");
        NS_TEST_EXPECT_MSG_GT(m_segmentsReduced, 20, "segments of TCP with CWR");
        NS_TEST_EXPECT_MSG_GT_OR_EQ(m_reductions, m_segmentsReduced, "reductions of the window");
        NS_TEST_EXPECT_MSG_EQ(log.reductions, 1 + m_segmentsReduced, "frames with CWR: SYN, these");
    }

    /**
     * The child marks a packet.
     * @param item the packet
     */
    void NotifyMark(Ptr<const QueueDiscItem> item, const char* /* reason */)
    {
        constexpr uint32_t HEADERS = 52; // of IP and of TCP with timestamps
        m_packets++;
        m_segments += (item->GetSize() - HEADERS + HostPair::SEGMENT - 1) / HostPair::SEGMENT;
    }

    /**
     * The sender's TCP sends a segment.
     * @param header its header
     */
    void NotifyTx(Ptr<const Packet> /* packet */,
                  const TcpHeader& header,
                  Ptr<const TcpSocketBase> /* socket */)
    {
        m_segmentsReduced += header.GetFlags() & TcpHeader::CWR ? 1 : 0;
    }

    /**
     * The sender gets an ACK.
     * @param header its header
     */
    void NotifyRx(Ptr<const Packet> /* packet */,
                  const TcpHeader& header,
                  Ptr<const TcpSocketBase> /* socket */)
    {
        const auto bytes = std::max<int64_t>(header.GetAckNumber() - m_acked, 0);
        m_acked += static_cast<int32_t>(bytes);
        m_bytesEchoed += header.GetFlags() & TcpHeader::ECE ? static_cast<uint64_t>(bytes) : 0;
    }

    /**
     * @param newState state of the sender's congestion control
     */
    void NotifyState(TcpSocketState::TcpCongState_t /* oldState */,
                     TcpSocketState::TcpCongState_t newState)
    {
        m_reductions += newState == TcpSocketState::CA_CWR ? 1 : 0;
        m_losses +=
            newState == TcpSocketState::CA_RECOVERY || newState == TcpSocketState::CA_LOSS ? 1 : 0;
    }

    uint32_t m_packets{0};         //!< super-packets that the child has marked
    uint32_t m_segments{0};        //!< segments in them
    uint32_t m_segmentsReduced{0}; //!< segments that TCP has sent with CWR
    uint64_t m_bytesEchoed{0};     //!< acknowledged with ECE
    uint32_t m_reductions{0};      //!< times that the sender reduced its window
    uint32_t m_losses{0};          //!< times that it took something for lost
    SequenceNumber32 m_acked{1};   //!< next byte that the receiver expects
};

/// @ingroup offload-test A super-packet that nothing follows.
class LonePacketTestCase : public TestCase
{
  public:
    LonePacketTestCase()
        : TestCase(
              "all segments of a super-packet leave, though the accounting says that it has left")
    {
    }

  private:
    void DoRun() override
    {
        HostPair pair;
        pair.installQueueDisc = [](Ptr<NetDevice> device) {
            InstallGsoQueueDisc(device, "ns3::PfifoFastQueueDisc");
        };
        pair.Build();
        DatagramReader reader(pair.hosts.Get(1));
        DatagramSender sender(pair.hosts.Get(0), "10.0.0.2");
        const auto packet = Create<Packet>(60000);
        packet->AddPacketTag(UdpSegmentTag(1000));
        sender.SendAfter(MilliSeconds(1), packet);
        pair.Run(MilliSeconds(2));
        NS_TEST_EXPECT_MSG_EQ(reader.sizes.size(),
                              60,
                              "datagrams that arrived within a millisecond");
    }
};

/// @ingroup offload-test A GsoQueueDisc that is set up wrongly says so, in every kind of build.
class WrongSetUpTestCase : public TestCase
{
  public:
    /**
     * @param classes number of classes, each with a child
     */
    explicit WrongSetUpTestCase(uint16_t classes)
        : TestCase("GsoQueueDisc with " + std::to_string(classes) +
                   " children ends with a message"),
          m_classes(classes)
    {
    }

  private:
    void DoRun() override
    {
        const std::string message = GetAbortMessage([this]() {
            HostPair pair;
            pair.installQueueDisc = [this](Ptr<NetDevice> device) {
                TrafficControlHelper control;
                const uint16_t root = control.SetRootQueueDisc("ns3::GsoQueueDisc");
                for (const auto child :
                     control.AddQueueDiscClasses(root, m_classes, "ns3::QueueDiscClass"))
                {
                    control.AddChildQueueDisc(root, child, "ns3::PfifoFastQueueDisc");
                }
                control.Install(device);
            };
            pair.Build();
            pair.Run(MilliSeconds(1));
        });
        const std::string expected = "GsoQueueDisc has " + std::to_string(m_classes) + " classes";
        NS_TEST_EXPECT_MSG_NE(message.find(expected), std::string::npos, message);
        NS_TEST_EXPECT_MSG_NE(message.find("AddChildQueueDisc"), std::string::npos, message);
    }

    uint16_t m_classes; //!< number of classes
};

/**
 * @ingroup offload-test
 * Rules of GsoQueueDisc.
 */
class OffloadGsoQueueDiscTestSuite : public TestSuite
{
  public:
    OffloadGsoQueueDiscTestSuite()
        : TestSuite("offload-gso-queue-disc")
    {
        AddTestCase(new WrongSetUpTestCase(0));
        AddTestCase(new WrongSetUpTestCase(2));
        for (const char* child :
             {"ns3::PfifoFastQueueDisc", "ns3::FqCoDelQueueDisc", "ns3::TbfQueueDisc"})
        {
            AddTestCase(new ChildDiscTestCase(child, false));
            AddTestCase(new ChildDiscTestCase(child, true));
        }
        AddTestCase(new MarkTestCase);
        AddTestCase(new LonePacketTestCase);
    }
};

OffloadGsoQueueDiscTestSuite g_offloadGsoQueueDiscTestSuite; //!< registers the suite

} // namespace
