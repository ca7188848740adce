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
 * The port of a switch, and the hosts at its ends.
 *
 * Rules: a frame is marked if the queue has, with it, more bytes than the threshold, and its
 * transport is ECN-capable; what does not fit is dropped, and not marked; DCTCP keeps the queue
 * near the threshold, others fill it to its limit; where all is marked, the window of TcpLinuxDctcp
 * is two segments; senders and receivers of a dumbbell are paired in turn.
 */

#include "cpu/ns3-compat.h"
#include "expect-abort.h"
#include "test-flow.h"

#include "ns3/dumbbell-topology.h"
#include "ns3/ipv4-header.h"
#include "ns3/ipv6-header.h"
#include "ns3/linux-tcp-defaults.h"
#include "ns3/ppp-header.h"
#include "ns3/string.h"
#include "ns3/tcp-linux-dctcp.h"
#include "ns3/tcp-prr-recovery.h"
#include "ns3/tcp-socket-state.h"
#include "ns3/test.h"

#include <algorithm>
#include <string>
#include <vector>

using namespace ns3;
using namespace offloadtest;

namespace
{

constexpr uint32_t FRAME = 1000; //!< bytes of a frame, with its PPP header

/// @ingroup offload-test What a frame carries.
enum class Kind
{
    IPV4,        //!< IPv4, ECN-capable
    IPV6,        //!< IPv6, ECN-capable
    NOT_CAPABLE, //!< IPv4, not ECN-capable
};

/**
 * @ingroup offload-test
 * @param kind what it carries
 * @return a frame
 */
Ptr<Packet>
MakeFrame(Kind kind)
{
    constexpr uint32_t PPP = 2;
    PppHeader ppp;
    Ptr<Packet> frame;
    if (kind == Kind::IPV6)
    {
        Ipv6Header ip;
        ip.SetEcn(Ipv6Header::ECN_ECT0);
        frame = Create<Packet>(FRAME - PPP - ip.GetSerializedSize());
        frame->AddHeader(ip);
        ppp.SetProtocol(0x0057);
    }
    else
    {
        Ipv4Header ip;
        ip.SetEcn(kind == Kind::IPV4 ? Ipv4Header::ECN_ECT0 : Ipv4Header::ECN_NotECT);
        frame = Create<Packet>(FRAME - PPP - ip.GetSerializedSize());
        frame->AddHeader(ip);
        ppp.SetProtocol(0x0021);
    }
    frame->AddHeader(ppp);
    return frame;
}

/**
 * @ingroup offload-test
 * @param frame a frame
 * @return whether it is marked
 */
bool
IsMarked(Ptr<const Packet> frame)
{
    Ptr<Packet> copy = frame->Copy();
    PppHeader ppp;
    copy->RemoveHeader(ppp);
    if (ppp.GetProtocol() == 0x0021)
    {
        Ipv4Header ip;
        copy->RemoveHeader(ip);
        return ip.GetEcn() == Ipv4Header::ECN_CE;
    }
    Ipv6Header ip;
    copy->RemoveHeader(ip);
    return ip.GetEcn() == Ipv6Header::ECN_CE;
}

/// @ingroup offload-test Which of six frames are marked, and which dropped.
class MarkingTestCase : public TestCase
{
  public:
    /**
     * @param kind what frames carry
     * @param threshold bytes; negative for none
     * @param limit bytes
     * @param expected of each frame: m marked, - neither, d dropped
     */
    MarkingTestCase(Kind kind, int threshold, uint32_t limit, const std::string& expected)
        : TestCase("threshold " + std::to_string(threshold) + ", limit " + std::to_string(limit) +
                   ": " + expected),
          m_kind(kind),
          m_threshold(threshold),
          m_limit(limit),
          m_expected(expected)
    {
    }

  private:
    void DoRun() override
    {
        auto queue = CreateObject<SwitchPortQueue>();
        queue->SetMaxSize(QueueSize(QueueSizeUnit::BYTES, m_limit));
        if (m_threshold >= 0)
        {
            queue->SetAttribute("MarkingThreshold",
                                UintegerValue(static_cast<uint32_t>(m_threshold)));
        }
        std::string seen;
        uint64_t marks = 0;
        for (std::size_t i = 0; i < m_expected.size(); i++)
        {
            const auto frame = MakeFrame(m_kind);
            const bool isQueued = queue->Enqueue(frame);
            NS_TEST_EXPECT_MSG_EQ(frame->GetSize(), FRAME, "a frame keeps its length");
            marks += IsMarked(frame) ? 1 : 0;
            seen += !isQueued ? 'd' : IsMarked(frame) ? 'm' : '-';
        }
        NS_TEST_EXPECT_MSG_EQ(seen, m_expected, "marked and dropped frames");
        NS_TEST_EXPECT_MSG_EQ(queue->GetMarks(), marks, "marks are counted");
    }

    Kind m_kind;            //!< what frames carry
    int m_threshold;        //!< bytes
    uint32_t m_limit;       //!< bytes
    std::string m_expected; //!< of each frame
};

/**
 * @ingroup offload-test
 * A dumbbell of free hosts with a flow from each sender.
 */
struct Dumbbell
{
    /**
     * @param senders number of senders
     * @param receivers number of receivers
     * @param control congestion control
     * @param threshold bytes; negative for none
     * @param limit bytes
     */
    Dumbbell(uint32_t senders,
             uint32_t receivers,
             const std::string& control,
             int threshold,
             uint32_t limit)
        : topology(senders, receivers, "ideal", "ideal")
    {
        constexpr uint16_t PORT = 5201;
        SetLinuxTcpDefaults(1500, false);
        // Small windows: ns-3's recovery from many losses takes long.
        Config::SetDefault("ns3::TcpSocket::RcvBufSize", UintegerValue(80 * 1024));
        Config::SetDefault("ns3::TcpL4Protocol::SocketType", StringValue(control));
        topology.GetReceiverNic().SetDeviceAttribute("RxUsecs", StringValue("0us"));
        topology.GetSenderNic().SetDeviceAttribute("RxUsecs", StringValue("0us"));
        topology.GetPort().SetLimit(limit);
        if (threshold >= 0)
        {
            topology.GetPort().SetMarkingThreshold(static_cast<uint32_t>(threshold));
        }
        topology.Build();
        for (const auto& receiver : topology.GetReceivers())
        {
            sinks.push_back(CreateObject<CpuSink>());
            sinks.back()->SetAttribute("Local", AddressValue(topology.GetLocal(PORT)));
            receiver.node->AddApplication(sinks.back());
        }
        uint32_t index = 0;
        for (const auto& sender : topology.GetSenders())
        {
            auto source = CreateObject<CpuSource>();
            source->SetAttribute("Remote",
                                 AddressValue(topology.GetRemote(PORT, index++ % receivers)));
            sender.node->AddApplication(source);
        }
    }

    ~Dumbbell()
    {
        EndSimulation();
    }

    Dumbbell(const Dumbbell&) = delete;
    Dumbbell& operator=(const Dumbbell&) = delete;

    /**
     * Simulate.
     * @return Gb/s that all receivers read, of the second half
     */
    double Run() const
    {
        const Time half = MilliSeconds(4);
        Simulator::Stop(half);
        Simulator::Run();
        const uint64_t before = CountBytes();
        Simulator::Stop(half);
        Simulator::Run();
        return 8e-9 * static_cast<double>(CountBytes() - before) / half.GetSeconds();
    }

    /// @return bytes that all receivers have read
    uint64_t CountBytes() const
    {
        uint64_t bytes = 0;
        for (const auto& sink : sinks)
        {
            bytes += sink->GetBytesRead();
        }
        return bytes;
    }

    DumbbellTopology topology;       //!< hosts and switches
    std::vector<Ptr<CpuSink>> sinks; //!< by receiver
};

/// @ingroup offload-test DCTCP keeps to the threshold, Cubic without ECN fills the queue.
class BottleneckTestCase : public TestCase
{
  public:
    BottleneckTestCase()
        : TestCase("DCTCP keeps to the threshold, Cubic fills the queue")
    {
    }

  private:
    void DoRun() override
    {
        constexpr uint32_t LIMIT = 100000;
        {
            const Dumbbell dumbbell(2, 2, "ns3::TcpDctcp", 30000, 10 * LIMIT);
            uint32_t longest = 0;
            const auto queue = dumbbell.topology.GetPortQueue();
            queue->TraceConnectWithoutContext(
                "Enqueue",
                MakeFunctionCallback<Ptr<const Packet>>([&](Ptr<const Packet> /* frame */) {
                    const bool isSteady = Simulator::Now() > MilliSeconds(4);
                    longest = std::max(longest, isSteady ? queue->GetNBytes() : 0);
                }));
            NS_TEST_EXPECT_MSG_GT(dumbbell.Run(), 9.2, "line rate");
            NS_TEST_EXPECT_MSG_GT(queue->GetMarks(), 100, "marks");
            NS_TEST_EXPECT_MSG_EQ(queue->GetTotalDroppedPackets(), 0, "drops");
            NS_TEST_EXPECT_MSG_LT(longest, 60000, "the queue stays near the threshold");
        }
        {
            const Dumbbell dumbbell(2, 2, "ns3::TcpCubic", 30000, LIMIT);
            Simulator::Stop(MilliSeconds(3));
            Simulator::Run();
            const auto queue = dumbbell.topology.GetPortQueue();
            NS_TEST_EXPECT_MSG_EQ(queue->GetMarks(), 0, "not ECN-capable");
            NS_TEST_EXPECT_MSG_GT(queue->GetTotalDroppedPackets(), 0, "so the queue drops");
        }
    }
};

/// @ingroup offload-test A port that marks everything.
class AllMarkedTestCase : public TestCase
{
  public:
    AllMarkedTestCase()
        : TestCase("all is marked: the least window of each flow in each round trip")
    {
    }

  private:
    void DoRun() override
    {
        const Dumbbell dumbbell(2, 1, "ns3::TcpLinuxDctcp", 0, 100000);
        const double rate = dumbbell.Run();
        // From ns-3 3.43 on PRR counts what the first marked ACK has acknowledged twice, and a
        // segment more: the window stays two segments above what congestion control asks for.
        TypeId::AttributeInformation bound; // in older versions only
        const bool isOlder =
            TcpPrrRecovery::GetTypeId().LookupAttributeByName("ReductionBound", &bound);
        const int segments = isOlder ? 2 : 4;
        // Three links of 5 us there and back, and 1538 bytes on each: 34 us
        const double expected = 2 * segments * 1448 * 8e-9 / 34e-6;
        NS_TEST_EXPECT_MSG_EQ_TOL(rate, expected, expected / 10, "Gb/s");
        auto state = CreateObject<TcpSocketState>();
        state->m_segmentSize = 1000;
        state->m_cWnd = 2000;
        const auto fork = CreateObject<TcpLinuxDctcp>()->Fork();
        NS_TEST_EXPECT_MSG_EQ(fork->GetSsThresh(state, 0), 2000, "of an accepted connection");
        state->m_cWnd = 100000;
        NS_TEST_EXPECT_MSG_EQ(fork->GetSsThresh(state, 0), 50000, "half, as for ns-3's");
    }
};

/// @ingroup offload-test More senders than receivers.
class PairsTestCase : public TestCase
{
  public:
    PairsTestCase()
        : TestCase("three senders, two receivers")
    {
    }

  private:
    void DoRun() override
    {
        Dumbbell dumbbell(3, 2, "ns3::TcpDctcp", 30000, 1000000);
        dumbbell.Run();
        NS_TEST_EXPECT_MSG_EQ(dumbbell.topology.GetHosts().GetN(), 5, "hosts");
        for (const auto& sink : dumbbell.sinks)
        {
            NS_TEST_EXPECT_MSG_GT(sink->GetBytesRead(), 1000000, "each receiver reads");
        }
        NS_TEST_EXPECT_MSG_NE(GetAbortMessage([&]() {
                                  dumbbell.topology.GetRemote(1, 2);
                              }).find("There is no receiver 2: the topology has receivers 0 to 1"),
                              std::string::npos,
                              "no such receiver");
    }
};

/// @ingroup offload-test What is no port is refused.
class RefusalTestCase : public TestCase
{
  public:
    RefusalTestCase()
        : TestCase("what is no port of a switch is refused")
    {
    }

  private:
    void DoRun() override
    {
        const Dumbbell dumbbell(1, 1, "ns3::TcpDctcp", 0, 1000);
        const auto nic = dumbbell.topology.sender.devices.Get(0);
        NS_TEST_EXPECT_MSG_NE(GetAbortMessage([&]() {
                                  SwitchPortHelper().Install(nic);
                              }).find("is no port of a switch"),
                              std::string::npos,
                              "a NIC");
        NS_TEST_EXPECT_MSG_NE(
            GetAbortMessage([]() { SwitchPortHelper().SetLimit(0); }).find("give 1 or more"),
            std::string::npos,
            "no room at all");
        NS_TEST_EXPECT_MSG_NE(
            GetAbortMessage([]() { const DumbbellTopology none(0, 1); }).find("give at least 1"),
            std::string::npos,
            "no sender");
    }
};

/// @ingroup offload-test Suite offload-switch-port.
class OffloadSwitchPortTestSuite : public TestSuite
{
  public:
    OffloadSwitchPortTestSuite()
        : TestSuite("offload-switch-port")
    {
        AddTestCase(new MarkingTestCase(Kind::IPV4, 3000, 10000, "---mmm"));
        AddTestCase(new MarkingTestCase(Kind::IPV4, 2999, 10000, "--mmmm"));
        AddTestCase(new MarkingTestCase(Kind::IPV6, 3000, 10000, "---mmm"));
        AddTestCase(new MarkingTestCase(Kind::NOT_CAPABLE, 3000, 10000, "------"));
        AddTestCase(new MarkingTestCase(Kind::IPV4, 0, 10000, "mmmmmm"));
        AddTestCase(new MarkingTestCase(Kind::IPV4, -1, 10000, "------"));
        AddTestCase(new MarkingTestCase(Kind::IPV4, 3000, 4999, "---mdd"));
        AddTestCase(new MarkingTestCase(Kind::IPV4, 3000, 3000, "---ddd"));
        AddTestCase(new BottleneckTestCase);
        AddTestCase(new AllMarkedTestCase);
        AddTestCase(new PairsTestCase);
        AddTestCase(new RefusalTestCase);
    }
};

OffloadSwitchPortTestSuite g_offloadSwitchPortTestSuite; //!< registers the suite

} // namespace
