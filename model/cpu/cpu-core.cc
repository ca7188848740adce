/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/cpu-core.h"

#include "ns3/assert.h"
#include "ns3/log.h"
#include "ns3/simulator.h"

#include <algorithm>
#include <numeric>
#include <ostream>

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("CpuCore");

namespace
{

/**
 * @param context a context
 * @return its index in an array
 */
constexpr std::size_t
Index(CpuContext context)
{
    return static_cast<std::size_t>(context);
}

} // namespace

std::ostream&
operator<<(std::ostream& os, CpuContext context)
{
    constexpr std::array<const char*, N_CPU_CONTEXTS> NAMES{"hardirq", "softirq", "process"};
    return os << NAMES[Index(context)];
}

CpuCore::CpuCore(Ptr<const CostProfile> profile,
                 const SoftirqLimits& limits,
                 EffectObserver effectObserver,
                 StretchObserver stretchObserver)
    : m_profile(profile),
      m_limits(limits),
      m_effectObserver(std::move(effectObserver)),
      m_stretchObserver(std::move(stretchObserver))
{
    const auto hertz = static_cast<int64_t>(profile->GetClock());
    const int64_t stepsPerSecond = Seconds(1).GetTimeStep();
    const int64_t divisor = std::gcd(hertz, stepsPerSecond);
    m_ticksPerCycle = stepsPerSecond / divisor;
    m_ticksPerStep = hertz / divisor;
}

int64_t
CpuCore::ToTicks(Time time) const
{
    return time.GetTimeStep() * m_ticksPerStep;
}

void
CpuCore::Execute(CpuContext context, const Work& work, Effect effect)
{
    const int64_t cycles = m_profile->GetCycles(work);
    auto& jobs = m_jobs[Index(context)];
    if (jobs.empty() && m_isKsoftirqd)
    {
        // Who slept may not save up more than one granule of its share.
        const auto other =
            context == CpuContext::PROCESS ? CpuContext::SOFTIRQ : CpuContext::PROCESS;
        m_fairTicks[Index(context)] =
            std::max(m_fairTicks[Index(context)],
                     m_fairTicks[Index(other)] - ToTicks(m_limits.granularity));
    }
    NS_LOG_LOGIC("job of " << cycles << " cycles in " << context);
    jobs.push_back(
        Job{work, cycles * m_ticksPerCycle, cycles * m_ticksPerCycle, std::move(effect)});
    if (m_running && Preempts(context))
    {
        Suspend();
    }
    Dispatch();
}

void
CpuCore::Schedule(SoftirqWorker& worker)
{
    m_workers.push_back(&worker);
    if (m_running && Preempts(CpuContext::SOFTIRQ))
    {
        Suspend();
    }
    Dispatch();
}

void
CpuCore::Clear()
{
    m_event.Cancel();
    m_running = false;
    m_workers.clear();
    for (auto& jobs : m_jobs)
    {
        jobs.clear();
    }
}

bool
CpuCore::Preempts(CpuContext context) const
{
    // Beyond its budget softirq work does not interrupt a process: the stretch ends by itself
    // when the process has had its share.
    return context < m_context && !(m_isKsoftirqd && context == CpuContext::SOFTIRQ);
}

void
CpuCore::Dispatch()
{
    if (m_dispatching)
    {
        return; // an effect queued the job: the loop below goes on with it
    }
    m_dispatching = true;
    CpuContext context;
    while (!m_running && ChooseContext(context))
    {
        Run(context);
    }
    m_dispatching = false;
}

bool
CpuCore::ChooseContext(CpuContext& context)
{
    if (!m_jobs[Index(CpuContext::HARDIRQ)].empty())
    {
        context = CpuContext::HARDIRQ;
        return true;
    }
    const bool hasProcess = !m_jobs[Index(CpuContext::PROCESS)].empty();
    const int64_t lead =
        m_fairTicks[Index(CpuContext::SOFTIRQ)] - m_fairTicks[Index(CpuContext::PROCESS)];
    const int64_t granule = ToTicks(m_limits.granularity);
    const bool mayKeepProcess = m_context == CpuContext::PROCESS && -lead < granule;
    if (m_isKsoftirqd && hasProcess && (lead >= granule || mayKeepProcess))
    {
        context = CpuContext::PROCESS;
        return true;
    }
    const bool hasSoftirq = HasSoftirqJob();
    // Pulling may have had effects: a wake-up, or an interrupt where moderation holds none back.
    if (!m_jobs[Index(CpuContext::HARDIRQ)].empty())
    {
        context = CpuContext::HARDIRQ;
        return true;
    }
    if (hasSoftirq)
    {
        context = CpuContext::SOFTIRQ;
        return true;
    }
    context = CpuContext::PROCESS;
    return !m_jobs[Index(CpuContext::PROCESS)].empty();
}

bool
CpuCore::HasSoftirqJob()
{
    auto& jobs = m_jobs[Index(CpuContext::SOFTIRQ)];
    // What the last step caused comes before the next step.
    while (jobs.empty() && !m_workers.empty())
    {
        SoftirqWorker* worker = m_workers.front();
        SoftirqWorker::Step step;
        switch (worker->NextStep(step))
        {
        case SoftirqWorker::Answer::STEP:
            CheckBudget();
            m_softirqFrames += step.frames;
            Execute(CpuContext::SOFTIRQ, step.work, std::move(step.done));
            break;
        case SoftirqWorker::Answer::YIELD:
            m_workers.pop_front();
            m_workers.push_back(worker);
            break;
        case SoftirqWorker::Answer::COMPLETE:
            m_workers.pop_front();
            break;
        }
    }
    if (jobs.empty())
    {
        m_inSoftirq = false;
        m_isKsoftirqd = false;
        return false;
    }
    return true;
}

void
CpuCore::CheckBudget()
{
    if (!m_inSoftirq)
    {
        m_inSoftirq = true;
        m_softirqFrames = 0;
        m_softirqStart = Simulator::Now();
    }
    else if (!m_isKsoftirqd && (m_softirqFrames >= m_limits.budgetFrames ||
                                Simulator::Now() - m_softirqStart >= m_limits.budgetTime))
    {
        NS_LOG_LOGIC("softirq has used up its budget: ksoftirqd takes over after "
                     << m_softirqFrames << " frames and "
                     << (Simulator::Now() - m_softirqStart).As(Time::US));
        m_isKsoftirqd = true;
        m_timeSqueezes++;
        m_fairTicks.fill(0);
    }
}

void
CpuCore::Run(CpuContext context)
{
    const Time now = Simulator::Now();
    m_context = context;
    m_start = now;
    if (m_creditTime != now)
    {
        m_credit = 0; // the core was idle: it starts with the step, not within it
    }
    int64_t ticks = m_jobs[Index(context)].front().remaining;
    if (m_isKsoftirqd && context == CpuContext::PROCESS)
    {
        const int64_t share = m_fairTicks[Index(CpuContext::SOFTIRQ)] +
                              ToTicks(m_limits.granularity) -
                              m_fairTicks[Index(CpuContext::PROCESS)];
        ticks = std::min(ticks, std::max(share, m_ticksPerStep));
    }
    m_running = true;
    if (ticks <= m_credit)
    {
        StretchEnds();
        return;
    }
    const int64_t steps = (ticks - m_credit + m_ticksPerStep - 1) / m_ticksPerStep;
    m_event =
        Simulator::Schedule(TimeStep(static_cast<uint64_t>(steps)), &CpuCore::StretchEnds, this);
}

void
CpuCore::Suspend()
{
    const Time now = Simulator::Now();
    Job& job = m_jobs[Index(m_context)].front();
    const int64_t available = ToTicks(now - m_start) + m_credit;
    const int64_t used = std::min(available, job.remaining);
    job.remaining -= used;
    m_busyTicks[Index(m_context)] += used;
    m_fairTicks[Index(m_context)] += used;
    m_credit = available - used;
    m_creditTime = now;
    m_running = false;
    // Removed rather than cancelled, so that it does not linger among the events.
    Simulator::Remove(m_event);
    if (m_stretchObserver && now > m_start)
    {
        const int64_t after = job.total - job.remaining;
        m_stretchObserver({m_context, m_start, now, job.work, job.total, after - used, after});
    }
}

void
CpuCore::StretchEnds()
{
    const CpuContext context = m_context;
    Suspend();
    if (m_jobs[Index(context)].front().remaining == 0)
    {
        Finish(context);
    }
    Dispatch();
}

void
CpuCore::Finish(CpuContext context)
{
    auto& jobs = m_jobs[Index(context)];
    const Job job = std::move(jobs.front());
    jobs.pop_front();
    m_doneTicks[Index(context)] += job.total;
    CheckAccounting();
    for (std::size_t i = 0; i < N_OPERATIONS; i++)
    {
        const auto operation = static_cast<Operation>(i);
        if (const uint32_t count = job.work.Count(operation))
        {
            m_charged[i] += m_profile->GetCycles(operation, count);
        }
    }
    if (job.effect)
    {
        // While it lasts, what it causes is queued; it is done when the effect is complete.
        const bool outermost = !m_dispatching;
        m_dispatching = true;
        m_effectObserver(context, true);
        job.effect();
        m_effectObserver(context, false);
        m_dispatching = !outermost;
    }
}

Ptr<const CostProfile>
CpuCore::GetCostProfile() const
{
    return m_profile;
}

void
CpuCore::CheckAccounting() const
{
#ifdef NS3_ASSERT_ENABLE
    for (std::size_t context = 0; context < N_CPU_CONTEXTS; context++)
    {
        // Only the first job of a context can have been begun.
        const auto& jobs = m_jobs[context];
        const int64_t begun = jobs.empty() ? 0 : jobs.front().total - jobs.front().remaining;
        NS_ASSERT_MSG(m_busyTicks[context] == m_doneTicks[context] + begun,
                      "busy for " << m_busyTicks[context] << " ticks in "
                                  << static_cast<CpuContext>(context) << ", but the jobs took "
                                  << m_doneTicks[context] + begun);
    }
#endif
}

int64_t
CpuCore::GetBusyCycles() const
{
    int64_t cycles = 0;
    for (const auto context : {CpuContext::HARDIRQ, CpuContext::SOFTIRQ, CpuContext::PROCESS})
    {
        cycles += GetBusyCycles(context);
    }
    return cycles;
}

int64_t
CpuCore::GetBusyCycles(CpuContext context) const
{
    int64_t ticks = m_busyTicks[Index(context)];
    if (m_running && m_context == context)
    {
        const int64_t available = ToTicks(Simulator::Now() - m_start) + m_credit;
        ticks += std::min(available, m_jobs[Index(context)].front().remaining);
    }
    return ticks / m_ticksPerCycle;
}

int64_t
CpuCore::GetCharged(Operation operation) const
{
    return m_charged[static_cast<std::size_t>(operation)];
}

bool
CpuCore::IsIdle() const
{
    return !m_running && m_workers.empty() &&
           std::all_of(m_jobs.begin(), m_jobs.end(), [](const auto& jobs) { return jobs.empty(); });
}

uint64_t
CpuCore::GetTimeSqueezes() const
{
    return m_timeSqueezes;
}

} // namespace ns3
