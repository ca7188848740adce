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
 * The rules of when GRO gives up what it holds:
 *   at HZ 1000 a packet grows over polls that use up their weight, at HZ 250 it does not;
 *   with gro_flush_timeout a packet waits for the timer, with napi_defer_hard_irqs for so many of
 *   them, and the interrupt stays masked meanwhile;
 *   that timer costs what a timer's interrupt costs, which is no device's;
 *   a packet that ends with PSH, the end of a write, waits for no timer.
 */

#include "cpu/ns3-compat.h"
#include "delivery-log.h"
#include "gro-pair.h"

#include "ns3/cpu-rpc-client.h"
#include "ns3/cpu-rpc-server.h"
#include "ns3/test.h"

#include <algorithm>
#include <string>
#include <vector>

using namespace ns3;
using namespace offloadtest;

namespace
{

/// @ingroup offload-test Packets grow over several polls, or do not.
class GroAcrossPollsTestCase : public TestCase
{
  public:
    /**
     * @param hz clock ticks a second
     */
    explicit GroAcrossPollsTestCase(uint32_t hz)
        : TestCase("saturated queue at HZ " + std::to_string(hz)),
          m_hz(hz)
    {
    }

  private:
    void DoRun() override
    {
        GroPair pair;
        constexpr uint32_t SMALL_SEGMENT = 500; // 64 KB take more of them than a poll does
        Config::SetDefault("ns3::TcpSocket::SegmentSize", UintegerValue(SMALL_SEGMENT));
        Config::SetDefault("ns3::HostCpu::Hz", UintegerValue(m_hz));
        // A frame of 0.47 us on the wire takes 2 us.
        pair.receiverCosts = CreateTestProfile({{"read_rx_descriptor", 2000}});
        pair.Build();
        pair.AddSink(1);
        pair.AddSource(0, 0);
        DeliveryLog log(pair.receiverNic);
        pair.Run(MilliSeconds(30)); // and the window is open
        const ReceiveStatistics before = pair.receiverNic->GetStatistics();
        pair.Run(MilliSeconds(20));
        const ReceiveStatistics& after = pair.receiverNic->GetStatistics();
        constexpr uint32_t WEIGHT = 64;
        constexpr uint32_t LIMIT = 65535 / SMALL_SEGMENT;
        NS_TEST_EXPECT_MSG_GT(4 * (after.pollsExhausted - before.pollsExhausted),
                              3 * (after.polls - before.polls),
                              "most polls use up their weight");
        NS_TEST_EXPECT_MSG_LT_OR_EQ(log.mostSegments, LIMIT, "no longer than IP allows");
        if (m_hz >= 1000)
        {
            NS_TEST_EXPECT_MSG_GT(log.mostSegments, WEIGHT, "segments of several polls");
            NS_TEST_EXPECT_MSG_GT(after.dataFrames - before.dataFrames,
                                  WEIGHT * (after.dataDeliveries - before.dataDeliveries),
                                  "on average, too");
        }
        else
        {
            NS_TEST_EXPECT_MSG_EQ(log.mostSegments, WEIGHT, "segments of one poll");
        }
        NS_TEST_EXPECT_MSG_EQ(pair.sink->GetWrongBytes(), 0, "wrong bytes");
    }

    uint32_t m_hz; //!< clock ticks a second
};

/// @ingroup offload-test Timer and masked interrupts.
class GroFlushTimeoutTestCase : public TestCase
{
  public:
    /**
     * @param timeout gro_flush_timeout, us
     * @param deferrals napi_defer_hard_irqs
     * @param gap between frames, us
     */
    GroFlushTimeoutTestCase(uint32_t timeout, uint32_t deferrals, uint32_t gap)
        : TestCase("gro_flush_timeout " + std::to_string(timeout) + " us, napi_defer_hard_irqs " +
                   std::to_string(deferrals) + ", a frame in " + std::to_string(gap) + " us"),
          m_timeout(MicroSeconds(timeout)),
          m_deferrals(deferrals),
          m_gap(MicroSeconds(gap))
    {
    }

  private:
    void DoRun() override
    {
        GroPair pair;
        Config::SetDefault("ns3::HostCpu::Hz", UintegerValue(12)); // no jiffy ends meanwhile
        pair.link.SetDeviceAttribute("RxUsecs", TimeValue(Seconds(0)));
        pair.Build();
        pair.devices.Get(1)->SetAttribute("GroFlushTimeout", TimeValue(m_timeout));
        pair.devices.Get(1)->SetAttribute("NapiDeferHardIrqs", UintegerValue(m_deferrals));
        pair.AddSink(1);
        auto source = pair.AddSource(0, 0);
        source->SetAttribute("WriteSize", UintegerValue(HostPair::SEGMENT));
        source->SetAttribute("Rate",
                             DataRateValue(DataRate(static_cast<uint64_t>(HostPair::SEGMENT * 8 /
                                                                          m_gap.GetSeconds()))));
        pair.Run(MilliSeconds(5)); // and the connection is there
        const ReceiveStatistics before = pair.receiverNic->GetStatistics();
        const uint64_t acksBefore = pair.senderNic->GetStatistics().frames;
        DeliveryLog log(pair.receiverNic);
        pair.Run(MilliSeconds(10));
        const ReceiveStatistics& after = pair.receiverNic->GetStatistics();
        const uint64_t frames = after.frames - before.frames;
        const uint64_t interrupts = after.interrupts - before.interrupts;
        const uint64_t timers = after.flushTimers - before.flushTimers;
        const uint64_t acks = pair.senderNic->GetStatistics().frames - acksBefore;
        NS_TEST_EXPECT_MSG_GT(frames, 50, "frames");
        const bool isSparse = m_gap > m_timeout * (m_deferrals + 1);
        const uint32_t waits = std::max<uint32_t>(m_deferrals, 1);
        if (isSparse)
        {
            // Each frame comes to an idle NIC, and waits for the last of the timers.
            NS_TEST_EXPECT_MSG_EQ(log.longestDelay, m_timeout * waits, "delay");
            NS_TEST_EXPECT_MSG_EQ_TOL(static_cast<double>(interrupts),
                                      static_cast<double>(frames + acks),
                                      2,
                                      "an interrupt a frame, and one an ACK sent");
            NS_TEST_EXPECT_MSG_EQ_TOL(static_cast<double>(timers),
                                      static_cast<double>(m_timeout.IsZero() ? 0 : frames * waits),
                                      waits,
                                      "timers a frame");
        }
        else if (m_deferrals > 0)
        {
            // Hardly ever do timers find nothing: only while the sender waits for an ACK.
            NS_TEST_EXPECT_MSG_LT(10 * interrupts, frames, "interrupts");
            NS_TEST_EXPECT_MSG_EQ_TOL(static_cast<double>(timers),
                                      MilliSeconds(10).GetSeconds() / m_timeout.GetSeconds(),
                                      5,
                                      "polls by the timer");
        }
        else
        {
            // Each frame's interrupt sets the timer anew, unless it completes a packet.
            NS_TEST_EXPECT_MSG_GT(interrupts, frames - 10, "an interrupt a frame");
            NS_TEST_EXPECT_MSG_LT(10 * timers, interrupts, "timers");
            NS_TEST_EXPECT_MSG_GT(log.longestDelay, m_timeout * 10, "delay");
        }
        NS_TEST_EXPECT_MSG_EQ(pair.sink->GetWrongBytes(), 0, "wrong bytes");
    }

    Time m_timeout;       //!< gro_flush_timeout
    uint32_t m_deferrals; //!< napi_defer_hard_irqs
    Time m_gap;           //!< between frames
};

/// @ingroup offload-test Requests and responses.
class GroRpcTestCase : public TestCase
{
  public:
    /**
     * @param size of requests and responses, bytes
     * @param hasChecksums whether ns-3 computes checksums
     */
    GroRpcTestCase(uint32_t size, bool hasChecksums)
        : TestCase("requests of " + std::to_string(size) +
                   " bytes end with PSH, and wait for no timer" +
                   (hasChecksums ? ", checksums" : "")),
          m_size(size),
          m_hasChecksums(hasChecksums)
    {
    }

  private:
    void DoRun() override
    {
        GroPair pair;
        Config::SetGlobal("ChecksumEnabled", BooleanValue(m_hasChecksums));
        pair.link.SetDeviceAttribute("RxUsecs", TimeValue(Seconds(0)));
        pair.link.SetDeviceAttribute("GroFlushTimeout", TimeValue(MicroSeconds(200)));
        pair.Build();
        auto server = CreateObject<CpuRpcServer>();
        server->SetAttribute(
            "Local",
            AddressValue(InetSocketAddress(Ipv4Address::GetAny(), HostPair::PORT)));
        auto client = CreateObject<CpuRpcClient>();
        client->SetAttribute("Remote", AddressValue(InetSocketAddress("10.0.0.2", HostPair::PORT)));
        client->SetAttribute("Gap", StringValue("ns3::ConstantRandomVariable[Constant=0.0003]"));
        for (const Ptr<Application>& application : std::vector<Ptr<Application>>{server, client})
        {
            application->SetAttribute("RequestSize", UintegerValue(m_size));
            application->SetAttribute("ResponseSize", UintegerValue(m_size));
        }
        pair.hosts.Get(1)->AddApplication(server);
        pair.hosts.Get(0)->AddApplication(client);
        Time longest;
        uint64_t responses = 0;
        client->TraceConnectWithoutContext("Latency", MakeFunctionCallback<Time>([&](Time latency) {
                                               longest = std::max(longest, latency);
                                               responses++;
                                           }));
        pair.Run(MilliSeconds(100));
        NS_TEST_EXPECT_MSG_GT(responses, 200, "responses");
        NS_TEST_EXPECT_MSG_EQ(client->GetResponses(), responses, "responses");
        NS_TEST_EXPECT_MSG_GT_OR_EQ(server->GetRequests(), responses, "requests");
        NS_TEST_EXPECT_MSG_LT(longest, MicroSeconds(100), "latency");
        NS_TEST_EXPECT_MSG_GT(longest, MicroSeconds(10), "two ways of 5 us");
    }

    uint32_t m_size;     //!< bytes
    bool m_hasChecksums; //!< global value
};

/// @ingroup offload-test What the timer costs.
class GroTimerCostTestCase : public TestCase
{
  public:
    GroTimerCostTestCase()
        : TestCase("the timer of gro_flush_timeout is paid for as a timer")
    {
    }

  private:
    void DoRun() override
    {
        GroPair pair;
        pair.receiverCosts =
            CreateTestProfile({{"take_interrupt", 7}, {"take_timer_interrupt", 3}});
        pair.link.SetDeviceAttribute("GroFlushTimeout", TimeValue(MicroSeconds(40)));
        pair.Build();
        pair.AddSink(1);
        auto source = pair.AddSource(0, 0);
        source->SetAttribute("WriteSize", UintegerValue(HostPair::SEGMENT));
        source->SetAttribute("Rate", StringValue("1Gbps"));
        pair.Run(MilliSeconds(10));
        const ReceiveStatistics statistics = pair.receiverNic->GetStatistics();
        const CpuCore& core = pair.receiverCpu->GetCore(0);
        NS_TEST_EXPECT_MSG_GT(statistics.flushTimers, 10, "timers");
        NS_TEST_EXPECT_MSG_EQ(core.GetCharged(Operation::TAKE_TIMER_INTERRUPT),
                              3 * static_cast<int64_t>(statistics.flushTimers),
                              "timers");
        NS_TEST_EXPECT_MSG_EQ(core.GetCharged(Operation::TAKE_INTERRUPT),
                              7 * static_cast<int64_t>(statistics.interrupts),
                              "interrupts of the NIC");
    }
};

/**
 * @ingroup offload-test
 * Rules of when GRO flushes.
 */
class OffloadGroFlushTestSuite : public TestSuite
{
  public:
    OffloadGroFlushTestSuite()
        : TestSuite("offload-gro-flush")
    {
        AddTestCase(new GroAcrossPollsTestCase(1000));
        AddTestCase(new GroAcrossPollsTestCase(250));
        AddTestCase(new GroFlushTimeoutTestCase(0, 0, 100));
        AddTestCase(new GroFlushTimeoutTestCase(40, 0, 100));
        AddTestCase(new GroFlushTimeoutTestCase(20, 2, 100));
        AddTestCase(new GroFlushTimeoutTestCase(20, 3, 100));
        AddTestCase(new GroFlushTimeoutTestCase(40, 0, 30));
        AddTestCase(new GroFlushTimeoutTestCase(40, 2, 30));
        AddTestCase(new GroTimerCostTestCase);
        AddTestCase(new GroRpcTestCase(100, false));
        AddTestCase(new GroRpcTestCase(5000, false));
        AddTestCase(new GroRpcTestCase(5000, true));
    }
};

OffloadGroFlushTestSuite g_offloadGroFlushTestSuite; //!< registers the suite

} // namespace
