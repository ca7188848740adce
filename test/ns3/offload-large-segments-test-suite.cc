/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "cpu/ns3-compat.h"
#include "expect-abort.h"
#include "host-pair.h"

#include "ns3/linux-tcp-defaults.h"
#include "ns3/test.h"

#include <algorithm>

/**
 * @file
 * @ingroup offload-test
 * Attribute LargeSegments of TransmitInterceptor: TCP that works in super-packets.
 */

using namespace offloadtest;

namespace
{

constexpr uint64_t BYTES = 20000001; //!< of a transfer; its last segment has one
constexpr uint32_t MTU = 1500;       //!< of the link

/// What has happened.
struct Outcome
{
    uint64_t bytes{0};        //!< read
    uint64_t wrong{0};        //!< read, and not those that were written
    Time end;                 //!< when the last was read
    uint64_t dataFrames{0};   //!< frames with payload on the wire
    uint64_t superPackets{0}; //!< packets with payload that IP got
    uint32_t largest{0};      //!< bytes of IP packet of the largest frame
    uint64_t smallFrames{0};  //!< frames with payload that do not fill the MTU
    double sender{0};         //!< Mcycles of the sender's cores
    double receiver{0};       //!< Mcycles of the receiver's cores
    uint64_t events{0};       //!< of the simulation
};

/**
 * @param cpu cores
 * @return how long they were busy, Mcycles
 */
double
GetBusy(HostCpu& cpu)
{
    double cycles = 0;
    for (uint32_t i = 0; i < cpu.GetNCores(); i++)
    {
        cycles += static_cast<double>(cpu.GetCore(i).GetBusyCycles());
    }
    return cycles / 1e6;
}

/// A transfer between two hosts that pay.
class Transfer : public HostPair
{
  public:
    /**
     * @param isLarge whether TCP works in super-packets
     * @param hook receive hook of both
     */
    Transfer(bool isLarge, const char* hook)
    {
        Config::SetDefault("ns3::TcpSocket::RcvBufSize", UintegerValue(1 << 20));
        senderCosts = LoadProfile("gold6128-2021");
        receiverCosts = senderCosts;
        link.SetReceiveHook(hook);
        link.SetDeviceAttribute("tx-gso", BooleanValue(true));
        link.SetDeviceAttribute("tx-tcp-segmentation", BooleanValue(true));
        if (isLarge)
        {
            SetLargeSegments(MTU);
        }
    }

    /**
     * Simulate it.
     * @param start when the transfer starts
     * @return what has happened
     */
    Outcome Simulate(const Time& start = Time())
    {
        constexpr uint32_t PPP_HEADER = 2;
        constexpr uint32_t HEADERS = 52; // of IPv4 and TCP
        Build();
        AddSink(1);
        AddSource(0, BYTES)->SetStartTime(start);
        Outcome outcome;
        devices.Get(0)->TraceConnectWithoutContext(
            "PhyTxBegin",
            MakeFunctionCallback<Ptr<const Packet>>([&outcome](Ptr<const Packet> frame) {
                const uint32_t bytes = frame->GetSize() - PPP_HEADER;
                outcome.dataFrames += bytes > HEADERS ? 1 : 0;
                outcome.smallFrames += bytes > HEADERS && bytes < MTU ? 1 : 0;
                outcome.largest = std::max(outcome.largest, bytes);
            }));
        for (uint32_t i = 0; i < 100 && sink->GetBytesRead() < BYTES; i++)
        {
            Run(MilliSeconds(1));
        }
        outcome.end = Simulator::Now();
        outcome.bytes = sink->GetBytesRead();
        outcome.wrong = sink->GetWrongBytes();
        outcome.superPackets = hosts.Get(0)->GetObject<TransmitInterceptor>()->GetDataPackets();
        outcome.sender = GetBusy(*senderCpu);
        outcome.receiver = GetBusy(*receiverCpu);
        outcome.events = Simulator::GetEventCount();
        return outcome;
    }
};

/**
 * @ingroup offload-test
 * The wire and the hosts see what they see of a TCP that works in segments.
 */
class SameWireTestCase : public TestCase
{
  public:
    /**
     * @param hook receive hook
     * @param start when the transfer starts. In the first millisecond ns-3's timestamps are 0,
     * which LRO does not merge.
     */
    SameWireTestCase(const char* hook, const Time& start)
        : TestCase(std::string("large segments: frames and loads, with ") + hook + ", from " +
                   std::to_string(start.GetMilliSeconds()) + " ms on"),
          m_hook(hook),
          m_start(start)
    {
    }

  private:
    void DoRun() override
    {
        const Outcome small = Transfer(false, m_hook).Simulate(m_start);
        const Outcome large = Transfer(true, m_hook).Simulate(m_start);
        NS_TEST_EXPECT_MSG_EQ(small.bytes, BYTES, "bytes");
        NS_TEST_EXPECT_MSG_EQ(large.bytes, BYTES, "bytes with large segments");
        NS_TEST_EXPECT_MSG_EQ(large.wrong, 0, "wrong bytes");
        NS_TEST_EXPECT_MSG_EQ(large.dataFrames, small.dataFrames, "frames");
        NS_TEST_EXPECT_MSG_EQ(large.largest, MTU, "the largest frame");
        NS_TEST_EXPECT_MSG_EQ(large.smallFrames, small.smallFrames, "frames that are not full");
        NS_TEST_EXPECT_MSG_EQ(large.superPackets,
                              (BYTES + LARGE - 1) / LARGE,
                              "each segment of TCP is one super-packet");
        NS_TEST_EXPECT_MSG_LT(large.superPackets, small.superPackets, "super-packets");
        NS_TEST_EXPECT_MSG_EQ_TOL(large.end, small.end, MilliSeconds(1), "when it is done");
        NS_TEST_EXPECT_MSG_LT(large.events, small.events, "events");
        if (m_start.IsZero())
        {
            return; // the one sends more in the first millisecond than the other
        }
        NS_TEST_EXPECT_MSG_EQ_TOL(large.receiver / small.receiver, 1, 0.06, "receiver's load");
        // Lower, for none of its super-packets is small
        NS_TEST_EXPECT_MSG_EQ_TOL(large.sender / small.sender, 0.9, 0.1, "sender's load");
    }

    static constexpr uint32_t LARGE = 45 * Simulation::SEGMENT; //!< as many as 64 KB hold
    const char* m_hook;                                         //!< receive hook
    const Time m_start;                                         //!< when the transfer starts
};

/**
 * @ingroup offload-test
 * What large segments are no model of is refused, or said in the run.
 */
class LimitTestCase : public TestCase
{
  public:
    LimitTestCase()
        : TestCase("large segments: what is refused, and what is said")
    {
    }

  private:
    void DoRun() override
    {
        const std::string noGso = GetAbortMessage([]() {
            Transfer transfer(true, "ns3::GroReceiveHook");
            transfer.link.SetDeviceAttribute("tx-gso", BooleanValue(false));
            transfer.link.SetDeviceAttribute("tx-tcp-segmentation", BooleanValue(false));
            transfer.Simulate();
        });
        Expect(noGso, "takes no super-packets: switch on tx-gso");
        const std::string tooLarge = GetAbortMessage([]() {
            Transfer transfer(true, "ns3::GroReceiveHook");
            transfer.link.SetDeviceAttribute("GsoMaxSize", UintegerValue(32768));
            transfer.Simulate();
        });
        Expect(tooLarge, "A segment of 65160 bytes");
        Expect(tooLarge, "lower ns3::TcpSocket::SegmentSize");
        Expect(Lose(true), "sends a whole super-packet again");
        NS_TEST_EXPECT_MSG_EQ(Lose(false), "the end", "nothing is said of a TCP with segments");
    }

    /**
     * @param isLarge whether TCP works in super-packets
     * @return what a run with a loss writes to standard error
     */
    static std::string Lose(bool isLarge)
    {
        return GetAbortMessage([isLarge]() {
            Transfer transfer(isLarge, "ns3::GroReceiveHook");
            transfer.link.SetDeviceAttribute("RxRing", UintegerValue(64));
            transfer.link.SetDeviceAttribute("RxUsecs", TimeValue(MicroSeconds(200)));
            transfer.Simulate();
            std::fputs("the end", stderr);
            std::abort();
        });
    }

    /**
     * @param text a message
     * @param part what it has to say
     */
    void Expect(const std::string& text, const std::string& part)
    {
        NS_TEST_EXPECT_MSG_EQ((text.find(part) != std::string::npos),
                              true,
                              "no \"" << part << "\" in: " << text);
    }
};

/**
 * @ingroup offload-test
 * A segment that is wider than the link goes as a super-packet only if asked for.
 */
class OffTestCase : public TestCase
{
  public:
    OffTestCase()
        : TestCase("large segments: off, IP fragments a wide segment")
    {
    }

  private:
    void DoRun() override
    {
        Transfer transfer(true, "ns3::GroReceiveHook");
        Config::SetDefault("ns3::TransmitInterceptor::LargeSegments", BooleanValue(false));
        const Outcome outcome = transfer.Simulate();
        NS_TEST_EXPECT_MSG_EQ(outcome.bytes, BYTES, "bytes");
        NS_TEST_EXPECT_MSG_GT(outcome.smallFrames, 100, "the last fragment of each segment");
    }
};

/**
 * @ingroup offload-test
 * Attribute LargeSegments.
 */
class OffloadLargeSegmentsTestSuite : public TestSuite
{
  public:
    OffloadLargeSegmentsTestSuite()
        : TestSuite("offload-large-segments")
    {
        AddTestCase(new SameWireTestCase("ns3::GroReceiveHook", MilliSeconds(2)));
        AddTestCase(new SameWireTestCase("ns3::LroReceiveHook", MilliSeconds(2)));
        AddTestCase(new SameWireTestCase("ns3::LroReceiveHook", Time()));
        AddTestCase(new LimitTestCase);
        AddTestCase(new OffTestCase);
    }
};

OffloadLargeSegmentsTestSuite g_offloadLargeSegmentsTestSuite; //!< registers the suite

} // namespace
