/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_CPU_CORE_H
#define OFFLOAD_CPU_CORE_H

#include "ns3/cost-profile.h"
#include "ns3/cpu-operation.h"
#include "ns3/event-id.h"
#include "ns3/nstime.h"
#include "ns3/ptr.h"
#include "ns3/simple-ref-count.h"

#include <array>
#include <cstdint>
#include <deque>
#include <functional>
#include <iosfwd>

namespace ns3
{

/**
 * @ingroup offload
 * In whose name a core works, in the order of precedence.
 */
enum class CpuContext : uint8_t
{
    HARDIRQ, //!< interrupt handlers; preempt everything
    SOFTIRQ, //!< NAPI, timers and what they cause; preempt processes, within a budget
    PROCESS, //!< applications
};

/**
 * @param os where to print
 * @param context a context
 * @return os
 */
std::ostream& operator<<(std::ostream& os, CpuContext context);

/// Number of contexts.
constexpr std::size_t N_CPU_CONTEXTS = static_cast<std::size_t>(CpuContext::PROCESS) + 1;

/**
 * @ingroup offload
 * Softirq work that a core pulls step by step, as net_rx_action calls NAPI's poll functions.
 */
class SoftirqWorker
{
  public:
    /// What a worker has to say when it is asked for work.
    enum class Answer : uint8_t
    {
        STEP,     //!< here is the next step
        YIELD,    //!< more is to do, but this turn's weight is used up: the next worker's turn
        COMPLETE, //!< nothing left to do: take me off the list
    };

    /// The next step of work.
    struct Step
    {
        Work work;                  //!< what the step costs
        uint32_t frames{0};         //!< frames that count against the budget
        std::function<void()> done; //!< the effect, when the core has done the work
    };

    virtual ~SoftirqWorker() = default;

    /**
     * Called when the core has nothing more urgent to do.
     *
     * @param [out] step the next step, if the answer is STEP
     * @return the answer
     */
    virtual Answer NextStep(Step& step) = 0;
};

/**
 * @ingroup offload
 * Limits on softirq work, shared by the cores of a host.
 */
struct SoftirqLimits
{
    uint32_t budgetFrames{300};           //!< frames (Linux: net.core.netdev_budget)
    Time budgetTime{MilliSeconds(2)};     //!< time (Linux: net.core.netdev_budget_usecs)
    Time granularity{MicroSeconds(1500)}; //!< how far ksoftirqd and processes may diverge
};

/**
 * @ingroup offload
 * A stretch that a core worked without a break on a job.
 */
struct CpuStretch
{
    CpuContext context; //!< whose job it is
    Time start;         //!< when the core began
    Time end;           //!< when it stopped: the job is done, or was preempted
    const Work& work;   //!< the job
    int64_t total;      //!< ticks of the job; ticks can be compared with each other alone
    int64_t before;     //!< ticks of the job that were done before the stretch
    int64_t after;      //!< ticks of the job that were done after it
};

/**
 * @ingroup offload
 * A core: an in-order server whose jobs are priced by a cost profile.
 *
 * Jobs of one context are done in order. A more urgent context preempts, and what was preempted
 * resumes where it was (preemptive-resume). Softirq work beyond its budget goes on as ksoftirqd
 * does, in fair shares with processes.
 *
 * Laws: time never passes without work while there is work; the busy cycles are the sum of the
 * cycles of the jobs, to the cycle, at any clock and time resolution.
 */
class CpuCore : public SimpleRefCount<CpuCore>
{
  public:
    /// The effect of a job.
    using Effect = std::function<void()>;

    /**
     * Tells the host which core is executing an effect in which context.
     *
     * Called with the context before an effect, and after it.
     */
    using EffectObserver = std::function<void(CpuContext context, bool begins)>;

    /// Told about each stretch that the core worked without a break on a job.
    using StretchObserver = std::function<void(const CpuStretch& stretch)>;

    /**
     * @param profile the prices
     * @param limits the limits of softirq work
     * @param effectObserver told around each effect
     * @param stretchObserver told about each stretch of work
     */
    CpuCore(Ptr<const CostProfile> profile,
            const SoftirqLimits& limits,
            EffectObserver effectObserver,
            StretchObserver stretchObserver);

    /**
     * Queue a job. A job that costs nothing on an idle core has its effect before this returns.
     *
     * @param context whose job it is
     * @param work what it costs
     * @param effect what happens when it is done; may be empty
     */
    void Execute(CpuContext context, const Work& work, Effect effect);

    /**
     * Put a worker at the end of the list of those with softirq work (Linux: napi_schedule).
     *
     * @param worker the worker; must not be on the list and must outlive its stay there
     */
    void Schedule(SoftirqWorker& worker);

    /// Forget all jobs and workers.
    void Clear();

    /**
     * @return the prices of this core
     */
    Ptr<const CostProfile> GetCostProfile() const;

    /**
     * @param context the context
     * @return cycles executed in it so far, those of unfinished jobs included
     */
    int64_t GetBusyCycles(CpuContext context) const;

    /**
     * @return cycles executed so far in all contexts
     */
    int64_t GetBusyCycles() const;

    /**
     * @param operation the operation
     * @return cycles of the finished jobs that went into it
     */
    int64_t GetCharged(Operation operation) const;

    /**
     * @return true if no job is running or waiting
     */
    bool IsIdle() const;

    /**
     * @return how often softirq work went beyond its budget (Linux: time_squeeze)
     */
    uint64_t GetTimeSqueezes() const;

  private:
    /// A job and what is left of it.
    struct Job
    {
        Work work;         //!< what it costs
        int64_t total;     //!< ticks
        int64_t remaining; //!< ticks left to do
        Effect effect;     //!< what happens then
    };

    /// Law: the busy ticks are those of the finished jobs and what was done of the others.
    void CheckAccounting() const;

    /// Do jobs until one takes time or none is left.
    void Dispatch();

    /**
     * Choose whose turn it is, pulling softirq work as needed.
     * @param [out] context whose turn it is
     * @return false if there is nothing to do
     */
    bool ChooseContext(CpuContext& context);

    /**
     * @return true if softirq has a job, after asking the workers for one
     */
    bool HasSoftirqJob();

    /**
     * Start the first job of a context, or finish it at once if nothing is left of it.
     * @param context the context
     */
    void Run(CpuContext context);

    /// The running job has done all it could by now: account for it, and for its effect if done.
    void StretchEnds();

    /**
     * Account for what the running job did up to now.
     */
    void Suspend();

    /**
     * Take the first job off its queue and let it have its effect.
     * @param context the context
     */
    void Finish(CpuContext context);

    /**
     * @param context the context
     * @return true if jobs of this context preempt the running one
     */
    bool Preempts(CpuContext context) const;

    /// Softirq work begins or goes on: see whether it still is within its budget.
    void CheckBudget();

    /**
     * @param time a duration
     * @return the same in ticks
     */
    int64_t ToTicks(Time time) const;

    Ptr<const CostProfile> m_profile;  //!< prices
    const SoftirqLimits& m_limits;     //!< limits
    EffectObserver m_effectObserver;   //!< told around effects
    StretchObserver m_stretchObserver; //!< told about stretches

    // Time is kept in ticks, of which both a cycle and a time step are a whole number.
    int64_t m_ticksPerCycle; //!< ticks in a cycle
    int64_t m_ticksPerStep;  //!< ticks in a time step

    std::array<std::deque<Job>, N_CPU_CONTEXTS> m_jobs; //!< by context, in order
    std::deque<SoftirqWorker*> m_workers;               //!< whoever has softirq work

    bool m_dispatching{false};                 //!< Dispatch is on the stack
    bool m_running{false};                     //!< a job is running
    CpuContext m_context{CpuContext::PROCESS}; //!< whose job is running
    Time m_start;                              //!< since when
    int64_t m_credit{0};                       //!< ticks of m_start's step that were left over
    Time m_creditTime;                         //!< when the left-over ticks are valid
    EventId m_event;                           //!< end of the stretch

    bool m_inSoftirq{false};                           //!< softirq work has begun and not run out
    bool m_isKsoftirqd{false};                         //!< softirq work is beyond its budget
    uint32_t m_softirqFrames{0};                       //!< frames since it began
    Time m_softirqStart;                               //!< when it began
    uint64_t m_timeSqueezes{0};                        //!< how often it went beyond
    std::array<int64_t, N_CPU_CONTEXTS> m_fairTicks{}; //!< used since ksoftirqd took over

    std::array<int64_t, N_CPU_CONTEXTS> m_busyTicks{}; //!< by context
    std::array<int64_t, N_CPU_CONTEXTS> m_doneTicks{}; //!< of finished jobs, by context
    std::array<int64_t, N_OPERATIONS> m_charged{};     //!< cycles, by operation
};

} // namespace ns3

#endif // OFFLOAD_CPU_CORE_H
