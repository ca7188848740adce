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
 * The rules of a receive queue:
 *   a full ring drops, counts and tells;
 *   a poll takes at most its weight, and goes on until the ring is empty;
 *   without rx-checksum the host sums each packet once;
 *   small packets are received apart, after what was held of their flow.
 */

#include "datagrams.h"
#include "host-pair.h"
#include "nic-test-case.h"

#include "ns3/ipv4-header.h"
#include "ns3/tcp-header.h"
#include "ns3/test.h"

#include <cstdint>
#include <string>

using namespace ns3;
using namespace offloadtest;

namespace
{

/// @ingroup offload-test A full ring drops, and the accounting balances.
class RingTestCase : public NicTestCase
{
  public:
    RingTestCase()
        : NicTestCase("a full ring drops")
    {
        m_link.SetDeviceAttribute("RxRing", UintegerValue(4));
        m_link.SetDeviceAttribute("RxUsecs", TimeValue(MilliSeconds(1)));
    }

  private:
    void DoRun() override
    {
        Build();
        m_driver->TraceConnectWithoutContext("RingDrop",
                                             MakeCallback(&RingTestCase::NotifyDrop, this));
        SendAt(MicroSeconds(1), 10, 1000);
        Simulator::Stop(MicroSeconds(500));
        Simulator::Run();
        NS_TEST_EXPECT_MSG_EQ(m_driver->GetBytesWaiting(), 4 * 1014, "in the ring");
        Simulator::Run();
        const auto& statistics = m_driver->GetStatistics();
        NS_TEST_EXPECT_MSG_EQ(m_times.size(), 4, "packets that fit");
        NS_TEST_EXPECT_MSG_EQ(m_dropped, 6, "packets traced");
        NS_TEST_EXPECT_MSG_EQ(statistics.framesRingFull, 6, "packets counted");
        NS_TEST_EXPECT_MSG_EQ(statistics.bytes,
                              statistics.bytesRingFull + statistics.bytesDelivered,
                              "bytes in = bytes dropped + bytes delivered");
        Send(4, 1000);
        Simulator::Run();
        NS_TEST_EXPECT_MSG_EQ(m_times.size(), 8, "the ring has room again");
    }

    /// The ring drops a packet.
    void NotifyDrop(Ptr<const Packet> /* packet */)
    {
        m_dropped++;
    }

    uint32_t m_dropped{0}; //!< packets
};

/// @ingroup offload-test A poll takes at most its weight and sees frames that come meanwhile.
class PollTestCase : public NicTestCase
{
  public:
    PollTestCase()
        : NicTestCase("a poll takes at most its weight, and goes on until the ring is empty")
    {
        m_link.SetDeviceAttribute("NapiWeight", UintegerValue(4));
        m_link.SetDeviceAttribute("RxUsecs", TimeValue(MicroSeconds(20)));
    }

  private:
    void DoRun() override
    {
        // 20 us a packet on a 1 GHz core, at 8.3 us a packet on the wire: always behind.
        Build({{"deliver_packet", 20000}, {"process_ack", 20000}});
        SendAt(MicroSeconds(1), 9, 1000);
        Simulator::Run();
        const auto& statistics = m_driver->GetStatistics();
        NS_TEST_EXPECT_MSG_EQ(m_times.size(), 9, "packets");
        NS_TEST_EXPECT_MSG_EQ(statistics.interrupts, 1, "the interrupt stays masked");
        NS_TEST_EXPECT_MSG_EQ(statistics.polls, 3, "polls of 4, 4 and 1 frames");
        NS_TEST_EXPECT_MSG_EQ(statistics.pollsExhausted, 2, "of which the first two are full");
        NS_TEST_EXPECT_MSG_EQ(m_times[8] - m_times[0], MicroSeconds(160), "20 us a packet");
    }
};

/// @ingroup offload-test Who verifies checksums.
class ChecksumTestCase : public TestCase
{
  public:
    /**
     * @param isOn feature rx-checksum
     */
    explicit ChecksumTestCase(bool isOn)
        : TestCase(std::string("rx-checksum ") +
                   (isOn ? "on: the NIC sums" : "off: the host sums")),
          m_isOn(isOn)
    {
    }

  private:
    void DoRun() override
    {
        HostPair pair;
        pair.receiverCosts = CreateTestProfile({{"checksum_byte", 1}});
        pair.link.SetFeature("rx-checksum", m_isOn);
        pair.Build();
        DatagramReader reader(pair.hosts.Get(1));
        DatagramSender sender(pair.hosts.Get(0), "10.0.0.2");
        for (uint32_t i = 0; i < 10; i++)
        {
            sender.SendAfter(MilliSeconds(1), Create<Packet>(1000));
        }
        pair.Run(MilliSeconds(2));
        NS_TEST_EXPECT_MSG_EQ(reader.sizes.size(), 10, "datagrams");
        NS_TEST_EXPECT_MSG_EQ(pair.receiverCpu->GetCore(0).GetCharged(Operation::CHECKSUM_BYTE),
                              (m_isOn ? 0 : 10 * 1028),
                              "bytes summed: the datagrams with the headers of IP and UDP");
    }

    bool m_isOn; //!< feature
};

/// @ingroup offload-test Small packets go by their own way, and do not overtake.
class SmallPacketTestCase : public TestCase
{
  public:
    SmallPacketTestCase()
        : TestCase("small packets are received apart, after what was held of their flow")
    {
    }

  private:
    void DoRun() override
    {
        HostPair pair(RECEIVE_PATHS[2]);
        pair.link.SetDeviceAttribute("SmallPacketSize", UintegerValue(200));
        pair.Build();
        pair.AddSink(1);
        // A write of 10 segments and a bit: the bit comes in a small frame behind them.
        auto source = pair.AddSource(0, 0);
        source->SetAttribute("WriteSize", UintegerValue(10 * HostPair::SEGMENT + 100));
        source->SetAttribute("Rate", StringValue("1Gbps"));
        source->SetAttribute("NoDelay", BooleanValue(true));
        source->SetStartTime(MilliSeconds(2));
        pair.receiverNic->TraceConnectWithoutContext(
            "Deliver",
            MakeCallback(&SmallPacketTestCase::NotifyDelivery, this));
        pair.Run(MilliSeconds(20));
        const auto& statistics = pair.receiverNic->GetStatistics();
        NS_TEST_EXPECT_MSG_GT(statistics.smallFrames, 50, "small frames");
        NS_TEST_EXPECT_MSG_GT(statistics.dataFrames, 4 * statistics.dataDeliveries, "merged");
        NS_TEST_EXPECT_MSG_EQ(m_backwards, 0, "packets have overtaken");
        NS_TEST_EXPECT_MSG_EQ(pair.sink->GetWrongBytes(), 0, "wrong bytes");
    }

    /**
     * A packet goes up to the receiver's stack.
     * @param packet the packet
     */
    void NotifyDelivery(Ptr<const Packet> packet, uint32_t /* segments */)
    {
        auto copy = packet->Copy();
        Ipv4Header ip;
        TcpHeader tcp;
        copy->RemoveHeader(ip);
        copy->RemoveHeader(tcp);
        m_backwards += tcp.GetSequenceNumber() < m_newest ? 1 : 0;
        m_newest = tcp.GetSequenceNumber();
    }

    SequenceNumber32 m_newest{0}; //!< of the newest packet
    uint32_t m_backwards{0};      //!< packets that were overtaken
};

/**
 * @ingroup offload-test
 * Rules of ReceiveQueue and NapiReceiveQueue.
 */
class OffloadReceiveQueueTestSuite : public TestSuite
{
  public:
    OffloadReceiveQueueTestSuite()
        : TestSuite("offload-receive-queue")
    {
        AddTestCase(new RingTestCase);
        AddTestCase(new PollTestCase);
        AddTestCase(new ChecksumTestCase(true));
        AddTestCase(new ChecksumTestCase(false));
        AddTestCase(new SmallPacketTestCase);
    }
};

OffloadReceiveQueueTestSuite g_offloadReceiveQueueTestSuite; //!< registers the suite

} // namespace
