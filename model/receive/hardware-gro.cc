/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */
#include "ns3/hardware-gro.h"

#include "engine/gro-engine.h"

#include "ns3/abort.h"
#include "ns3/log.h"
#include "ns3/simulator.h"
#include "ns3/uinteger.h"

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("HardwareGro");

NS_OBJECT_ENSURE_REGISTERED(HardwareGro);

TypeId
HardwareGro::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::HardwareGro")
            .SetParent<HardwareMerger>()
            .SetGroupName("Offload")
            .AddConstructor<HardwareGro>()
            .AddAttribute(
                "Sessions",
                "Packets held at a time.",
                UintegerValue(32),
                MakeStartAccessor("Sessions", MakeUintegerAccessor(&HardwareGro::m_sessions)),
                MakeUintegerChecker<uint32_t>(1, 65536))
            .AddAttribute(
                "MaxBytes",
                "Bytes that an IP packet stays below.",
                UintegerValue(65536),
                MakeStartAccessor("MaxBytes", MakeUintegerAccessor(&HardwareGro::m_maxBytes)),
                MakeUintegerChecker<uint32_t>(1, 65536))
            .AddAttribute("Timeout",
                          "Time from the first frame to the completion of a packet.",
                          TimeValue(MicroSeconds(20)),
                          MakeStartAccessor("Timeout", MakeTimeAccessor(&HardwareGro::m_timeout)),
                          MakeTimeChecker(NanoSeconds(1), Seconds(1)));
    return tid;
}

HardwareGro::HardwareGro() = default;
HardwareGro::~HardwareGro() = default;

void
HardwareGro::DoDispose()
{
    m_timer.Cancel();
    if (m_engine)
    {
        m_counters = m_engine->Counters();
    }
    m_engine.reset();
    HardwareMerger::DoDispose();
}

void
HardwareGro::DoStart()
{
    NS_LOG_FUNCTION(this);
    offload::GroConfig config;
    config.buckets = 1; // the NIC looks a flow up, and does not hash it
    config.maxHeld = m_sessions;
    config.groMaxSize = m_maxBytes;
    config.groIpv4MaxSize = m_maxBytes;
    const std::string fault = config.FindFault();
    NS_ABORT_MSG_IF(!fault.empty(), "HardwareGro: " << fault);
    offload::GroSink& sink = *this;
    m_engine = std::make_unique<offload::GroEngine>(config, sink);
}

NicFeature
HardwareGro::GetFeature() const
{
    return NicFeature::RX_GRO_HW;
}

void
HardwareGro::Receive(offload::Frame& frame)
{
    const Time now = Simulator::Now();
    const auto tick = static_cast<uint64_t>(now.GetTimeStep());
    if (m_engine->Receive(frame, 0, tick).outcome != offload::GroOutcome::HELD)
    {
        return;
    }
    m_starts.push_back(now);
    if (m_timer.IsExpired())
    {
        m_timer = Simulator::Schedule(m_timeout, &HardwareGro::Expire, this);
    }
}

void
HardwareGro::Expire()
{
    const Time oldest = m_starts.front();
    m_engine->FlushOlderThan(static_cast<uint64_t>(oldest.GetTimeStep()) + 1);
    while (!m_starts.empty() && m_starts.front() <= oldest)
    {
        m_starts.pop_front();
    }
    // Packets that have been completed otherwise have their time here, too: they are few.
    if (!m_starts.empty())
    {
        const Time left = m_starts.front() + m_timeout - Simulator::Now();
        m_timer = Simulator::Schedule(left, &HardwareGro::Expire, this);
    }
}

void
HardwareGro::FlushAll()
{
    m_engine->FlushAll();
}

uint64_t
HardwareGro::GetBytesHeld() const
{
    return m_engine ? m_engine->BytesHeld() : 0;
}

offload::GroCounters
HardwareGro::GetCounters() const
{
    return m_engine ? m_engine->Counters() : m_counters;
}

void
HardwareGro::Deliver(offload::Frame& frame, const offload::GroDelivery& /* delivery */)
{
    Complete(frame);
}

std::string
HardwareGro::ExplainNoEffect(AttributeUse /* use */) const
{
    return ExplainStart(m_engine != nullptr);
}

} // namespace ns3
