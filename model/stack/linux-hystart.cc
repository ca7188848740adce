/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "stack/linux-hystart.h"

#include "ns3/boolean.h"
#include "ns3/log.h"
#include "ns3/pointer.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/uinteger.h"

#include <algorithm>
#include <utility>

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("LinuxHystart");

namespace
{

/**
 * @param cubic an object
 * @param name name of an attribute that is a time
 * @return its value
 */
Time
GetTime(const TcpCubic& cubic, const std::string& name)
{
    TimeValue value;
    cubic.GetAttribute(name, value);
    return value.Get();
}

/**
 * @param cubic an object
 * @param name name of an attribute that is a number
 * @return its value
 */
uint32_t
GetNumber(const TcpCubic& cubic, const std::string& name)
{
    UintegerValue value;
    cubic.GetAttribute(name, value);
    return static_cast<uint32_t>(value.Get());
}

} // namespace

LinuxHystart::LinuxHystart(const TcpCubic& cubic, std::function<Path()> path)
    : TcpCubic(cubic),
      m_path(std::move(path)),
      m_lowWindow(GetNumber(cubic, "HyStartLowWindow")),
      m_minSamples(GetNumber(cubic, "HyStartMinSamples")),
      m_ackDelta(GetTime(cubic, "HyStartAckDelta")),
      m_delayMin(GetTime(cubic, "HyStartDelayMin")),
      m_delayMax(GetTime(cubic, "HyStartDelayMax"))
{
    StringValue detect; // an enum of different types in different versions
    cubic.GetAttribute("HyStartDetect", detect);
    m_looksAtTrain = detect.Get() != "DELAY";
    m_looksAtDelay = detect.Get() != "PACKET_TRAIN";
}

LinuxHystart::~LinuxHystart() = default;

void
LinuxHystart::Install(Ptr<TcpSocketBase> socket, std::function<Path()> path)
{
    PointerValue value;
    socket->GetAttribute("CongestionOps", value);
    const auto cubic = value.Get<TcpCubic>();
    BooleanValue isOn(false);
    if (!cubic || cubic->GetInstanceTypeId() != TcpCubic::GetTypeId() ||
        dynamic_cast<const LinuxHystart*>(PeekPointer(cubic)))
    {
        return;
    }
    cubic->GetAttribute("HyStart", isOn);
    if (!isOn.Get())
    {
        return;
    }
    NS_LOG_LOGIC("HyStart of " << socket << " is Linux's");
    // A copy, as CopyObject makes one: of the same type, with the same attributes.
    const Ptr<LinuxHystart> own(new LinuxHystart(*cubic, std::move(path)), false);
    own->SetAttribute("HyStart", BooleanValue(false)); // that of ns-3
    TypeId::AttributeInformation friendliness;
    if (TcpCubic::GetTypeId().LookupAttributeByName("TcpFriendliness", &friendliness))
    {
        // ns-3 does not copy it, neither here nor for a connection that was accepted.
        own->SetAttribute("TcpFriendliness", *friendliness.initialValue);
    }
    socket->SetCongestionControlAlgorithm(own);
}

void
LinuxHystart::Reset(Ptr<const TcpSocketState> tcb)
{
    m_roundStart = Simulator::Now();
    m_lastAck = m_roundStart;
    m_endSequence = tcb->m_highTxMark;
    m_roundRtt = Time();
    m_samples = 0;
}

void
LinuxHystart::CongestionStateSet(Ptr<TcpSocketState> tcb,
                                 const TcpSocketState::TcpCongState_t newState)
{
    TcpCubic::CongestionStateSet(tcb, newState);
    if (newState == TcpSocketState::CA_LOSS)
    {
        m_isFound = false;
        Reset(tcb);
    }
}

void
LinuxHystart::PktsAcked(Ptr<TcpSocketState> tcb, uint32_t segmentsAcked, const Time& rtt)
{
    TcpCubic::PktsAcked(tcb, segmentsAcked, rtt);
    if (m_isFound || tcb->m_cWnd >= tcb->m_ssThresh)
    {
        return;
    }
    if (tcb->m_lastAckedSeq > m_endSequence)
    {
        Reset(tcb);
    }
    if (tcb->m_cWnd < m_lowWindow * tcb->m_segmentSize)
    {
        return;
    }
    m_isFound = IsTime(tcb);
    if (m_isFound)
    {
        NS_LOG_LOGIC("slow start is over at " << tcb->m_cWnd << " bytes");
        tcb->m_ssThresh = tcb->m_cWnd.Get();
    }
}

bool
LinuxHystart::IsTime(Ptr<const TcpSocketState> tcb)
{
    const Path path = m_path();
    if (path.minRtt.IsZero())
    {
        return false; // nothing is known yet
    }
    const bool isLongTrain = m_looksAtTrain && IsLongTrain(path, tcb->m_pacing);
    const bool isLate = m_looksAtDelay && IsLate(path);
    return isLongTrain || isLate;
}

bool
LinuxHystart::IsLongTrain(const Path& path, bool isPaced)
{
    constexpr double SUPER_PACKETS = 4 * 65536.0; // bytes that may wait to be sent and merged
    const Time now = Simulator::Now();
    if (now - m_lastAck > m_ackDelta)
    {
        return false;
    }
    m_lastAck = now;
    const Time cushion = path.rate > 0 ? Seconds(SUPER_PACKETS / path.rate) : Time();
    const Time threshold = path.minRtt + std::min(cushion, MilliSeconds(1));
    return now - m_roundStart > (isPaced ? threshold : threshold / 2);
}

bool
LinuxHystart::IsLate(const Path& path)
{
    m_roundRtt = m_roundRtt.IsZero() ? path.lastRtt : std::min(m_roundRtt, path.lastRtt);
    if (m_samples < m_minSamples)
    {
        m_samples++;
        return false;
    }
    const Time rise = std::max(m_delayMin, std::min(path.minRtt / 8, m_delayMax));
    return m_roundRtt > path.minRtt + rise;
}

} // namespace ns3
