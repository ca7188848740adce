/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef CORE_TEST_CASE_H
#define CORE_TEST_CASE_H

#include "difference.h"
#include "test-profile.h"

#include "ns3/cpu-core.h"
#include "ns3/simulator.h"
#include "ns3/test.h"

#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace offloadtest
{

using namespace ns3;

/**
 * @ingroup offload-test
 * A core on which COPY_BYTE costs one cycle, so that a job of n bytes takes n cycles.
 */
class CoreTestCase : public TestCase
{
  public:
    /**
     * @param name what is tested
     * @param ghz clock
     */
    CoreTestCase(const std::string& name, double ghz = 1)
        : TestCase(name),
          m_ghz(ghz)
    {
    }

  protected:
    /// Make the core.
    void DoSetup() override
    {
        m_core = Create<CpuCore>(
            CreateTestProfile({{"copy_byte", 1}})->WithClock(m_ghz),
            m_limits,
            [](CpuContext, bool) {},
            nullptr);
    }

    /// Clean up.
    void DoTeardown() override
    {
        m_core = nullptr;
        Simulator::Destroy();
    }

    /**
     * Queue a job that notes when it is done.
     *
     * @param context its context
     * @param cycles its cost
     * @param name what to note
     */
    void Job(CpuContext context, uint32_t cycles, const std::string& name)
    {
        m_core->Execute(context, Work(Operation::COPY_BYTE, cycles), [this, name]() {
            m_log.push_back(name + "@" + std::to_string(Simulator::Now().GetNanoSeconds()));
        });
    }

    /**
     * Queue a job later.
     *
     * @param time when
     * @param context its context
     * @param cycles its cost
     * @param name what to note
     */
    void JobAt(Time time, CpuContext context, uint32_t cycles, const std::string& name)
    {
        Simulator::Schedule(time, &CoreTestCase::Job, this, context, cycles, name);
    }

    /**
     * @param expected what must have been noted
     */
    void ExpectLog(const std::vector<std::string>& expected)
    {
        NS_TEST_EXPECT_MSG_EQ(FindDifference(m_log, expected), "", "what happened, and when");
    }

    double m_ghz;                   //!< clock
    SoftirqLimits m_limits;         //!< limits
    Ptr<CpuCore> m_core;            //!< core
    std::vector<std::string> m_log; //!< what happened
};

/**
 * @ingroup offload-test
 * A worker with a number of frags to do.
 */
class TestWorker : public SoftirqWorker
{
  public:
    /**
     * @param frags number of frags
     * @param weight frags a turn
     * @param cycles cost of each
     * @param done called after each step
     */
    TestWorker(uint32_t frags, uint32_t weight, uint32_t cycles, std::function<void()> done)
        : m_pieces(frags),
          m_weight(weight),
          m_cycles(cycles),
          m_done(std::move(done))
    {
    }

    Answer NextStep(Step& step) override
    {
        if (m_pieces == 0)
        {
            return Answer::COMPLETE;
        }
        if (m_turn == m_weight)
        {
            m_turn = 0;
            return Answer::YIELD;
        }
        m_turn++;
        m_pieces--;
        step.work.Add(Operation::COPY_BYTE, m_cycles);
        step.frames = 1;
        step.done = m_done;
        return Answer::STEP;
    }

  private:
    uint32_t m_pieces;            //!< left to do
    uint32_t m_weight;            //!< frags a turn
    uint32_t m_cycles;            //!< cost of each
    uint32_t m_turn{0};           //!< frags done this turn
    std::function<void()> m_done; //!< effect of each
};

} // namespace offloadtest

#endif // CORE_TEST_CASE_H
