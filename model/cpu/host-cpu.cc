/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/host-cpu.h"

#include "cpu/ns3-compat.h"

#include "ns3/abort.h"
#include "ns3/double.h"
#include "ns3/log.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/uinteger.h"

#include <ostream>
#include <utility>

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("HostCpu");

NS_OBJECT_ENSURE_REGISTERED(HostCpu);

std::ostream&
operator<<(std::ostream& os, const CoreContext& where)
{
    return os << "core " << where.core << ", " << where.context;
}

TypeId
HostCpu::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::HostCpu")
            .SetParent<Object>()
            .SetGroupName("Offload")
            .AddConstructor<HostCpu>()
            .AddAttribute("Profile",
                          "Cost profile: a name that comes with the module, or a path.",
                          StringValue("ideal"),
                          MakeStartAccessor("Profile", MakeStringAccessor(&HostCpu::m_profileName)),
                          MakeStringChecker())
            .AddAttribute("Clock",
                          "Clock of each core in GHz; 0 is that of the profile.",
                          DoubleValue(0),
                          MakeStartAccessor("Clock", MakeDoubleAccessor(&HostCpu::m_clock)),
                          MakeDoubleChecker<double>(0, 1000))
            .AddAttribute("Cores",
                          "Number of cores; 0 is that of the profile.",
                          UintegerValue(0),
                          MakeStartAccessor("Cores", MakeUintegerAccessor(&HostCpu::m_nCores)),
                          MakeUintegerChecker<uint32_t>(0, 1024))
            .AddAttribute("Hz",
                          "Clock ticks (jiffies) a second, a constant of the kernel's build "
                          "(CONFIG_HZ).",
                          UintegerValue(1000),
                          MakeStartAccessor("Hz", MakeUintegerAccessor(&HostCpu::m_hz)),
                          MakeUintegerChecker<uint32_t>(12, 12288))
            .AddAttribute("NetdevBudget",
                          "Frames of softirq work before ksoftirqd takes over.",
                          UintegerValue(300),
                          MakeUintegerAccessor(&SoftirqLimits::budgetFrames),
                          MakeUintegerChecker<uint32_t>(1, INT32_MAX))
            .AddAttribute("NetdevBudgetTime",
                          "Time of softirq work before ksoftirqd takes over.",
                          TimeValue(MilliSeconds(2)),
                          MakeTimeAccessor(&SoftirqLimits::budgetTime),
                          MakeTimeChecker(NanoSeconds(1), Seconds(1)))
            .AddAttribute("NetdevMaxBacklog",
                          "Packets in the backlog of a core at most: of loopback devices and of "
                          "drivers without NAPI (net.core.netdev_max_backlog).",
                          UintegerValue(1000),
                          MakeUintegerAccessor(&BacklogLimits::maxPackets),
                          MakeUintegerChecker<uint32_t>(1, INT32_MAX))
            .AddAttribute("DevWeight",
                          "Packets that one poll of a core's backlog takes (net.core.dev_weight).",
                          UintegerValue(64),
                          MakeUintegerAccessor(&BacklogLimits::weight),
                          MakeUintegerChecker<uint32_t>(1, INT32_MAX))
            .AddTraceSource("Stretch",
                            "A core worked without a break for one context: core, context, "
                            "start and end.",
                            MakeTraceSourceAccessor(&HostCpu::m_stretchTrace),
                            "ns3::HostCpu::StretchTracedCallback")
            .AddTraceSource("Work",
                            "A core worked without a break on a job: core, and what it did when.",
                            MakeTraceSourceAccessor(&HostCpu::m_workTrace),
                            "ns3::HostCpu::WorkTracedCallback")
            .AddTraceSource("Read",
                            "An application has read: the bytes, its core, and when its task was "
                            "woken or went on to read them.",
                            MakeTraceSourceAccessor(&HostCpu::m_readTrace),
                            "ns3::HostCpu::ReadTracedCallback");
    return tid;
}

HostCpu::HostCpu() = default;
HostCpu::~HostCpu() = default;

Ptr<HostCpu>
HostCpu::Get(Ptr<Node> node)
{
    auto cpu = node->GetObject<HostCpu>();
    if (!cpu)
    {
        cpu = CreateObject<HostCpu>();
        node->AggregateObject(cpu);
    }
    return cpu;
}

uint64_t
HostCpu::GetJiffies() const
{
    constexpr int64_t NS_PER_SECOND = 1000000000;
    const int64_t ns = Simulator::Now().GetNanoSeconds();
    // In two parts, as the product of all may be too large.
    return static_cast<uint64_t>(ns / NS_PER_SECOND * m_hz +
                                 ns % NS_PER_SECOND * m_hz / NS_PER_SECOND);
}

uint32_t
HostCpu::GetHz() const
{
    return m_hz;
}

void
HostCpu::SetCostProfile(Ptr<const CostProfile> profile)
{
    NS_ABORT_MSG_IF(!m_cores.empty(),
                    "HostCpu already works with profile " << m_profile->GetName() << ": set "
                                                          << profile->GetName()
                                                          << " before the simulation starts");
    m_profile = profile;
}

Ptr<const CostProfile>
HostCpu::GetCostProfile()
{
    Build();
    return m_profile;
}

uint32_t
HostCpu::GetNCores()
{
    Build();
    return static_cast<uint32_t>(m_cores.size());
}

CpuCore&
HostCpu::GetCore(uint32_t index)
{
    Build();
    NS_ABORT_MSG_IF(index >= m_cores.size(),
                    "Core " << index << " does not exist: profile " << m_profile->GetName()
                            << " has cores 0 to " << m_cores.size() - 1
                            << "; choose one of them or set attribute Cores");
    return *m_cores[index];
}

void
HostCpu::Build()
{
    if (!m_cores.empty())
    {
        return;
    }
    if (!m_profile)
    {
        std::string error;
        m_profile = CostProfile::Load(m_profileName, error);
        NS_ABORT_MSG_IF(!m_profile, error);
    }
    if (m_clock != 0)
    {
        m_profile = m_profile->WithClock(m_clock);
    }
    const uint32_t nCores = m_nCores == 0 ? m_profile->GetCores() : m_nCores;
    while (m_cores.size() < nCores)
    {
        BuildCore(m_profile);
    }
}

void
HostCpu::BuildCore(Ptr<const CostProfile> profile)
{
    const auto core = static_cast<uint32_t>(m_cores.size());
    auto onEffect = [this, core](CpuContext context, bool begins) {
        if (begins)
        {
            m_effects.push_back(CoreContext{core, context});
        }
        else
        {
            m_effects.pop_back();
            if (m_effects.empty())
            {
                for (const auto& function : std::exchange(m_afterEffect, {}))
                {
                    function();
                }
            }
        }
    };
    auto onStretch = [this, core](const CpuStretch& stretch) {
        m_stretchTrace(core, stretch.context, stretch.start, stretch.end);
        m_workTrace(core, stretch);
    };
    m_cores.push_back(
        Create<CpuCore>(profile, static_cast<const SoftirqLimits&>(*this), onEffect, onStretch));
    m_backlogs.push_back(
        std::make_unique<CpuBacklog>(*m_cores.back(), static_cast<const BacklogLimits&>(*this)));
    m_isFree = m_isFree && profile->IsFree();
}

CpuBacklog&
HostCpu::GetBacklog(uint32_t index)
{
    GetCore(index); // says what is wrong if there is no such core
    return *m_backlogs[index];
}

void
HostCpu::NotifyNewAggregate()
{
    if (const auto node = GetObject<Node>())
    {
        m_nodeId = node->GetId();
    }
    Object::NotifyNewAggregate();
}

bool
HostCpu::IsInContext() const
{
    return m_nodeId == NO_NODE || Simulator::GetContext() == m_nodeId;
}

void
HostCpu::CallInContext(std::function<void()> function) const
{
    ScheduleFunctionInContext(m_nodeId, Time(0), std::move(function));
}

bool
HostCpu::IsFree()
{
    Build();
    return m_isFree;
}

uint32_t
HostCpu::AddCore(Ptr<const CostProfile> profile)
{
    Build();
    BuildCore(profile);
    return static_cast<uint32_t>(m_cores.size()) - 1;
}

void
HostCpu::Execute(CoreContext where, const Work& work, CpuCore::Effect effect)
{
    if (!IsInContext())
    {
        // Somebody has begun this from a script, or from a device that stock ns-3 has left in
        // another context.
        NS_LOG_LOGIC("work in context " << Simulator::GetContext() << " waits for that of node "
                                        << m_nodeId);
        CallInContext([this, where, work, effect = std::move(effect)]() {
            GetCore(where.core).Execute(where.context, work, effect);
        });
        return;
    }
    GetCore(where.core).Execute(where.context, work, std::move(effect));
}

void
HostCpu::WakeTask(uint32_t core, CpuCore::Effect run)
{
    const Work work(Operation::WAKE_TASK);
    CoreContext waker;
    if (IsFromOther(core, waker) && GetCore(waker.core).GetCostProfile()->GetCycles(work) > 0)
    {
        NS_LOG_LOGIC(waker << " wakes a task on core " << core);
        Execute(waker, work, std::move(run));
        return;
    }
    run();
}

void
HostCpu::AnnounceToBacklog(uint32_t core)
{
    const Work work(Operation::TAKE_IPI);
    CoreContext other;
    if (GetBacklog(core).Announce() && IsFromOther(core, other) &&
        GetCore(core).GetCostProfile()->GetCycles(work) > 0)
    {
        NS_LOG_LOGIC(other << " interrupts core " << core);
        Execute(CoreContext{core, CpuContext::HARDIRQ}, work, nullptr);
    }
}

bool
HostCpu::IsFromOther(uint32_t core, CoreContext& other) const
{
    return GetCurrentContext(other) && other.core != core;
}

bool
HostCpu::GetCurrentContext(CoreContext& where) const
{
    if (!m_effects.empty())
    {
        where = m_effects.back();
        return true;
    }
    if (m_continuedUntil == Simulator::Now() && !m_continuedUntil.IsZero())
    {
        where = m_continued;
        return true;
    }
    return false;
}

void
HostCpu::CallAfterEffect(std::function<void()> function)
{
    if (m_effects.empty())
    {
        ScheduleFunctionNow(std::move(function));
    }
    else
    {
        m_afterEffect.push_back(std::move(function));
    }
}

void
HostCpu::ContinueNextStep(CoreContext where)
{
    m_continued = where;
    m_continuedUntil = Simulator::Now() + TimeStep(1);
}

void
HostCpu::NotifyRead(Ptr<const Packet> packet, uint32_t core, Time begin) const
{
    m_readTrace(packet, core, begin);
}

void
HostCpu::DoDispose()
{
    NS_LOG_FUNCTION(this);
    for (auto& core : m_cores)
    {
        core->Clear();
    }
    for (auto& backlog : m_backlogs)
    {
        backlog->Clear();
    }
    m_afterEffect.clear();
    Object::DoDispose();
}

std::string
HostCpu::ExplainNoEffect(AttributeUse /* use */) const
{
    return ExplainStart(!m_cores.empty());
}

void
HostCpu::MarkImplicit()
{
    m_isImplicit = true;
}

bool
HostCpu::IsImplicit() const
{
    return m_isImplicit;
}

} // namespace ns3
