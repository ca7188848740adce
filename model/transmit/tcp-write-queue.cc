/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "transmit/tcp-write-queue.h"

#include "cpu/run-warning.h"
#include "engine/header-fields.h"
#include "packet/packet-join.h"

#include "ns3/abort.h"
#include "ns3/assert.h"
#include "ns3/log.h"
#include "ns3/simulator.h"
#include "ns3/tcp-tx-buffer.h"

#include <algorithm>

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("TcpWriteQueue");

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

TcpWriteQueue::TcpWriteQueue(const TcpOutputSettings& settings)
    : m_settings(settings)
{
}

void
TcpWriteQueue::Watch(Ptr<TcpSocketBase> socket, std::function<void()> acknowledged)
{
    m_socket = socket;
    m_acknowledged = std::move(acknowledged);
    const Ptr<TcpWriteQueue> self(this);
    socket->TraceConnectWithoutContext("HighestRxAck",
                                       MakeCallback(&TcpWriteQueue::HandleAck, self));
    socket->TraceConnectWithoutContext("CongestionWindow",
                                       MakeCallback(&TcpWriteQueue::HandleWindow, self));
    socket->TraceConnectWithoutContext("RWND",
                                       MakeCallback(&TcpWriteQueue::HandlePeerWindow, self));
    socket->TraceConnectWithoutContext("SlowStartThreshold",
                                       MakeCallback(&TcpWriteQueue::HandleThreshold, self));
    socket->TraceConnectWithoutContext("CongState",
                                       MakeCallback(&TcpWriteQueue::HandleCongestion, self));
    socket->TraceConnectWithoutContext("State", MakeCallback(&TcpWriteQueue::HandleState, self));
}

void
TcpWriteQueue::Forget()
{
    m_socket = nullptr;
    m_acknowledged = nullptr;
}

void
TcpWriteQueue::Append(TcpSegment segment)
{
    const uint32_t end = segment.GetEnd();
    if (m_isStarted && !IsBehind(end, m_highest) && segment.payload > 0)
    {
        NS_LOG_LOGIC("Sequence number " << segment.sequence << " is sent again");
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
TcpWriteQueue::GetRate() const
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
TcpWriteQueue::GetGoal(const Path& path) const
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
    if (m_settings.pacingShift == 0 || rate == 0)
    {
        return most;
    }
    double bytes = rate / static_cast<double>(1ULL << m_settings.pacingShift);
    const int64_t halvings = m_minRtt.GetMicroSeconds() >> m_settings.tsoRttLog;
    if (halvings < 31)
    {
        bytes += static_cast<double>(path.maxPayload >> halvings);
    }
    const double segments = std::max<double>(bytes / mss, m_settings.minTsoSegs);
    return std::max(1U, static_cast<uint32_t>(std::min<double>(segments, most)));
}

TransmitBoundary
TcpWriteQueue::FindEnd(uint32_t segments, uint32_t goal) const
{
    if (segments >= goal)
    {
        return TransmitBoundary::FULL;
    }
    if (segments >= m_held.size())
    {
        return TransmitBoundary::NO_MORE;
    }
    return FindBoundary(m_held.front(), m_held[segments - 1], m_held[segments]);
}

TcpWriteQueue::SuperPacket
TcpWriteQueue::Measure(uint32_t goal) const
{
    SuperPacket next;
    next.mss = m_held.front().payload;
    next.payload = next.mss;
    while ((next.end = FindEnd(next.segments, goal)) == TransmitBoundary::NONE)
    {
        next.payload += m_held[next.segments].payload;
        next.segments++;
    }
    next.held = next.segments;
    return next;
}

bool
TcpWriteQueue::IsLarge(const Path& path) const
{
    const TcpSegment& first = m_held.front();
    return m_settings.largeSegments && first.payload + first.headerLength > path.linkPayload;
}

TcpWriteQueue::SuperPacket
TcpWriteQueue::MeasureLarge(const Path& path) const
{
    const TcpSegment& first = m_held.front();
    SuperPacket next;
    next.mss = path.linkPayload - first.headerLength;
    next.payload = first.payload;
    next.segments = (next.payload + next.mss - 1) / next.mss;
    next.end = TransmitBoundary::FULL;
    NS_ABORT_MSG_IF(!path.merges,
                    "A segment of " << next.payload
                                    << " bytes on a way that takes no super-packets: switch on "
                                       "tx-gso or tx-tcp-segmentation, or leave LargeSegments off");
    NS_ABORT_MSG_IF(next.payload > path.maxPayload || next.segments > path.maxSegments,
                    "A segment of "
                        << next.payload
                        << " bytes, as LargeSegments allows, but a super-packet has "
                        << path.maxPayload << " bytes and " << path.maxSegments
                        << " segments at most: lower ns3::TcpSocket::SegmentSize, or raise "
                           "GsoMaxSize and GsoMaxSegs");
    return next;
}

uint64_t
TcpWriteQueue::GetSmallQueueLimit(uint32_t bytes) const
{
    const uint64_t two = 2ULL * bytes;
    const double rate = GetRate();
    if (m_settings.pacingShift == 0 || rate == 0)
    {
        return m_settings.limitOutputBytes;
    }
    const auto paced =
        static_cast<uint64_t>(rate / static_cast<double>(1ULL << m_settings.pacingShift));
    return std::min<uint64_t>(std::max(two, paced), m_settings.limitOutputBytes);
}

bool
TcpWriteQueue::ShouldDefer(const SuperPacket& next, uint32_t goal) const
{
    const TcpSegment& last = m_held[next.held - 1];
    if (m_settings.tsoWinDivisor == 0 || !m_isOpen || !m_socket || next.segments >= goal ||
        next.held < m_held.size() || m_flight.empty() || m_window == 0 ||
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
    if (next.payload >= window / m_settings.tsoWinDivisor)
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
TcpWriteQueue::Take(const Path& path, SuperPacket& packet)
{
    if (m_held.empty())
    {
        return TransmitHold::EMPTY;
    }
    const uint32_t goal = GetGoal(path);
    SuperPacket next = IsLarge(path) ? MeasureLarge(path) : Measure(goal);
    if (m_settings.limitOutputBytes > 0 && m_bytesBelow > 0 && !m_held.front().isRetransmission &&
        m_bytesBelow + next.payload > GetSmallQueueLimit(next.payload))
    {
        return TransmitHold::SMALL_QUEUE;
    }
    if (path.merges && ShouldDefer(next, goal))
    {
        return TransmitHold::DEFERRED;
    }
    Merge(next);
    packet = std::move(next);
    return TransmitHold::NONE;
}

void
TcpWriteQueue::Merge(SuperPacket& packet)
{
    const TcpSegment& first = m_held.front();
    const TcpSegment& last = m_held[packet.held - 1];
    packet.packet = first.packet;
    if (packet.held > 1)
    {
        std::vector<PacketPart> parts;
        parts.reserve(packet.held);
        for (uint32_t i = 0; i < packet.held; i++)
        {
            const TcpSegment& each = m_held[i];
            parts.push_back({each.packet, each.headerLength, each.payload});
        }
        packet.packet = offload::JoinPackets(parts, [&first, &last](Packet& joined) {
            AddJoinedHeader(joined, first, last);
        });
    }
    if (!first.isRetransmission && packet.payload > 0)
    {
        m_flight.push_back(Flight{last.GetEnd(), Simulator::Now(), true});
    }
    m_bytesBelow += packet.payload;
    m_held.erase(m_held.begin(), m_held.begin() + packet.held);
}

void
TcpWriteQueue::NotifyReclaimed(uint32_t payload)
{
    NS_ASSERT_MSG(payload <= m_bytesBelow,
                  payload << " bytes have left the host, but only " << m_bytesBelow
                          << " of the connection lay below TCP");
    m_bytesBelow -= payload;
}

LinuxHystart::Path
TcpWriteQueue::GetPath() const
{
    return {m_lastRtt, m_minRtt, GetRate()};
}

uint32_t
TcpWriteQueue::GetBytesBelow() const
{
    return m_bytesBelow;
}

bool
TcpWriteQueue::IsHolding() const
{
    return !m_held.empty();
}

void
TcpWriteQueue::HandleState(TcpSocket::TcpStates_t /* before */, TcpSocket::TcpStates_t now)
{
    if (now == TcpSocket::CLOSED)
    {
        Forget();
    }
}

bool
TcpWriteQueue::IsOver() const
{
    return !m_socket && m_held.empty() && m_bytesBelow == 0;
}

void
TcpWriteQueue::HandleAck(SequenceNumber32 /* before */, SequenceNumber32 now)
{
    while (!m_flight.empty() && !IsBehind(m_flight.front().end, now.GetValue()))
    {
        const Flight& flight = m_flight.front();
        if (flight.isProbe)
        {
            const Time rtt = Simulator::Now() - flight.time;
            m_lastRtt = rtt;
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
TcpWriteQueue::HandleWindow(uint32_t /* before */, uint32_t now)
{
    m_window = now;
}

void
TcpWriteQueue::HandlePeerWindow(uint32_t /* before */, uint32_t now)
{
    m_peerWindow = now;
}

void
TcpWriteQueue::HandleThreshold(uint32_t /* before */, uint32_t now)
{
    m_threshold = now;
}

void
TcpWriteQueue::HandleCongestion(TcpSocketState::TcpCongState_t /* before */,
                                TcpSocketState::TcpCongState_t now)
{
    m_isOpen = now == TcpSocketState::CA_OPEN;
    if (m_settings.largeSegments && !m_isOpen && now != TcpSocketState::CA_CWR)
    {
        WarnInRun("TCP takes a packet for lost, and with LargeSegments sends a whole super-packet "
                  "again where Linux sends one segment: what it does until it has recovered is no "
                  "result. Leave LargeSegments off where packets are lost or come late");
    }
}

} // namespace ns3
