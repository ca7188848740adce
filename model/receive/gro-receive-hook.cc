/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */
#include "ns3/gro-receive-hook.h"

#include "engine/gro-engine.h"
#include "receive/local-flows.h"
#include "receive/receive-charge.h"

#include "ns3/abort.h"
#include "ns3/boolean.h"
#include "ns3/log.h"
#include "ns3/uinteger.h"

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("GroReceiveHook");

NS_OBJECT_ENSURE_REGISTERED(GroReceiveHook);

TypeId
GroReceiveHook::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::GroReceiveHook")
            .SetParent<ReceiveHook>()
            .SetGroupName("Offload")
            .AddConstructor<GroReceiveHook>()
            .AddAttribute(
                "Buckets",
                "Lists of held packets, chosen by receive hash (GRO_HASH_BUCKETS).",
                UintegerValue(8),
                MakeStartAccessor("Buckets", MakeUintegerAccessor(&GroReceiveHook::m_buckets)),
                MakeUintegerChecker<uint32_t>(1, 65536))
            .AddAttribute(
                "MaxHeld",
                "Packets held in a list (MAX_GRO_SKBS).",
                UintegerValue(8),
                MakeStartAccessor("MaxHeld", MakeUintegerAccessor(&GroReceiveHook::m_maxHeld)),
                MakeUintegerChecker<uint32_t>(1, 65536))
            .AddAttribute("EvictOldest",
                          "The oldest held packet goes up to make room in a full list; otherwise "
                          "the newcomer passes, as in Linux before 2014.",
                          BooleanValue(true),
                          MakeStartAccessor("EvictOldest",
                                            MakeBooleanAccessor(&GroReceiveHook::m_evictOldest)),
                          MakeBooleanChecker())
            .AddAttribute(
                "GroMaxSize",
                "Bytes that an IPv6 packet stays below (gro_max_size); ns-3's IP takes no more "
                "than the default.",
                UintegerValue(65536),
                MakeStartAccessor("GroMaxSize",
                                  MakeUintegerAccessor(&GroReceiveHook::m_groMaxSize)),
                MakeUintegerChecker<uint32_t>(0, 65536))
            .AddAttribute(
                "GroIpv4MaxSize",
                "Bytes that an IPv4 packet stays below (gro_ipv4_max_size); ns-3's IP takes "
                "no more than the default.",
                UintegerValue(65536),
                MakeStartAccessor("GroIpv4MaxSize",
                                  MakeUintegerAccessor(&GroReceiveHook::m_groIpv4MaxSize)),
                MakeUintegerChecker<uint32_t>(0, 65536))
            .AddAttribute("ReceiveHash",
                          "The NIC gives each frame a receive hash (rxhash); without one all "
                          "packets are held in one list.",
                          BooleanValue(true),
                          MakeStartAccessor("ReceiveHash",
                                            MakeBooleanAccessor(&GroReceiveHook::m_receiveHash)),
                          MakeBooleanChecker());
    return tid;
}

GroReceiveHook::GroReceiveHook() = default;
GroReceiveHook::~GroReceiveHook() = default;

void
GroReceiveHook::DoDispose()
{
    if (m_engine)
    {
        m_counters = m_engine->Counters();
    }
    m_engine.reset(); // before the memory of the frames that it holds is gone
    ReceiveHook::DoDispose();
}

NicFeature
GroReceiveHook::GetFeature() const
{
    return NicFeature::GRO;
}

void
GroReceiveHook::ApplyFeatures(const NicFeatures& features)
{
    m_mergesForwardedUdp = features.IsOn(NicFeature::RX_GRO_UDP);
    m_chains = features.IsOn(NicFeature::RX_GRO_LIST);
}

bool
GroReceiveHook::NeedsNapi() const
{
    return true;
}

bool
GroReceiveHook::TakesSmallFrames() const
{
    return true;
}

bool
GroReceiveHook::NeedsVerifiedChecksums() const
{
    return false;
}

void
GroReceiveHook::Start(Ptr<NetDevice> device)
{
    NS_LOG_FUNCTION(this << device);
    offload::GroConfig config;
    config.groMaxSize = m_groMaxSize;
    config.groIpv4MaxSize = m_groIpv4MaxSize;
    config.buckets = m_buckets;
    config.maxHeld = m_maxHeld;
    config.eviction =
        m_evictOldest ? offload::GroEviction::OLDEST_OUT : offload::GroEviction::PASS_NEWCOMER;
    const std::string fault = config.FindFault();
    NS_ABORT_MSG_IF(!fault.empty(), "GroReceiveHook: " << fault);
    m_sockets = std::make_unique<LocalFlows>(device->GetNode());
    offload::GroSink& sink = *this;
    m_engine = std::make_unique<offload::GroEngine>(config, sink, m_sockets.get());
}

void
GroReceiveHook::Receive(offload::Frame& frame, const ReceiveContext& context)
{
    m_context = &context;
    const offload::GroConfig& config = m_engine->Config();
    if (config.udpGroForwarding != m_mergesForwardedUdp || config.fraglist != m_chains)
    {
        Charge(m_engine->FlushAll(), context.work); // what is merged and what is chained do not mix
        m_engine->SetForwarding(m_mergesForwardedUdp, m_chains);
    }
    const uint32_t hash = m_receiveHash ? context.hash.HashFlow(frame) : 0;
    const offload::GroReport report = m_engine->Receive(frame, hash, context.jiffies);
    NS_LOG_LOGIC(ToString(report.outcome)
                 << ", " << ToString(report.reason) << "; flush: " << ToString(report.flushReason));
    if (report.outcome != offload::GroOutcome::MERGED)
    {
        context.buffers.BuildSkb(context.work);
    }
    m_comparisons += report.packetsCompared;
    ChargeGroFrame(report, context.work);
}

void
GroReceiveHook::EndPoll(PollFlush flush, const ReceiveContext& context)
{
    m_context = &context;
    NS_LOG_LOGIC("poll ends, flush " << flush << ", " << m_engine->PacketsHeld() << " held");
    Charge(flush == PollFlush::ALL ? m_engine->FlushAll()
                                   : m_engine->FlushOlderThan(context.jiffies),
           context.work);
}

uint64_t
GroReceiveHook::GetBytesHeld() const
{
    return m_engine ? m_engine->BytesHeld() : 0;
}

offload::GroCounters
GroReceiveHook::GetCounters() const
{
    return m_engine ? m_engine->Counters() : m_counters;
}

std::vector<HookCounter>
GroReceiveHook::ListCounters() const
{
    return {{"comparisons", m_comparisons}};
}

uint64_t
GroReceiveHook::GetComparisons() const
{
    return m_comparisons;
}

void
GroReceiveHook::Deliver(offload::Frame& frame, const offload::GroDelivery& /* delivery */)
{
    m_context->sink.Deliver(frame);
}

void
GroReceiveHook::Charge(const offload::GroReport& report, Work& work)
{
    m_comparisons += report.packetsCompared;
    ChargeGro(report, work);
}

std::string
GroReceiveHook::ExplainNoEffect(AttributeUse /* use */) const
{
    return ExplainStart(m_engine != nullptr);
}

} // namespace ns3
