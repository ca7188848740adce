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
 * The rules of a core:
 *   jobs of a context are done in order, each after its cycles;
 *   hardirq preempts softirq preempts process, and what was preempted resumes where it was;
 *   what costs nothing on an idle core happens at once;
 *   time is exact at any clock: a million cycles take a million cycles;
 *   what an effect causes is done before the next step of a poll;
 *   workers with softirq work take turns;
 *   an interrupt that a worker raises as it completes is taken at once;
 *   busy cycles = cycles of the jobs = sum over the operations.
 */

#include "core-test-case.h"

#include <functional>
#include <utility>

using namespace ns3;
using namespace offloadtest;

namespace
{

/// @ingroup offload-test Jobs are done in order, each after its cycles.
class InOrderTestCase : public CoreTestCase
{
  public:
    InOrderTestCase()
        : CoreTestCase("jobs of a context are done in order, each after its cycles")
    {
    }

  private:
    void DoRun() override
    {
        Job(CpuContext::PROCESS, 100, "a");
        Job(CpuContext::PROCESS, 50, "b");
        Simulator::Run();
        ExpectLog({"a@100", "b@150"});
        NS_TEST_EXPECT_MSG_EQ(m_core->IsIdle(), true, "nothing is left");
    }
};

/// @ingroup offload-test More urgent contexts preempt, and the preempted job resumes.
class PreemptionTestCase : public CoreTestCase
{
  public:
    PreemptionTestCase()
        : CoreTestCase("what is preempted resumes where it was")
    {
    }

  private:
    void DoRun() override
    {
        Job(CpuContext::PROCESS, 100, "process");
        JobAt(NanoSeconds(30), CpuContext::SOFTIRQ, 40, "softirq");
        JobAt(NanoSeconds(30), CpuContext::PROCESS, 5, "later");
        JobAt(NanoSeconds(50), CpuContext::HARDIRQ, 10, "hardirq");
        Simulator::Run();
        ExpectLog({"hardirq@60", "softirq@80", "process@150", "later@155"});
        NS_TEST_EXPECT_MSG_EQ(m_core->GetBusyCycles(CpuContext::PROCESS), 105, "process");
        NS_TEST_EXPECT_MSG_EQ(m_core->GetBusyCycles(CpuContext::SOFTIRQ), 40, "softirq");
        NS_TEST_EXPECT_MSG_EQ(m_core->GetBusyCycles(CpuContext::HARDIRQ), 10, "hardirq");
        NS_TEST_EXPECT_MSG_EQ(m_core->GetCharged(Operation::COPY_BYTE), 155, "sum of charges");
    }
};

/// @ingroup offload-test What costs nothing on an idle core happens at once, nested or not.
class FreeJobTestCase : public CoreTestCase
{
  public:
    FreeJobTestCase()
        : CoreTestCase("what costs nothing on an idle core happens at once")
    {
    }

  private:
    void DoRun() override
    {
        m_core->Execute(CpuContext::SOFTIRQ, Work(), [this]() {
            Job(CpuContext::SOFTIRQ, 0, "caused");
            m_log.emplace_back("cause");
        });
        ExpectLog({"cause", "caused@0"});
    }
};

/// @ingroup offload-test No rounding error adds up, at a clock that no time step is a multiple of.
class ExactTimeTestCase : public CoreTestCase
{
  public:
    ExactTimeTestCase()
        : CoreTestCase("time is exact at 2.93 GHz", 2.93)
    {
    }

  private:
    void DoRun() override
    {
        constexpr uint32_t JOBS = 29300;
        for (uint32_t job = 0; job < JOBS; job++)
        {
            m_core->Execute(CpuContext::PROCESS, Work(Operation::COPY_BYTE, 100), [this]() {
                m_end = Simulator::Now();
            });
        }
        Simulator::Run();
        // 2.93 million cycles at 2.93 GHz.
        NS_TEST_EXPECT_MSG_EQ(m_end, MilliSeconds(1), "back-to-back jobs lose no time");
    }

    Time m_end; //!< of the last job
};

/// @ingroup offload-test What a step causes is done before the next step; workers take turns.
class TurnsTestCase : public CoreTestCase
{
  public:
    TurnsTestCase()
        : CoreTestCase("follow-on jobs come before the next step, and workers take turns")
    {
    }

  private:
    void DoRun() override
    {
        TestWorker a(3, 2, 10, [this]() {
            m_log.emplace_back("a");
            Job(CpuContext::SOFTIRQ, 1, "ack");
        });
        TestWorker b(1, 2, 10, [this]() { m_log.emplace_back("b"); });
        m_core->Execute(CpuContext::HARDIRQ, Work(), [this, &a, &b]() {
            m_core->Schedule(a);
            m_core->Schedule(b);
        });
        Simulator::Run();
        ExpectLog({"a", "ack@11", "a", "ack@22", "b", "a", "ack@43"});
    }
};

/**
 * @ingroup offload-test
 * A worker that raises an interrupt as it completes, as a NIC without moderation does when it is
 * unmasked.
 */
class RaisingWorker : public SoftirqWorker
{
  public:
    /**
     * @param raise called when it completes
     */
    explicit RaisingWorker(std::function<void()> raise)
        : m_raise(std::move(raise))
    {
    }

    Answer NextStep(Step& /* step */) override
    {
        m_raise();
        return Answer::COMPLETE;
    }

  private:
    std::function<void()> m_raise; //!< called when it completes
};

/// @ingroup offload-test An interrupt that comes from within a poll.
class RaisingWorkerTestCase : public CoreTestCase
{
  public:
    RaisingWorkerTestCase()
        : CoreTestCase("an interrupt that a worker raises as it completes is taken at once")
    {
    }

  private:
    void DoRun() override
    {
        const auto raise = [this]() {
            Job(CpuContext::PROCESS, 100, "process");
            Job(CpuContext::SOFTIRQ, 10, "softirq");
            Job(CpuContext::HARDIRQ, 1, "hardirq");
        };
        RaisingWorker beforeOthers(raise);
        m_core->Schedule(beforeOthers);
        Simulator::Run();
        RaisingWorker alone([this]() { Job(CpuContext::HARDIRQ, 1, "again"); });
        m_core->Schedule(alone);
        Simulator::Run();
        ExpectLog({"hardirq@1", "softirq@11", "process@111", "again@112"});
    }
};

/**
 * @ingroup offload-test
 * Rules of CpuCore.
 */
class OffloadCpuCoreTestSuite : public TestSuite
{
  public:
    OffloadCpuCoreTestSuite()
        : TestSuite("offload-cpu-core")
    {
        AddTestCase(new InOrderTestCase);
        AddTestCase(new PreemptionTestCase);
        AddTestCase(new FreeJobTestCase);
        AddTestCase(new ExactTimeTestCase);
        AddTestCase(new TurnsTestCase);
        AddTestCase(new RaisingWorkerTestCase);
    }
};

OffloadCpuCoreTestSuite g_offloadCpuCoreTestSuite; //!< registers the suite

} // namespace
