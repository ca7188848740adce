/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/transmit-flow.h"

#include "ns3/header-fields.h"
#include "ns3/simulator.h"
#include "ns3/tcp-tx-buffer.h"

#include <algorithm>

namespace ns3
{

namespace
{

/**
 * @param a a sequence number
 * @param b another
 * @return whether a is behind b, in the sense of RFC 9293
 */
bool
IsBehind(uint32_t a, uint32_t b)
{
    return static_cast<int32_t>(a - b) > 0;
}

} // namespace

void
TransmitFlow::Watch(Ptr<TcpSocketBase> socket, std::function<void()> acknowledged)
{
    m_socket = socket;
    m_acknowledged = std::move(acknowledged);
    const Ptr<TransmitFlow> self(this);
    socket->TraceConnectWithoutContext("HighestRxAck",
                                       MakeCallback(&TransmitFlow::HandleAck, self));
    socket->TraceConnectWithoutContext("CongestionWindow",
                                       MakeCallback(&TransmitFlow::HandleWindow, self));
    socket->TraceConnectWithoutContext("RWND", MakeCallback(&TransmitFlow::HandlePeerWindow, self));
    socket->TraceConnectWithoutContext("SlowStartThreshold",
                                       MakeCallback(&TransmitFlow::HandleThreshold, self));
    socket->TraceConnectWithoutContext("CongState",
                                       MakeCallback(&TransmitFlow::HandleCongestion, self));
    socket->TraceConnectWithoutContext("State", MakeCallback(&TransmitFlow::HandleState, self));
}

void
TransmitFlow::Forget()
{
    m_socket = nullptr;
    m_acknowledged = nullptr;
}

void
TransmitFlow::Append(TcpSegment segment)
{
    const uint32_t end = segment.GetEnd();
    if (m_isStarted && !IsBehind(end, m_highest) && segment.payload > 0)
    {
        segment.isRetransmission = true;
        for (Flight& flight : m_flight)
        {
            flight.isProbe = false; // Karn's rule
        }
    }
    else
    {
        m_highest = end;
        m_isStarted = true;
    }
    m_held.push_back(std::move(segment));
}

double
TransmitFlow::GetRate() const
{
    if (m_smoothedRtt.IsZero() || m_window == 0)
    {
        return 0;
    }
    // Linux's tcp_update_pacing_rate: twice the window a round trip in slow start, 1.2 times later.
    const double factor = m_window < m_threshold / 2 ? 2.0 : 1.2;
    return factor * m_window / m_smoothedRtt.GetSeconds();
}

uint32_t
TransmitFlow::GetGoal(const Path& path) const
{
    if (!path.merges)
    {
        return 1;
    }
    const uint32_t mss = m_held.front().payload;
    if (mss == 0 || mss > path.maxPayload || mss + m_held.front().headerLength > path.linkPayload)
    {
        return 1;
    }
    const uint32_t most = std::min(path.maxPayload / mss, path.maxSegments);
    const double rate = GetRate();
    if (path.limits.pacingShift == 0 || rate == 0)
    {
        return most;
    }
    double bytes = rate / static_cast<double>(1ULL << path.limits.pacingShift);
    const int64_t halvings = m_minRtt.GetMicroSeconds() >> path.limits.tsoRttLog;
    if (halvings < 31)
    {
        bytes += static_cast<double>(path.maxPayload >> halvings);
    }
    const double segments = std::max<double>(bytes / mss, path.limits.minTsoSegments);
    return std::max(1U, static_cast<uint32_t>(std::min<double>(segments, most)));
}

std::size_t
TransmitFlow::Measure(uint32_t goal, uint32_t& bytes) const
{
    std::size_t segments = 1;
    bytes = m_held.front().payload;
    while (segments < std::min<std::size_t>(goal, m_held.size()) &&
           FindBoundary(m_held.front(), m_held[segments - 1], m_held[segments]) ==
               TransmitBoundary::NONE)
    {
        bytes += m_held[segments].payload;
        segments++;
    }
    return segments;
}

uint64_t
TransmitFlow::GetSmallQueueLimit(const Path& path, uint32_t bytes) const
{
    const uint64_t two = 2ULL * bytes;
    const double rate = GetRate();
    if (path.limits.pacingShift == 0 || rate == 0)
    {
        return path.limits.limitOutputBytes;
    }
    const auto paced =
        static_cast<uint64_t>(rate / static_cast<double>(1ULL << path.limits.pacingShift));
    return std::min<uint64_t>(std::max(two, paced), path.limits.limitOutputBytes);
}

bool
TransmitFlow::ShouldDefer(const Path& path,
                          std::size_t segments,
                          uint32_t bytes,
                          uint32_t goal) const
{
    const TcpSegment& last = m_held[segments - 1];
    if (path.limits.tsoWinDivisor == 0 || !m_isOpen || !m_socket || segments >= goal ||
        segments < m_held.size() || m_flight.empty() || m_window == 0 ||
        (last.flags & (offload::tcp::FIN | offload::tcp::PSH)) || last.isRetransmission)
    {
        return false;
    }
    // Only a window that is full makes more come: what the application has left unsaid does not.
    const uint32_t unsent = m_socket->GetTxBuffer()->TailSequence().GetValue() - m_highest;
    if (unsent == 0 || unsent > (1U << 31))
    {
        return false;
    }
    const uint32_t window = m_peerWindow == 0 ? m_window : std::min(m_window, m_peerWindow);
    if (bytes >= window / path.limits.tsoWinDivisor)
    {
        return false;
    }
    // Who has sent nothing for a while would make a burst of what it waits for.
    if (Simulator::Now() - m_flight.back().time > MilliSeconds(1))
    {
        return false;
    }
    // The next acknowledgment must be near: half a round trip away or less.
    const Time age = Simulator::Now() - m_flight.front().time;
    return !m_smoothedRtt.IsZero() && 2 * age >= m_smoothedRtt;
}

TransmitHold
TransmitFlow::Take(const Path& path, SuperPacket& packet)
{
    if (m_held.empty())
    {
        return TransmitHold::EMPTY;
    }
    const uint32_t goal = GetGoal(path);
    uint32_t bytes = 0;
    const std::size_t segments = Measure(goal, bytes);
    TcpSegment first = m_held.front();
    if (path.limits.limitOutputBytes > 0 && m_bytesBelow > 0 && !first.isRetransmission &&
        m_bytesBelow + bytes > GetSmallQueueLimit(path, bytes))
    {
        return TransmitHold::SMALL_QUEUE;
    }
    if (path.merges && ShouldDefer(path, segments, bytes, goal))
    {
        return TransmitHold::DEFERRED;
    }
    for (std::size_t i = 1; i < segments; i++)
    {
        const TcpSegment& next = m_held[i];
        next.packet->RemoveAtStart(next.headerLength);
        first.packet->AddAtEnd(next.packet);
    }
    const TcpSegment& last = m_held[segments - 1];
    if (segments > 1)
    {
        FinishHeader(first, last);
    }
    if (!first.isRetransmission && bytes > 0)
    {
        m_flight.push_back(Flight{last.GetEnd(), Simulator::Now(), true});
    }
    packet.packet = first.packet;
    packet.segments = static_cast<uint32_t>(segments);
    packet.mss = first.payload;
    packet.payload = bytes;
    m_bytesBelow += bytes;
    m_held.erase(m_held.begin(), m_held.begin() + static_cast<std::ptrdiff_t>(segments));
    return TransmitHold::NONE;
}

void
TransmitFlow::NotifyReclaimed(uint32_t payload)
{
    m_bytesBelow -= payload;
}

uint32_t
TransmitFlow::GetBytesBelow() const
{
    return m_bytesBelow;
}

bool
TransmitFlow::IsHolding() const
{
    return !m_held.empty();
}

void
TransmitFlow::HandleState(TcpSocket::TcpStates_t /* before */, TcpSocket::TcpStates_t now)
{
    if (now == TcpSocket::CLOSED)
    {
        Forget();
    }
}

bool
TransmitFlow::IsOver() const
{
    return !m_socket && m_held.empty() && m_bytesBelow == 0;
}

void
TransmitFlow::HandleAck(SequenceNumber32 /* before */, SequenceNumber32 now)
{
    while (!m_flight.empty() && !IsBehind(m_flight.front().end, now.GetValue()))
    {
        const Flight& flight = m_flight.front();
        if (flight.isProbe)
        {
            const Time rtt = Simulator::Now() - flight.time;
            m_smoothedRtt = m_smoothedRtt.IsZero() ? rtt : (7 * m_smoothedRtt + rtt) / 8;
            m_minRtt = m_minRtt.IsZero() ? rtt : std::min(m_minRtt, rtt);
        }
        m_flight.pop_front();
    }
    if (m_acknowledged)
    {
        m_acknowledged();
    }
}

void
TransmitFlow::HandleWindow(uint32_t /* before */, uint32_t now)
{
    m_window = now;
}

void
TransmitFlow::HandlePeerWindow(uint32_t /* before */, uint32_t now)
{
    m_peerWindow = now;
}

void
TransmitFlow::HandleThreshold(uint32_t /* before */, uint32_t now)
{
    m_threshold = now;
}

void
TransmitFlow::HandleCongestion(TcpSocketState::TcpCongState_t /* before */,
                               TcpSocketState::TcpCongState_t now)
{
    m_isOpen = now == TcpSocketState::CA_OPEN;
}

} // namespace ns3
