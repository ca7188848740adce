/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "test-profile.h"

#include "ns3/cpu-core.h"
#include "ns3/simulator.h"
#include "ns3/test.h"

#include <algorithm>
#include <string>
#include <vector>

/**
 * @file
 * @ingroup offload-test
 * The rules of a core:
 *   jobs of a context are done in order, each after its cycles;
 *   hardirq preempts softirq preempts process, and what was preempted resumes where it was;
 *   what costs nothing on an idle core happens at once;
 *   time is exact at any clock: a million cycles take a million cycles;
 *   what an effect causes is done before the next piece of a poll;
 *   workers with softirq work take turns;
 *   an interrupt that a worker raises as it completes is taken at once;
 *   beyond the budget softirq and process share the core fairly;
 *   busy cycles = cycles of the jobs = sum over the operations.
 */

using namespace ns3;

namespace
{

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
     * @param expected what must have been noted
     */
    void ExpectLog(const std::vector<std::string>& expected)
    {
        std::string log;
        for (const auto& entry : m_log)
        {
            log += entry + " ";
        }
        NS_TEST_EXPECT_MSG_EQ((m_log == expected), true, "the order was " << log);
    }

    double m_ghz;                   //!< clock
    SoftirqLimits m_limits;         //!< limits
    Ptr<CpuCore> m_core;            //!< core
    std::vector<std::string> m_log; //!< what happened
};

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
        Simulator::Schedule(NanoSeconds(30), [this]() {
            Job(CpuContext::SOFTIRQ, 40, "softirq");
            Job(CpuContext::PROCESS, 5, "later");
        });
        Simulator::Schedule(NanoSeconds(50), [this]() { Job(CpuContext::HARDIRQ, 10, "hardirq"); });
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

/**
 * @ingroup offload-test
 * A worker with a number of pieces to do.
 */
class TestWorker : public SoftirqWorker
{
  public:
    /**
     * @param pieces number of pieces
     * @param weight pieces a turn
     * @param cycles cost of each
     * @param done called after each piece
     */
    TestWorker(uint32_t pieces, uint32_t weight, uint32_t cycles, std::function<void()> done)
        : m_pieces(pieces),
          m_weight(weight),
          m_cycles(cycles),
          m_done(std::move(done))
    {
    }

    Answer NextPiece(Piece& piece) override
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
        piece.work.Add(Operation::COPY_BYTE, m_cycles);
        piece.frames = 1;
        piece.done = m_done;
        return Answer::PIECE;
    }

  private:
    uint32_t m_pieces;            //!< left to do
    uint32_t m_weight;            //!< pieces a turn
    uint32_t m_cycles;            //!< cost of each
    uint32_t m_turn{0};           //!< pieces done this turn
    std::function<void()> m_done; //!< effect of each
};

/// @ingroup offload-test What a piece causes is done before the next piece; workers take turns.
class TurnsTestCase : public CoreTestCase
{
  public:
    TurnsTestCase()
        : CoreTestCase("follow-on jobs come before the next piece, and workers take turns")
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

    Answer NextPiece(Piece& /* piece */) override
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
            Simulator::Schedule(MilliSeconds(i), [this]() {
                const Time woken = Simulator::Now();
                m_core->Execute(
                    CpuContext::PROCESS,
                    Work(Operation::COPY_BYTE, 10000),
                    [this, woken]() { m_longest = std::max(m_longest, Simulator::Now() - woken); });
            });
        }
        Simulator::Stop(MilliSeconds(60));
        Simulator::Run();
        // Its own 10 us, a granule, and the piece that was running.
        NS_TEST_EXPECT_MSG_GT(m_longest, Seconds(0), "the task has run");
        NS_TEST_EXPECT_MSG_LT_OR_EQ(m_longest, MicroSeconds(111), "the task waits too long");
        m_core->Clear();
    }

    Time m_longest; //!< from wake-up to done
};

/**
 * @ingroup offload-test
 * Rules of a core.
 */
class OffloadCpuTestSuite : public TestSuite
{
  public:
    OffloadCpuTestSuite()
        : TestSuite("offload-cpu")
    {
        AddTestCase(new InOrderTestCase);
        AddTestCase(new PreemptionTestCase);
        AddTestCase(new FreeJobTestCase);
        AddTestCase(new ExactTimeTestCase);
        AddTestCase(new TurnsTestCase);
        AddTestCase(new RaisingWorkerTestCase);
        AddTestCase(new KsoftirqdTestCase(1000000, 0, 0));
        AddTestCase(new KsoftirqdTestCase(300, 48, 52));
        AddTestCase(new SleeperTestCase);
    }
};

OffloadCpuTestSuite g_offloadCpuTestSuite; //!< registers the suite

} // namespace
