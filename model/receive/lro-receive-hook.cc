/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/lro-receive-hook.h"

#include "engine/lro-manager.h"
#include "receive/receive-charge.h"

#include "ns3/abort.h"
#include "ns3/boolean.h"
#include "ns3/log.h"
#include "ns3/uinteger.h"

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("LroReceiveHook");

NS_OBJECT_ENSURE_REGISTERED(LroReceiveHook);

TypeId
LroReceiveHook::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::LroReceiveHook")
            .SetParent<ReceiveHook>()
            .SetGroupName("Offload")
            .AddConstructor<LroReceiveHook>()
            .AddAttribute(
                "MaxDesc",
                "Sessions held at a time (max_desc).",
                UintegerValue(8),
                MakeStartAccessor("MaxDesc", MakeUintegerAccessor(&LroReceiveHook::m_maxDesc)),
                MakeUintegerChecker<uint32_t>(1, 65536))
            .AddAttribute(
                "MaxAggr",
                "Frames (page mode: fragments) that flush a session (max_aggr).",
                UintegerValue(64),
                MakeStartAccessor("MaxAggr", MakeUintegerAccessor(&LroReceiveHook::m_maxAggr)),
                MakeUintegerChecker<uint32_t>(1, 65536))
            .AddAttribute(
                "MaintainTcpChecksum",
                "Give super-packets the right TCP checksum.",
                BooleanValue(true),
                MakeStartAccessor("MaintainTcpChecksum",
                                  MakeBooleanAccessor(&LroReceiveHook::m_maintainTcpChecksum)),
                MakeBooleanChecker())
            .AddAttribute("FlushPolls",
                          "What is held is flushed at the end of each poll (1), as by the drivers "
                          "of Linux, or of every so many polls.",
                          UintegerValue(1),
                          MakeStartAccessor("FlushPolls",
                                            MakeUintegerAccessor(&LroReceiveHook::m_flushPolls)),
                          MakeUintegerChecker<uint32_t>(1));
    return tid;
}

LroReceiveHook::LroReceiveHook() = default;
LroReceiveHook::~LroReceiveHook() = default;

void
LroReceiveHook::DoDispose()
{
    if (m_manager)
    {
        m_counters = m_manager->Counters();
    }
    m_manager.reset(); // before the memory of the frames that it holds is gone
    ReceiveHook::DoDispose();
}

void
LroReceiveHook::Start(Ptr<NetDevice> device)
{
    NS_LOG_FUNCTION(this << device);
    offload::LroConfig config;
    config.maxDesc = m_maxDesc;
    config.maxAggr = m_maxAggr;
    config.mtu = device->GetMtu();
    config.maintainTcpChecksum = m_maintainTcpChecksum;
    const std::string fault = config.FindFault();
    NS_ABORT_MSG_IF(!fault.empty(), "LroReceiveHook: " << fault);
    m_locator = std::make_unique<offload::ParsingLroLocator>();
    offload::LroSink& sink = *this;
    m_manager = std::make_unique<offload::LroManager>(config, m_locator.get(), sink);
}

void
LroReceiveHook::Receive(offload::Frame& frame, const ReceiveContext& context)
{
    m_sink = &context.sink;
    const bool isPaged = context.buffers.IsPaged();
    const std::optional<uint16_t> tag = frame.vlanTci;
    const offload::LroReport report =
        isPaged ? m_manager->ReceiveFrags(frame, 0, tag) : m_manager->ReceiveSkb(frame, tag);
    NS_LOG_LOGIC(ToString(report.outcome)
                 << ", " << ToString(report.reason) << "; flush: " << ToString(report.flushReason));
    Charge(report, context);
}

void
LroReceiveHook::FlushFlow(const offload::Frame& frame, const ReceiveContext& context)
{
    m_sink = &context.sink;
    if (const auto location = m_locator->LocateInSkb(frame))
    {
        Charge(m_manager->FlushPacket(frame, *location), context);
    }
}

void
LroReceiveHook::EndPoll(PollFlush /* flush */, const ReceiveContext& context)
{
    if (++m_polls < m_flushPolls)
    {
        NS_LOG_LOGIC("poll " << m_polls << " of " << m_flushPolls << ": not flushed yet");
        return;
    }
    m_polls = 0;
    m_sink = &context.sink;
    Charge(m_manager->FlushAll(), context);
}

void
LroReceiveHook::ApplyFeatures(const NicFeatures& features)
{
    if (!features.IsOn(GetFeature()))
    {
        m_polls = m_flushPolls; // no poll of ours follows: the next flush is the last one
    }
}

uint64_t
LroReceiveHook::GetBytesHeld() const
{
    return m_manager ? m_manager->BytesHeld() : 0;
}

offload::LroCounters
LroReceiveHook::GetCounters() const
{
    return m_manager ? m_manager->Counters() : m_counters;
}

std::vector<HookCounter>
LroReceiveHook::ListCounters() const
{
    return {{"no_desc", GetCounters().noDesc}, {"comparisons", m_comparisons}};
}

uint64_t
LroReceiveHook::GetComparisons() const
{
    return m_comparisons;
}

void
LroReceiveHook::Deliver(offload::Frame& frame, const offload::LroDelivery& /* delivery */)
{
    m_sink->Deliver(frame);
}

void
LroReceiveHook::Charge(const offload::LroReport& report, const ReceiveContext& context)
{
    m_comparisons += report.descriptorsCompared;
    for (uint32_t skb = 0; skb < report.skbHeadsAllocated; skb++)
    {
        context.buffers.BuildSkb(context.work);
    }
    ChargeLro(report, context.work);
}

std::string
LroReceiveHook::ExplainNoEffect(AttributeUse /* use */) const
{
    return ExplainStart(m_manager != nullptr);
}

} // namespace ns3
