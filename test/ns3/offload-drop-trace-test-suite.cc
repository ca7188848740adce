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
 * What ns-3's own traces show of a NIC.
 *
 * Rules: a frame that finds the receive ring full is a PhyRxDrop of the device, and no MacRx; a
 * packet that finds the transmit ring full is a MacTxDrop and a drop of TxQueue, which holds what
 * is in the ring; ascii traces show both; the device's own error model is asked first.
 */

#include "expect-abort.h"
#include "host-pair.h"

#include "ns3/drop-tail-queue.h"
#include "ns3/error-model.h"
#include "ns3/internet-stack-helper.h"
#include "ns3/ipv4-l3-protocol.h"
#include "ns3/nic-driver.h"
#include "ns3/offload-csma-helper.h"
#include "ns3/offload-point-to-point-helper.h"
#include "ns3/pointer.h"
#include "ns3/string.h"
#include "ns3/test.h"
#include "ns3/traffic-control-helper.h"
#include "ns3/traffic-control-layer.h"

#include <algorithm>
#include <sstream>
#include <string>

using namespace ns3;
using namespace offloadtest;

namespace
{

/**
 * @ingroup offload-test
 * Counts calls of a trace source of packets.
 */
class PacketCounter
{
  public:
    /**
     * @param object what is traced
     * @param source name of the trace source
     */
    PacketCounter(Ptr<Object> object, const std::string& source)
    {
        object->TraceConnectWithoutContext(source, MakeCallback(&PacketCounter::Count, this));
    }

    PacketCounter(const PacketCounter&) = delete;
    PacketCounter& operator=(const PacketCounter&) = delete;

    uint64_t packets{0}; //!< packets so far

  private:
    /// A packet was traced.
    void Count(Ptr<const Packet> /* packet */)
    {
        packets++;
    }
};

/**
 * @ingroup offload-test
 * @param text an ascii trace
 * @param mark the character that a line begins with
 * @return lines that begin so
 */
uint64_t
CountLines(const std::string& text, char mark)
{
    std::istringstream lines(text);
    uint64_t count = 0;
    for (std::string line; std::getline(lines, line);)
    {
        count += !line.empty() && line.front() == mark ? 1 : 0;
    }
    return count;
}

/// @ingroup offload-test Drops of either ring, on a link of either kind.
template <typename Helper>
class DropTraceTestCase : public TestCase
{
  public:
    /**
     * @param name of the link
     */
    explicit DropTraceTestCase(const std::string& name)
        : TestCase("drops of a NIC show in ns-3's traces: " + name)
    {
    }

  private:
    void DoRun() override
    {
        Simulation simulation;
        NodeContainer nodes(2);
        Helper link("ideal");
        SetRate(link);
        link.SetDeviceAttribute("RxRing", UintegerValue(4));
        link.SetDeviceAttribute("TxRing", UintegerValue(64));
        link.SetDeviceAttribute("RxUsecs", TimeValue(MicroSeconds(100)));
        link.DisableFlowControl();
        const NetDeviceContainer devices = link.Install(nodes);
        const Ptr<NetDevice> sender = devices.Get(0);
        const Ptr<NetDevice> receiver = devices.Get(1);
        auto corruption = CreateObject<ReceiveListErrorModel>();
        corruption->SetList({1});
        receiver->SetAttribute("ReceiveErrorModel", PointerValue(corruption));

        PointerValue queueValue;
        sender->GetAttribute("TxQueue", queueValue);
        const Ptr<Queue<Packet>> queue = queueValue.Get<Queue<Packet>>();
        PacketCounter phyDrops(receiver, "PhyRxDrop");
        PacketCounter ringDrops(receiver->GetObject<NicDriver>(), "RingDrop");
        PacketCounter received(receiver, "MacRx");
        PacketCounter sendDrops(sender, "MacTxDrop");
        PacketCounter queueDrops(queue, "Drop");
        queue->TraceConnectWithoutContext("PacketsInQueue",
                                          MakeCallback(&DropTraceTestCase::NoteQueue, this));
        std::ostringstream text;
        link.EnableAscii(Create<OutputStreamWrapper>(&text), devices);

        constexpr uint32_t PACKETS = 100;
        Simulator::ScheduleWithContext(nodes.Get(0)->GetId(),
                                       MicroSeconds(1),
                                       &DropTraceTestCase::Send,
                                       this,
                                       sender,
                                       receiver->GetAddress(),
                                       PACKETS);
        simulation.Run(MilliSeconds(10));
        const TransmitStatistics sent = sender->GetObject<NicDriver>()->GetTransmitStatistics();
        NS_TEST_EXPECT_MSG_EQ(sendDrops.packets, PACKETS - 64, "MacTxDrop");
        NS_TEST_EXPECT_MSG_EQ(queueDrops.packets, PACKETS - 64, "drops of TxQueue");
        NS_TEST_EXPECT_MSG_EQ(sent.drops, PACKETS - 64, "drops that the NIC has counted");
        NS_TEST_EXPECT_MSG_EQ(m_longest, 63, "frames in TxQueue, one being on the wire");
        NS_TEST_EXPECT_MSG_GT(ringDrops.packets, 10, "drops of the receive ring");
        NS_TEST_EXPECT_MSG_EQ(phyDrops.packets, ringDrops.packets + 1, "PhyRxDrop");
        NS_TEST_EXPECT_MSG_EQ(received.packets, 64 - phyDrops.packets, "MacRx");
        NS_TEST_EXPECT_MSG_EQ(CountLines(text.str(), 'd'),
                              phyDrops.packets + sendDrops.packets,
                              "lines d of the ascii trace");
        NS_TEST_EXPECT_MSG_EQ(CountLines(text.str(), '+'), 64, "lines +");
        NS_TEST_EXPECT_MSG_EQ(CountLines(text.str(), '-'), 64, "lines -");
        NS_TEST_EXPECT_MSG_EQ(CountLines(text.str(), 'r'), received.packets, "lines r");
    }

    /**
     * @param link gets its rate
     */
    static void SetRate(OffloadPointToPointHelper& link)
    {
        link.SetDeviceAttribute("DataRate", StringValue("1Gbps"));
    }

    /**
     * @param link gets its rate
     */
    static void SetRate(OffloadCsmaHelper& link)
    {
        link.SetChannelAttribute("DataRate", StringValue("1Gbps"));
    }

    /**
     * Send packets back to back.
     * @param device who sends
     * @param to whom
     * @param packets how many
     */
    void Send(Ptr<NetDevice> device, Address to, uint32_t packets)
    {
        for (uint32_t i = 0; i < packets; i++)
        {
            device->Send(Create<Packet>(1000), to, Ipv4L3Protocol::PROT_NUMBER);
        }
    }

    /**
     * @param length packets in the queue
     */
    void NoteQueue(uint32_t /* before */, uint32_t length)
    {
        m_longest = std::max(m_longest, length);
    }

    uint32_t m_longest{0}; //!< most packets in the queue
};

/// @ingroup offload-test A full ring without a queue disc that could wait.
class NoQueueDiscTestCase : public TestCase
{
  public:
    NoQueueDiscTestCase()
        : TestCase("a connection goes on after drops of traffic control at a full ring")
    {
    }

  private:
    void DoRun() override
    {
        if (!TrafficControlLayer::GetTypeId().LookupTraceSourceByName("TcDrop"))
        {
            return; // ns-3.35 drops without a word: nobody can know
        }
        HostPair pair;
        pair.link.SetDeviceAttribute("TxRing", UintegerValue(16));
        pair.link.SetDeviceAttribute("tx-gso", BooleanValue(true));
        pair.Build();
        TrafficControlHelper().Uninstall(pair.devices.Get(0));
        PacketCounter drops(pair.hosts.Get(0)->GetObject<TrafficControlLayer>(), "TcDrop");
        constexpr uint64_t BYTES = 3'000'000;
        pair.AddSink(1);
        pair.AddSource(0, BYTES);
        pair.Run(Seconds(20));
        NS_TEST_EXPECT_MSG_GT(drops.packets, 0, "drops");
        NS_TEST_EXPECT_MSG_EQ(pair.sink->GetBytesRead(), BYTES, "bytes");
    }
};

/// @ingroup offload-test A queue that is no ring.
class WrongQueueTestCase : public TestCase
{
  public:
    WrongQueueTestCase()
        : TestCase("a NIC whose TxQueue was replaced says so")
    {
    }

  private:
    void DoRun() override
    {
        Simulation simulation;
        const std::string message = GetAbortMessage([&simulation]() {
            const auto devices = OffloadPointToPointHelper("ideal").Install(NodeContainer(2));
            devices.Get(0)->SetAttribute("TxQueue",
                                         PointerValue(CreateObject<DropTailQueue<Packet>>()));
            simulation.Run(MilliSeconds(1));
        });
        NS_TEST_EXPECT_MSG_NE(message.find("Attribute TxQueue of a NIC"),
                              std::string::npos,
                              message);
    }
};

/**
 * @ingroup offload-test
 * Rules of the drops that ns-3's traces show.
 */
class OffloadDropTraceTestSuite : public TestSuite
{
  public:
    OffloadDropTraceTestSuite()
        : TestSuite("offload-drop-trace")
    {
        AddTestCase(new DropTraceTestCase<OffloadPointToPointHelper>("point-to-point"));
        AddTestCase(new DropTraceTestCase<OffloadCsmaHelper>("CSMA"));
        AddTestCase(new NoQueueDiscTestCase);
        AddTestCase(new WrongQueueTestCase);
    }
};

OffloadDropTraceTestSuite g_offloadDropTraceTestSuite; //!< registers the suite

} // namespace
