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
 * The rules of a core that softirq floods:
 *   within the budget softirq goes before processes;
 *   beyond it softirq and process share the core fairly;
 *   a task that mostly sleeps is served when it wakes, a granule later at most;
 *   it may not save up what it has not used meanwhile.
 */

#include "core-test-case.h"

#include <algorithm>
#include <string>

using namespace ns3;
using namespace offloadtest;

namespace
{

/// @ingroup offload-test Beyond the budget softirq and process share the core; within it they do
/// not.
class KsoftirqdTestCase : public CoreTestCase
{
  public:
    /**
     * @param budget frames of softirq work before ksoftirqd takes over
     * @param low least share of the process, percent
     * @param high greatest share
     */
    KsoftirqdTestCase(uint32_t budget, double low, double high)
        : CoreTestCase("process's share of a core flooded by softirq, budget " +
                       std::to_string(budget)),
          m_low(low),
          m_high(high)
    {
        m_limits.budgetFrames = budget;
        m_limits.budgetTime = Seconds(10);
    }

  private:
    void DoRun() override
    {
        TestWorker flood(1000000, 64, 1000, nullptr);
        m_core->Schedule(flood);
        Job(CpuContext::PROCESS, 100000000, "process");
        Simulator::Stop(MilliSeconds(100));
        Simulator::Run();
        const double cycles = 100e6;
        const auto process = static_cast<double>(m_core->GetBusyCycles(CpuContext::PROCESS));
        const auto softirq = static_cast<double>(m_core->GetBusyCycles(CpuContext::SOFTIRQ));
        NS_TEST_EXPECT_MSG_EQ_TOL(process + softirq, cycles, 1, "the core is never idle");
        NS_TEST_EXPECT_MSG_GT_OR_EQ(100 * process / cycles, m_low, "the process starves");
        NS_TEST_EXPECT_MSG_LT_OR_EQ(100 * process / cycles, m_high, "softirq starves");
        m_core->Clear();
    }

    double m_low;  //!< percent
    double m_high; //!< percent
};

/// @ingroup offload-test A task that sleeps in between is served when it wakes, beside ksoftirqd.
class SleeperTestCase : public CoreTestCase
{
  public:
    SleeperTestCase()
        : CoreTestCase("a task that mostly sleeps waits no longer than a granule for ksoftirqd")
    {
        m_limits.budgetFrames = 1;
        m_limits.granularity = MicroSeconds(100);
    }

  private:
    void DoRun() override
    {
        TestWorker flood(1000000, 64, 1000, nullptr);
        m_core->Schedule(flood);
        for (uint32_t i = 1; i <= 50; i++)
        {
            Simulator::Schedule(MilliSeconds(i), &SleeperTestCase::WakeUp, this);
        }
        Simulator::Stop(MilliSeconds(60));
        Simulator::Run();
        // Its own 10 us, a granule, and the step that was running.
        NS_TEST_EXPECT_MSG_GT(m_longest, Seconds(0), "the task has run");
        NS_TEST_EXPECT_MSG_LT_OR_EQ(m_longest, MicroSeconds(111), "the task waits too long");
        m_core->Clear();
    }

    /// The task wakes up and has something to do.
    void WakeUp()
    {
        const Time woken = Simulator::Now();
        m_core->Execute(CpuContext::PROCESS, Work(Operation::COPY_BYTE, 10000), [this, woken]() {
            m_longest = std::max(m_longest, Simulator::Now() - woken);
        });
    }

    Time m_longest; //!< from wake-up to done
};

/// @ingroup offload-test A task that has slept long does not make up for it.
class LateHogTestCase : public CoreTestCase
{
  public:
    LateHogTestCase()
        : CoreTestCase("a task that slept long shares with ksoftirqd from then on")
    {
        m_limits.budgetFrames = 1;
        m_limits.granularity = MicroSeconds(100);
    }

  private:
    void DoRun() override
    {
        TestWorker flood(1000000, 64, 1000, nullptr);
        m_core->Schedule(flood);
        JobAt(MilliSeconds(50), CpuContext::PROCESS, 100000000, "hog");
        Simulator::Stop(MilliSeconds(60));
        Simulator::Run();
        const auto process = static_cast<double>(m_core->GetBusyCycles(CpuContext::PROCESS));
        // Half of 10 ms, and the granule that it may be behind.
        NS_TEST_EXPECT_MSG_EQ_TOL(process, 5e6, 0.2e6, "cycles of the task");
        m_core->Clear();
    }
};

/**
 * @ingroup offload-test
 * Rules of ksoftirqd.
 */
class OffloadKsoftirqdTestSuite : public TestSuite
{
  public:
    OffloadKsoftirqdTestSuite()
        : TestSuite("offload-ksoftirqd")
    {
        AddTestCase(new KsoftirqdTestCase(1000000, 0, 0));
        AddTestCase(new KsoftirqdTestCase(300, 48, 52));
        AddTestCase(new SleeperTestCase);
        AddTestCase(new LateHogTestCase);
    }
};

OffloadKsoftirqdTestSuite g_offloadKsoftirqdTestSuite; //!< registers the suite

} // namespace
