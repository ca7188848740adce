/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_HOST_CPU_H
#define OFFLOAD_HOST_CPU_H

#include "ns3/attribute-use.h"
#include "ns3/cost-profile.h"
#include "ns3/cpu-backlog.h"
#include "ns3/cpu-core.h"
#include "ns3/node.h"
#include "ns3/object.h"
#include "ns3/packet.h"
#include "ns3/traced-callback.h"

#include <functional>
#include <iosfwd>
#include <memory>
#include <string>
#include <vector>

namespace ns3
{

class BusyPollQueue;

/**
 * @ingroup offload
 * A core and a context of a host, in which work is done.
 */
struct CoreContext
{
    uint32_t core{0};                        //!< index of the core
    CpuContext context{CpuContext::SOFTIRQ}; //!< context
};

/**
 * @param os where to print
 * @param where core and context
 * @return os
 */
std::ostream& operator<<(std::ostream& os, const CoreContext& where);

/**
 * @ingroup offload
 * The processor of a host: cores that charge for every operation what a cost profile says.
 *
 * Aggregated to a Node, by OffloadPointToPointHelper or by hand. Its profile and its number of
 * cores are fixed when the first work arrives.
 */
class HostCpu : public Object, public StartedObject, public SoftirqLimits, public BacklogLimits
{
  public:
    /**
     * @brief Get the type ID.
     * @return the object TypeId
     */
    static TypeId GetTypeId();

    HostCpu();
    ~HostCpu() override;

    /**
     * The processor of a node; one that costs nothing is aggregated if the node has none.
     *
     * @param node the node
     * @return its processor
     */
    static Ptr<HostCpu> Get(Ptr<Node> node);

    /**
     * @param profile what everything costs; replaces attribute Profile
     */
    void SetCostProfile(Ptr<const CostProfile> profile);

    /**
     * @return what everything costs, at the clock that is in force
     */
    Ptr<const CostProfile> GetCostProfile();

    /**
     * Add a core that is not the host's, such as that of a NIC that runs the stack by itself.
     *
     * @param profile what everything costs there
     * @return index of the core
     */
    uint32_t AddCore(Ptr<const CostProfile> profile);

    /**
     * @return number of cores, those that were added included
     */
    uint32_t GetNCores();

    /**
     * @param index index of a core, below GetNCores()
     * @return the core
     */
    CpuCore& GetCore(uint32_t index);

    /**
     * @param index index of a core, below GetNCores()
     * @return its backlog
     */
    CpuBacklog& GetBacklog(uint32_t index);

    /**
     * @return clock ticks since the simulation began (Linux: jiffies)
     */
    uint64_t GetJiffies() const;

    /**
     * @return clock ticks a second
     */
    uint32_t GetHz() const;

    /**
     * @return true if nothing costs anything on any core
     */
    bool IsFree();

    /**
     * Whether this is the host's simulator context. All work of a host runs in the context of its
     * node, as ns-3 demands of what ends in Node::ReceiveFromDevice.
     *
     * @return true if so, or if there is no node
     */
    bool IsInContext() const;

    /**
     * Call a function in the context of the host's node: at the end of this time step.
     * @param function what to call
     */
    void CallInContext(std::function<void()> function) const;

    /**
     * Queue a job.
     *
     * @param where core and context
     * @param work what it costs
     * @param effect what happens when it is done; may be empty
     */
    void Execute(CoreContext where, const Work& work, CpuCore::Effect effect);

    /**
     * Wake a task that sleeps. Who does so from another core pays for it, before the task runs.
     *
     * @param core core that the task runs on
     * @param run called when the task's core knows of it
     */
    void WakeTask(uint32_t core, CpuCore::Effect run);

    /**
     * A packet is on its way to the backlog of a core. If it comes from another core and is the
     * first one there, the core is interrupted, and pays for that.
     *
     * @param core the core with the backlog
     */
    void AnnounceToBacklog(uint32_t core);

    /**
     * Where the effect that is on the stack right now was paid for.
     *
     * @param [out] where core and context
     * @return false if no effect is on the stack, as when a timer of ns-3's stack expires
     */
    bool GetCurrentContext(CoreContext& where) const;

    /**
     * Call a function when the effect that is on the stack right now has ended, before its core
     * goes on; at the end of this time step if there is no effect.
     *
     * @param function what to call
     */
    void CallAfterEffect(std::function<void()> function);

    /**
     * Let calls that ns-3 makes on behalf of a system call one time step later count as part of
     * that call (TcpSocketBase::Send leaves the sending to an event after TimeStep(1)).
     *
     * @param where core and context the system call was paid for
     */
    void ContinueNextStep(CoreContext where);

    /**
     * A receive queue gives a packet to the stack, or has done so. Sockets that get data meanwhile
     * know from it what to poll (Linux: sk_mark_napi_id).
     *
     * @param queue the queue; null at the end, and for one that cannot be polled by a task
     */
    void SetDeliveringQueue(BusyPollQueue* queue)
    {
        m_deliveringQueue = queue;
    }

    /**
     * @return the queue that gives a packet to the stack right now; null if there is none, or if no
     *         task can poll it
     */
    BusyPollQueue* GetDeliveringQueue() const
    {
        return m_deliveringQueue;
    }

    /**
     * TracedCallback signature for a stretch of work.
     *
     * @param core index of the core
     * @param context context
     * @param start when the core began
     * @param end when it stopped
     */
    typedef void (*StretchTracedCallback)(uint32_t core, CpuContext context, Time start, Time end);

    /**
     * TracedCallback signature for work on a job.
     *
     * @param core index of the core
     * @param stretch what it did; not to be kept
     */
    typedef void (*WorkTracedCallback)(uint32_t core, const CpuStretch& stretch);

    /**
     * TracedCallback signature for reads.
     *
     * @param packet the bytes
     * @param core index of the core that the task runs on
     * @param begin when the task was woken for them, or went on to them
     */
    typedef void (*ReadTracedCallback)(Ptr<const Packet> packet, uint32_t core, Time begin);

    /**
     * An application has read.
     *
     * @param packet the bytes
     * @param core index of the core that the task runs on
     * @param begin when the task was woken for them, or went on to them
     */
    void NotifyRead(Ptr<const Packet> packet, uint32_t core, Time begin) const;

    /// The script has not said that its node is a host: a helper of links took it for one.
    void MarkImplicit();

    /**
     * @return whether that is so
     */
    bool IsImplicit() const;

  protected:
    void DoDispose() override;
    std::string ExplainNoEffect(AttributeUse use) const override;
    void NotifyNewAggregate() override;

  private:
    /// Make the cores, unless that is done.
    void Build();

    /**
     * Whether another core than this one is at work right now.
     *
     * @param core a core
     * @param [out] other the other
     * @return false if it is this one, or if no core is
     */
    bool IsFromOther(uint32_t core, CoreContext& other) const;

    /**
     * Make one core.
     * @param profile what everything costs there
     */
    void BuildCore(Ptr<const CostProfile> profile);

    static constexpr uint32_t NO_NODE = UINT32_MAX; //!< not aggregated to a node yet

    std::string m_profileName;         //!< attribute
    double m_clock;                    //!< attribute, GHz; 0 is that of the profile
    uint32_t m_nCores;                 //!< attribute; 0 is that of the profile
    uint32_t m_hz;                     //!< attribute, clock ticks a second
    Ptr<const CostProfile> m_profile;  //!< prices
    std::vector<Ptr<CpuCore>> m_cores; //!< cores
    std::vector<std::unique_ptr<CpuBacklog>> m_backlogs; //!< of the cores
    uint32_t m_nodeId{NO_NODE};                          //!< host
    bool m_isFree{true};                                 //!< no core charges for anything
    std::vector<CoreContext> m_effects;                  //!< where the effects on the stack run
    std::vector<std::function<void()>> m_afterEffect;    //!< see CallAfterEffect
    CoreContext m_continued;                             //!< see ContinueNextStep
    Time m_continuedUntil;                               //!< see ContinueNextStep
    BusyPollQueue* m_deliveringQueue{nullptr};           //!< see SetDeliveringQueue

    /// Stretches of work.
    TracedCallback<uint32_t, CpuContext, Time, Time> m_stretchTrace;
    TracedCallback<uint32_t, const CpuStretch&> m_workTrace;       //!< the same, with the job
    TracedCallback<Ptr<const Packet>, uint32_t, Time> m_readTrace; //!< reads of applications
    bool m_isImplicit{false};                                      //!< made by a helper of links
};

} // namespace ns3

#endif // OFFLOAD_HOST_CPU_H
