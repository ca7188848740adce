/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/hardware-lro.h"

#include "engine/flow-key.h"
#include "engine/header-fields.h"
#include "engine/lro-manager.h"

#include "ns3/abort.h"
#include "ns3/log.h"
#include "ns3/simulator.h"
#include "ns3/uinteger.h"

#include <algorithm>

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("HardwareLro");

NS_OBJECT_ENSURE_REGISTERED(HardwareLro);

TypeId
HardwareLro::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::HardwareLro")
            .SetParent<HardwareMerger>()
            .SetGroupName("Offload")
            .AddConstructor<HardwareLro>()
            .AddAttribute(
                "Sessions",
                "Sessions held at a time.",
                UintegerValue(32),
                MakeStartAccessor("Sessions", MakeUintegerAccessor(&HardwareLro::m_sessions)),
                MakeUintegerChecker<uint32_t>(1, 65536))
            .AddAttribute(
                "MaxSegments",
                "Segments that complete a session.",
                UintegerValue(64),
                MakeStartAccessor("MaxSegments", MakeUintegerAccessor(&HardwareLro::m_maxSegments)),
                MakeUintegerChecker<uint32_t>(1, 65536))
            .AddAttribute(
                "MaxBytes",
                "Bytes from the link header beyond which a session is completed.",
                UintegerValue(64000),
                MakeStartAccessor("MaxBytes", MakeUintegerAccessor(&HardwareLro::m_maxBytes)),
                MakeUintegerChecker<uint32_t>(1, 65535))
            .AddAttribute("Timeout",
                          "Time from the first segment to the completion of a session.",
                          TimeValue(MicroSeconds(20)),
                          MakeStartAccessor("Timeout", MakeTimeAccessor(&HardwareLro::m_timeout)),
                          MakeTimeChecker(NanoSeconds(1), Seconds(1)));
    return tid;
}

/// A session's timer, and how to find the session.
struct HardwareLro::Timer
{
    offload::Frame head;              //!< headers of the first segment
    offload::HeaderLocation location; //!< where they are
    offload::FlowKey key;             //!< their flow
    EventId event;                    //!< end of the session
};

HardwareLro::HardwareLro() = default;
HardwareLro::~HardwareLro() = default;

void
HardwareLro::DoDispose()
{
    for (Timer& timer : m_timers)
    {
        timer.event.Cancel();
    }
    m_timers.clear();
    if (m_manager)
    {
        m_counters = m_manager->Counters();
    }
    m_manager.reset();
    HardwareMerger::DoDispose();
}

NicFeature
HardwareLro::GetFeature() const
{
    return NicFeature::LRO;
}

void
HardwareLro::DoStart()
{
    NS_LOG_FUNCTION(this);
    offload::LroConfig config;
    config.maxDesc = m_sessions;
    config.maxAggr = m_maxSegments;
    config.mtu = 65535 - m_maxBytes; // a session is flushed beyond 65535 - mtu bytes
    const std::string fault = config.FindFault();
    NS_ABORT_MSG_IF(!fault.empty(), "HardwareLro: " << fault);
    m_locator = std::make_unique<offload::ParsingLroLocator>();
    offload::LroSink& sink = *this;
    m_manager = std::make_unique<offload::LroManager>(config, m_locator.get(), sink);
}

void
HardwareLro::Receive(offload::Frame& frame)
{
    m_head.head = frame.head;
    m_head.length = frame.length;
    const std::optional<uint16_t> tag = frame.vlanTci;
    if (m_manager->ReceiveSkb(frame, tag).outcome == offload::LroOutcome::HELD)
    {
        StartTimer();
    }
}

void
HardwareLro::StartTimer()
{
    const auto location = m_locator->LocateInSkb(m_head);
    m_timers.emplace_back();
    auto timer = std::prev(m_timers.end());
    timer->head = m_head;
    timer->location = *location;
    const uint8_t* head = m_head.head.Data();
    timer->key.SetIpv4(head + location->networkOffset,
                       head + location->transportOffset,
                       head[location->networkOffset + offload::ipv4::PROTOCOL]);
    timer->event = Simulator::Schedule(m_timeout, &HardwareLro::Expire, this, timer);
}

void
HardwareLro::Expire(std::list<Timer>::iterator timer)
{
    // Delivering the session removes the timer.
    const Timer expired = *timer;
    m_manager->FlushPacket(expired.head, expired.location);
}

void
HardwareLro::Deliver(offload::Frame& frame, const offload::LroDelivery& delivery)
{
    if (delivery.isSession)
    {
        const uint8_t* head = frame.head.Data();
        offload::FlowKey key;
        key.SetIpv4(head + frame.networkOffset,
                    head + frame.transportOffset,
                    head[frame.networkOffset + offload::ipv4::PROTOCOL]);
        const auto timer = std::find_if(m_timers.begin(), m_timers.end(), [&key](const Timer& t) {
            return t.key == key;
        });
        Simulator::Remove(timer->event);
        m_timers.erase(timer);
    }
    Complete(frame);
}

void
HardwareLro::FlushAll()
{
    m_manager->FlushAll();
}

uint64_t
HardwareLro::GetBytesHeld() const
{
    return m_manager ? m_manager->BytesHeld() : 0;
}

offload::LroCounters
HardwareLro::GetCounters() const
{
    return m_manager ? m_manager->Counters() : m_counters;
}

std::string
HardwareLro::ExplainNoEffect(AttributeUse /* use */) const
{
    return ExplainStart(m_manager != nullptr);
}

} // namespace ns3
