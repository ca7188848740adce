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
 * The rules of a host, on each of four receive paths:
 *   the same seed gives the same run, another seed another one;
 *   half the clock halves the throughput of a host that is saturated;
 *   a host that costs nothing reaches line rate;
 *   a slow reader closes the window, and no frame is dropped;
 *   on a single core both softirq and the application get their share, of a flood too.
 */

#include "datagrams.h"
#include "receive-path-test-case.h"

#include "ns3/test.h"

#include <algorithm>
#include <cstdint>
#include <tuple>

using namespace ns3;
using namespace offloadtest;

namespace
{

/// @ingroup offload-test The same seed gives the same run.
class SeedTestCase : public ReceivePathTestCase
{
  public:
    /**
     * @param path the receive path
     */
    explicit SeedTestCase(const ReceivePath& path)
        : ReceivePathTestCase(path, "the same seed gives the same run, another seed another one")
    {
    }

  private:
    /// Bytes, cycles of both cores, events.
    using Outcome = std::tuple<uint64_t, int64_t, int64_t, uint64_t>;

    void DoRun() override
    {
        const Outcome first = RunSeed(1);
        NS_TEST_EXPECT_MSG_GT(std::get<0>(first), 1000000, "bytes");
        NS_TEST_EXPECT_MSG_EQ((RunSeed(1) == first), true, "the same seed, another run");
        NS_TEST_EXPECT_MSG_EQ((RunSeed(2) == first), false, "another seed, the same run");
    }

    /**
     * @param seed the seed
     * @return what happened
     */
    Outcome RunSeed(uint64_t seed) const
    {
        const uint64_t events = Simulator::GetEventCount();
        HostPair pair(m_path);
        RngSeedManager::SetRun(seed);
        BuildTransfer(pair, ATHLON_GHZ);
        pair.sink->SetAttribute("WakeDelay",
                                StringValue("ns3::UniformRandomVariable[Min=0|Max=0.000005]"));
        pair.sources[0]->SetAttribute("StartDelay",
                                      StringValue("ns3::UniformRandomVariable[Min=0|Max=0.0002]"));
        pair.sink->AssignStreams(0);
        pair.sources[0]->AssignStreams(1);
        pair.Run(MilliSeconds(5));
        CpuCore& irqs = pair.receiverCpu->GetCore(0);
        CpuCore& application = pair.receiverCpu->GetCore(1);
        return {pair.sink->GetBytesRead(),
                irqs.GetBusyCycles(CpuContext::SOFTIRQ),
                application.GetBusyCycles(CpuContext::PROCESS),
                Simulator::GetEventCount() - events};
    }
};

/// @ingroup offload-test The clock decides what a saturated host does.
class ClockTestCase : public ReceivePathTestCase
{
  public:
    /**
     * @param path the receive path
     */
    explicit ClockTestCase(const ReceivePath& path)
        : ReceivePathTestCase(path, "half the clock halves the throughput")
    {
    }

  private:
    void DoRun() override
    {
        const double half = RunClock(ATHLON_GHZ / 2);
        const double quarter = RunClock(ATHLON_GHZ / 4);
        NS_TEST_EXPECT_MSG_GT(quarter, 0.5, "Gb/s at a quarter of the clock");
        NS_TEST_EXPECT_MSG_EQ_TOL(half / quarter, 2, 0.06, "times as fast");
    }

    /**
     * @param ghz the receiver's clock
     * @return throughput, Gb/s
     */
    double RunClock(double ghz) const
    {
        HostPair pair(m_path);
        BuildTransfer(pair, ghz);
        pair.Run(MilliSeconds(5));
        return Measure(pair, MilliSeconds(15));
    }
};

/// @ingroup offload-test A host that costs nothing.
class LineRateTestCase : public ReceivePathTestCase
{
  public:
    /**
     * @param path the receive path
     */
    explicit LineRateTestCase(const ReceivePath& path)
        : ReceivePathTestCase(path, "a host that costs nothing reaches line rate")
    {
    }

  private:
    void DoRun() override
    {
        HostPair pair(m_path);
        pair.Build();
        AddTransfer(pair, 1);
        pair.Run(MilliSeconds(3));
        const double expected = 10 * 1448.0 / 1538;
        NS_TEST_EXPECT_MSG_EQ_TOL(Measure(pair, MilliSeconds(4)), expected, 0.06, "Gb/s");
    }
};

/// @ingroup offload-test A slow reader.
class SlowReaderTestCase : public ReceivePathTestCase
{
  public:
    /**
     * @param path the receive path
     */
    explicit SlowReaderTestCase(const ReceivePath& path)
        : ReceivePathTestCase(path, "a slow reader closes the window, and no frame is dropped")
    {
    }

  private:
    void DoRun() override
    {
        // 8 cycles a byte at 1 GHz are 1 Gb/s.
        HostPair pair(m_path);
        pair.receiverCosts = CreateTestProfile({{"copy_byte", 8}});
        pair.Build();
        auto source = AddTransfer(pair, 1);
        Simulator::Schedule(MicroSeconds(1), &SlowReaderTestCase::Watch, this, source);
        pair.Run(MilliSeconds(10));
        NS_TEST_EXPECT_MSG_EQ_TOL(Measure(pair, MilliSeconds(20)), 1, 0.02, "Gb/s");
        NS_TEST_EXPECT_MSG_EQ(pair.receiverNic->GetStatistics().framesRingFull,
                              0,
                              "frames dropped");
        NS_TEST_EXPECT_MSG_LT(m_leastWindow, HostPair::SEGMENT, "the window has closed");
        NS_TEST_EXPECT_MSG_EQ(m_hasLost, false, "the sender takes nothing for lost");
    }

    /**
     * Follow the sender's socket, which is there now.
     * @param source the sender
     */
    void Watch(Ptr<CpuSource> source)
    {
        const auto socket = source->GetSocket();
        socket->TraceConnectWithoutContext("RWND",
                                           MakeCallback(&SlowReaderTestCase::NotifyWindow, this));
        socket->TraceConnectWithoutContext("CongState",
                                           MakeCallback(&SlowReaderTestCase::NotifyState, this));
    }

    /**
     * The sender got another window.
     * @param newWindow it, in bytes
     */
    void NotifyWindow(uint32_t /* oldWindow */, uint32_t newWindow)
    {
        m_leastWindow = std::min(m_leastWindow, newWindow);
    }

    /**
     * @param newState state of the sender's congestion control
     */
    void NotifyState(TcpSocketState::TcpCongState_t /* oldState */,
                     TcpSocketState::TcpCongState_t newState)
    {
        m_hasLost = m_hasLost || newState != TcpSocketState::CA_OPEN;
    }

    uint32_t m_leastWindow{UINT32_MAX}; //!< bytes
    bool m_hasLost{false};              //!< the sender took something for lost
};

/// @ingroup offload-test Everything on one core.
class OneCoreTestCase : public ReceivePathTestCase
{
  public:
    /**
     * @param path the receive path
     */
    explicit OneCoreTestCase(const ReceivePath& path)
        : ReceivePathTestCase(path, "on one core softirq and application get their share")
    {
    }

  private:
    void DoRun() override
    {
        HostPair pair(m_path);
        pair.receiverCosts = LoadProfile("athlon64-2007")->WithClock(ATHLON_GHZ);
        pair.Build();
        pair.receiverCpu->SetAttribute("NetdevBudget", UintegerValue(16));
        AddTransfer(pair, 0);
        pair.Run(MilliSeconds(5));
        CpuCore& core = pair.receiverCpu->GetCore(0);
        const auto process = core.GetBusyCycles(CpuContext::PROCESS);
        const auto softirq = core.GetBusyCycles(CpuContext::SOFTIRQ);
        const Time duration = MilliSeconds(10);
        const double rate = Measure(pair, duration);
        const double cycles = ATHLON_GHZ * 1e9 * duration.GetSeconds();
        const auto share = [cycles](int64_t from, int64_t to) {
            return static_cast<double>(to - from) / cycles;
        };
        const double ofProcess = share(process, core.GetBusyCycles(CpuContext::PROCESS));
        const double ofSoftirq = share(softirq, core.GetBusyCycles(CpuContext::SOFTIRQ));
        // Copying a segment costs 1738 cycles, receiving it 2311 to 5516: they share in proportion.
        NS_TEST_EXPECT_MSG_GT(rate, 2.5, "Gb/s");
        NS_TEST_EXPECT_MSG_GT(ofProcess, 0.2, "share of the application");
        NS_TEST_EXPECT_MSG_GT(ofSoftirq, 0.4, "share of softirq");
        NS_TEST_EXPECT_MSG_GT(ofProcess + ofSoftirq, 0.97, "the core is full");
        NS_TEST_EXPECT_MSG_GT(core.GetTimeSqueezes(), 0, "softirq went beyond its budget");
    }
};

/// @ingroup offload-test A flood, which unlike TCP does not wait for the application.
class FloodTestCase : public ReceivePathTestCase
{
  public:
    /**
     * @param path the receive path
     */
    explicit FloodTestCase(const ReceivePath& path)
        : ReceivePathTestCase(path, "a flood of frames leaves half of its core to a process")
    {
    }

  private:
    void DoRun() override
    {
        HostPair pair(m_path);
        // 2000 cycles a frame, of which one comes every 1.3 us.
        pair.receiverCosts = CreateTestProfile({{"read_rx_descriptor", 2000}, {"copy_byte", 1}});
        pair.Build();
        pair.Run(MilliSeconds(1));
        DatagramReader reader(pair.hosts.Get(1));
        DatagramSender sender(pair.hosts.Get(0), "10.0.0.2");
        for (uint32_t frame = 0; frame < 20000; frame++)
        {
            sender.SendAfter(NanoSeconds(1300) * frame, Create<Packet>(1472));
        }
        CpuCore& core = pair.receiverCpu->GetCore(0);
        core.Execute(CpuContext::PROCESS, Work(Operation::COPY_BYTE, 1000000000), nullptr);
        pair.Run(MilliSeconds(25));
        NS_TEST_EXPECT_MSG_GT(pair.receiverNic->GetStatistics().framesRingFull, 1000, "a flood");
        const auto share = [&core](CpuContext context) {
            return static_cast<double>(core.GetBusyCycles(context)) / 25e6;
        };
        NS_TEST_EXPECT_MSG_EQ_TOL(share(CpuContext::PROCESS), 0.5, 0.05, "share of the process");
        NS_TEST_EXPECT_MSG_EQ_TOL(share(CpuContext::SOFTIRQ), 0.5, 0.05, "share of softirq");
    }
};

/**
 * @ingroup offload-test
 * Rules of a host.
 */
class OffloadHostTestSuite : public TestSuite
{
  public:
    OffloadHostTestSuite()
        : TestSuite("offload-host")
    {
        for (const ReceivePath& path : RECEIVE_PATHS)
        {
            AddTestCase(new SeedTestCase(path));
            AddTestCase(new ClockTestCase(path));
            AddTestCase(new LineRateTestCase(path));
            AddTestCase(new SlowReaderTestCase(path));
            AddTestCase(new OneCoreTestCase(path));
            AddTestCase(new FloodTestCase(path));
        }
    }
};

OffloadHostTestSuite g_offloadHostTestSuite; //!< registers the suite

} // namespace
