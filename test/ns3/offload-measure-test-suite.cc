/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "cpu/ns3-compat.h"
#include "test-flow.h"

#include "ns3/counter-sampler.h"
#include "ns3/cpu-load.h"
#include "ns3/datagram-flood.h"
#include "ns3/delay-histogram.h"
#include "ns3/double.h"
#include "ns3/error-model.h"
#include "ns3/link-trouble.h"
#include "ns3/linux-tcp-defaults.h"
#include "ns3/pointer.h"
#include "ns3/retransmission-counter.h"
#include "ns3/steady-measurement.h"
#include "ns3/steady-state.h"
#include "ns3/string.h"
#include "ns3/test.h"
#include "ns3/wire-topology.h"

#include <list>
#include <string>
#include <vector>

using namespace offloadtest;

/**
 * @file
 * @ingroup offload-test
 * The measurement library:
 *   the warm-up of a series ends where its answer is known to be;
 *   a sampler counts in equal intervals, and a histogram has the quantiles of what it was given;
 *   rates, ratios and quantiles are those after the warm-up;
 *   link trouble happens as often as asked for, is counted, and is the same for the same stream;
 *   loads of a core over contexts and over categories are its busy cycles.
 */

namespace
{

/// @ingroup offload-test Series whose warm-up is known.
class SteadyStateTestCase : public TestCase
{
  public:
    SteadyStateTestCase()
        : TestCase("the warm-up of a series ends where it is known to end")
    {
    }

  private:
    void DoRun() override
    {
        NS_TEST_EXPECT_MSG_EQ(FindSteadyState({}), 0, "no series");
        NS_TEST_EXPECT_MSG_EQ(FindSteadyState({5, 5, 5, 5}), 0, "constant");
        NS_TEST_EXPECT_MSG_EQ(FindSteadyState({0, 1, 9, 10, 9, 10, 9, 10, 9, 10}), 2, "a rise");
        std::vector<double> late{50, 40, 30};
        late.resize(20, 4);
        NS_TEST_EXPECT_MSG_EQ(FindSteadyState(late), 3, "a fall");
        std::vector<double> never;
        for (int i = 0; i < 10; i++)
        {
            never.push_back(i * i);
        }
        NS_TEST_EXPECT_MSG_LT_OR_EQ(FindSteadyState(never), 5, "at most half is left out");
    }
};

/// @ingroup offload-test Counters at equal intervals.
class CounterSamplerTestCase : public TestCase
{
  public:
    CounterSamplerTestCase()
        : TestCase("a sampler counts in equal intervals")
    {
    }

  private:
    void DoRun() override
    {
        CounterSampler sampler(MilliSeconds(1));
        double count = 7; // what was before does not matter
        sampler.Add("steps", [&count]() { return count; });
        ScheduleFunction(MicroSeconds(500), [&sampler]() { sampler.Start(); });
        for (int i = 0; i < 10; i++)
        {
            // 1, 2, 3, ... in the intervals that begin at 0.5 ms, 1.5 ms ...
            ScheduleFunction(MilliSeconds(i + 1), [&count, i]() { count += i + 1; });
        }
        Simulator::Stop(MicroSeconds(4600));
        Simulator::Run();
        const auto intervals = sampler.GetIntervals("steps");
        NS_TEST_ASSERT_MSG_EQ(intervals.size(), 4, "intervals that are over");
        for (std::size_t i = 0; i < intervals.size(); i++)
        {
            NS_TEST_EXPECT_MSG_EQ(intervals[i], i + 1, "interval " << i);
        }
        NS_TEST_EXPECT_MSG_EQ(sampler.GetCount("steps"), 10, "all");
        NS_TEST_EXPECT_MSG_EQ(sampler.GetCount("steps", 2), 7, "without the first two");
        NS_TEST_EXPECT_MSG_EQ(sampler.GetCount("steps", 9), 0, "from beyond the end");
        EndSimulation();
    }
};

/// @ingroup offload-test Quantiles of known delays.
class DelayHistogramTestCase : public TestCase
{
  public:
    DelayHistogramTestCase()
        : TestCase("quantiles are those of the delays, within half a percent")
    {
    }

  private:
    void DoRun() override
    {
        DelayHistogram delays(MilliSeconds(1));
        NS_TEST_EXPECT_MSG_EQ(delays.GetQuantile(0.5), 0, "without delays");
        ScheduleFunction(MicroSeconds(300), [&delays]() { delays.Add(Seconds(1)); });
        ScheduleFunction(MicroSeconds(1200), [&delays]() {
            for (int us = 1; us <= 1000; us++)
            {
                delays.Add(MicroSeconds(us));
            }
        });
        Simulator::Run();
        NS_TEST_EXPECT_MSG_EQ(delays.GetCount(), 1001, "all delays");
        NS_TEST_EXPECT_MSG_EQ(delays.GetCount(1), 1000, "without those of the first interval");
        for (const double share : {0.1, 0.5, 0.99, 1.0})
        {
            const double exact = 1000 * share;
            NS_TEST_EXPECT_MSG_EQ_TOL(delays.GetQuantile(share, 1),
                                      exact,
                                      0.0051 * exact,
                                      "share " << share);
        }
        NS_TEST_EXPECT_MSG_EQ_TOL(delays.GetQuantile(1), 1e6, 5100, "the one of a second");
        EndSimulation();
    }
};

/// @ingroup offload-test Rates, ratios and quantiles after the warm-up.
class SteadyMeasurementTestCase : public TestCase
{
  public:
    SteadyMeasurementTestCase()
        : TestCase("quantities are those after the warm-up, in the order in which they were added")
    {
    }

  private:
    void DoRun() override
    {
        DelayHistogram delays(MilliSeconds(1));
        double packets = 0;
        double bytes = 0;
        SteadyMeasurement measurement(MilliSeconds(1), [&bytes]() { return bytes; });
        measurement.AddRate(
            "goodput",
            [&bytes]() { return 8 * bytes; },
            "Mb/s",
            1e6);
        measurement.AddRatio(
            "bytes_per_packet",
            "bytes",
            [&bytes]() { return bytes; },
            [&packets]() { return packets; });
        measurement.AddRatio(
            "bytes_per_nothing",
            "bytes",
            [&bytes]() { return bytes; },
            []() { return 0; });
        measurement.AddQuantile("delay", delays, 1);
        measurement.AddValue("answer", "", []() { return 42; });
        measurement.Start();
        for (int ms = 0; ms < 20; ms++)
        {
            ScheduleFunction(MicroSeconds(1000 * ms + 500), [&, ms]() {
                packets += 2;
                bytes += ms < 4 ? 10 : 3000; // 4 ms of warm-up
                delays.Add(MicroSeconds(ms < 4 ? 900 : 70));
            });
        }
        Simulator::Stop(MilliSeconds(20) + NanoSeconds(1));
        Simulator::Run();
        const auto report = measurement.Report();
        NS_TEST_EXPECT_MSG_EQ(measurement.GetWarmUp(), MilliSeconds(4), "warm-up");
        NS_TEST_EXPECT_MSG_EQ(measurement.IsStandstill(), false, "there is progress");
        NS_TEST_EXPECT_MSG_EQ_TOL(measurement.GetSeconds(), 0.016, 1e-12, "time measured");
        NS_TEST_ASSERT_MSG_EQ(report.size(), 5, "quantities");
        NS_TEST_EXPECT_MSG_EQ(report[0].name + " " + report[0].unit, "goodput Mb/s", "the first");
        NS_TEST_EXPECT_MSG_EQ_TOL(report[0].value, 24, 1e-9, "3000 bytes a ms");
        NS_TEST_EXPECT_MSG_EQ_TOL(report[1].value, 1500, 1e-9, "two packets have 3000 bytes");
        NS_TEST_EXPECT_MSG_EQ(report[2].value, 0, "nothing to divide by");
        NS_TEST_EXPECT_MSG_EQ_TOL(report[3].value, 70, 0.36, "delays after the warm-up");
        NS_TEST_EXPECT_MSG_EQ(report[4].value, 42, "a value");
        EndSimulation();
    }
};

/// @ingroup offload-test A flood sends at its rate; what is sent again is counted.
class TrafficTestCase : public TestCase
{
  public:
    TrafficTestCase()
        : TestCase("a flood sends at its rate, and what TCP sends again is counted")
    {
    }

  private:
    /**
     * @param lost indices of frames to the receiver that are lost
     * @return segments that were sent again
     */
    uint64_t CountRetransmissions(const std::list<uint32_t>& lost)
    {
        constexpr uint32_t BYTES = 1000; // a segment
        SetLinuxTcpDefaults();
        WireTopology pair;
        pair.Build();
        auto loss = CreateObject<ReceiveListErrorModel>();
        loss->SetList(lost);
        pair.receiver.devices.Get(0)->SetAttribute("ReceiveErrorModel", PointerValue(loss));
        auto flood = CreateObject<DatagramFlood>();
        flood->SetAttribute("Remote", AddressValue(pair.GetRemote(9)));
        flood->SetAttribute("Interval", TimeValue(MicroSeconds(10)));
        flood->SetStopTime(MicroSeconds(995));
        pair.sender.node->AddApplication(flood);
        const Flow flow(pair, BYTES);
        RetransmissionCounter counter;
        ScheduleFunction(MicroSeconds(2001), [&]() { counter.Watch(flow.source->GetSocket()); });
        Simulator::Stop(Seconds(10));
        Simulator::Run();
        NS_TEST_EXPECT_MSG_EQ(flood->GetSent(), DATAGRAMS, "one each 10 us until 0.995 ms");
        NS_TEST_EXPECT_MSG_EQ(flow.sink->GetBytesRead(), BYTES, "bytes read");
        EndSimulation();
        return counter.GetCount();
    }

    void DoRun() override
    {
        NS_TEST_EXPECT_MSG_EQ(CountRetransmissions({}), 0, "nothing is lost");
        // SYN and ACK come before the segment.
        NS_TEST_EXPECT_MSG_EQ(CountRetransmissions({DATAGRAMS + 2}), 1, "the segment is");
    }

    static constexpr uint32_t DATAGRAMS = 100; //!< before the connection begins
};

/// @ingroup offload-test What happens on a link, and how often.
class LinkTroubleTestCase : public TestCase
{
  public:
    /**
     * @param attribute what happens
     * @param counter where it is counted
     */
    LinkTroubleTestCase(const char* attribute, uint64_t LinkTrouble::Counters::*counter)
        : TestCase(std::string(attribute) + ": the stream survives, as often as asked for, and the "
                                            "same for the same stream of random numbers"),
          m_attribute(attribute),
          m_counter(counter)
    {
    }

  private:
    /**
     * @param stream number of the random stream
     * @return what happened
     */
    LinkTrouble::Counters Transfer(int64_t stream)
    {
        constexpr uint64_t BYTES = 3000000;
        const bool isEcn = std::string(m_attribute) == "CeMarks";
        SetLinuxTcpDefaults();
        Config::SetDefault("ns3::TcpSocketBase::UseEcn", StringValue(isEcn ? "On" : "Off"));
        Config::SetGlobal("ChecksumEnabled", BooleanValue(true));
        WireTopology pair;
        pair.Build();
        auto trouble = CreateObject<LinkTrouble>();
        trouble->SetAttribute(m_attribute, DoubleValue(SHARE));
        trouble->SetAttribute("MinSize", UintegerValue(1000));
        NS_TEST_EXPECT_MSG_EQ(trouble->AssignStreams(stream), 1, "streams");
        trouble->Install(DynamicCast<PointToPointNetDevice>(pair.receiver.devices.Get(0)));
        const Flow flow(pair, BYTES);
        Simulator::Stop(Seconds(20));
        Simulator::Run();
        NS_TEST_EXPECT_MSG_EQ(flow.sink->GetBytesRead(), BYTES, "bytes read");
        NS_TEST_EXPECT_MSG_EQ(flow.sink->GetWrongBytes(), 0, "wrong bytes");
        const auto counters = trouble->GetCounters();
        Config::SetGlobal("ChecksumEnabled", BooleanValue(false));
        EndSimulation();
        return counters;
    }

    void DoRun() override
    {
        const auto first = Transfer(7);
        const auto again = Transfer(7);
        const auto other = Transfer(8);
        // 2072 full frames and those sent again: 41 +- 6.
        NS_TEST_EXPECT_MSG_EQ_TOL(static_cast<double>(first.*m_counter), 41, 20, "how often");
        NS_TEST_EXPECT_MSG_EQ(first.GetTotal(), first.*m_counter, "and nothing else");
        NS_TEST_EXPECT_MSG_EQ(first.*m_counter, again.*m_counter, "the same stream");
        NS_TEST_EXPECT_MSG_NE(first.*m_counter, other.*m_counter, "another stream");
    }

    static constexpr double SHARE = 0.02; //!< of the full frames

    const char* m_attribute;                    //!< what happens
    uint64_t LinkTrouble::Counters::*m_counter; //!< where it is counted
};

/// @ingroup offload-test Loads by context and by category.
class CpuLoadTestCase : public TestCase
{
  public:
    CpuLoadTestCase()
        : TestCase("loads over contexts and over categories are the busy cycles")
    {
    }

  private:
    void DoRun() override
    {
        SetLinuxTcpDefaults();
        WireTopology pair;
        pair.Build();
        const Flow flow(pair, 0);
        flow.sink->SetAttribute("Core", UintegerValue(1));
        CpuLoad load(pair.receiver.cpu);
        Simulator::Stop(MilliSeconds(5));
        Simulator::Run();
        const double clock = 2e9;
        for (uint32_t index = 0; index < 2; index++)
        {
            const CpuCore& core = pair.receiver.cpu->GetCore(index);
            double contexts = 0;
            for (const auto context :
                 {CpuContext::HARDIRQ, CpuContext::SOFTIRQ, CpuContext::PROCESS})
            {
                contexts += load.GetBusy(index, context);
            }
            double categories = 0;
            for (std::size_t i = 0; i < N_COST_CATEGORIES; i++)
            {
                categories += load.GetBusy(index, static_cast<CostCategory>(i));
            }
            const double busy = load.GetBusy(index);
            NS_TEST_EXPECT_MSG_GT(busy, 1, "core " << index << " worked");
            NS_TEST_EXPECT_MSG_EQ_TOL(contexts, busy, 1e-9, "sum of the contexts");
            // The job that runs at the end has not been charged yet.
            NS_TEST_EXPECT_MSG_EQ_TOL(categories, busy, 1, "sum of the categories");
            NS_TEST_EXPECT_MSG_EQ_TOL(static_cast<double>(CpuLoad::GetBusyCycles(core)) / clock /
                                          5e-3 * 100,
                                      busy,
                                      1e-9,
                                      "cycles");
        }
        load.Restart();
        NS_TEST_EXPECT_MSG_EQ(load.GetBusy(0), 0, "nothing since the restart");
        EndSimulation();
    }
};

/// @ingroup offload-test Suite offload-measure.
class OffloadMeasureTestSuite : public TestSuite
{
  public:
    OffloadMeasureTestSuite()
        : TestSuite("offload-measure")
    {
        AddTestCase(new SteadyStateTestCase);
        AddTestCase(new CounterSamplerTestCase);
        AddTestCase(new DelayHistogramTestCase);
        AddTestCase(new SteadyMeasurementTestCase);
        AddTestCase(new TrafficTestCase);
        using Counters = LinkTrouble::Counters;
        AddTestCase(new LinkTroubleTestCase("Loss", &Counters::lost));
        AddTestCase(new LinkTroubleTestCase("Late", &Counters::late));
        AddTestCase(new LinkTroubleTestCase("Duplication", &Counters::duplicated));
        AddTestCase(new LinkTroubleTestCase("CeMarks", &Counters::marked));
        AddTestCase(new LinkTroubleTestCase("Damage", &Counters::damaged));
        AddTestCase(new CpuLoadTestCase);
    }
};

static OffloadMeasureTestSuite g_offloadMeasureTestSuite; //!< static instance

} // namespace
