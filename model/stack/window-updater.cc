/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "stack/window-updater.h"

#include "ns3/log.h"
#include "ns3/simulator.h"
#include "ns3/tcp-header.h"
#include "ns3/tcp-rx-buffer.h"
#include "ns3/uinteger.h"

#include <algorithm>

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("WindowUpdater");

NS_OBJECT_ENSURE_REGISTERED(WindowUpdater);

namespace
{

uint32_t g_probed = 0; //!< updaters whose peer may take the window for closed

} // namespace

TypeId
WindowUpdater::GetTypeId()
{
    static TypeId tid = TypeId("ns3::WindowUpdater").SetParent<Object>().SetGroupName("Offload");
    return tid;
}

WindowUpdater::~WindowUpdater()
{
    SetProbed(false);
    m_poll.Cancel();
}

void
WindowUpdater::DoDispose()
{
    SetProbed(false);
    m_poll.Cancel();
    Object::DoDispose();
}

Ptr<WindowUpdater>
WindowUpdater::Install(Ptr<TcpSocketBase> socket)
{
    NS_LOG_FUNCTION(socket);
    auto updater = socket->GetObject<WindowUpdater>();
    if (!updater)
    {
        updater = CreateObject<WindowUpdater>();
        updater->m_socket = PeekPointer(socket);
        UintegerValue segmentSize;
        socket->GetAttribute("SegmentSize", segmentSize);
        updater->m_segmentSize = segmentSize.Get();
        socket->AggregateObject(updater);
        // Not with a Ptr, by which the socket would hold itself.
        socket->TraceConnectWithoutContext(
            "Tx",
            MakeCallback(&WindowUpdater::NotifyTx, PeekPointer(updater)));
    }
    return updater;
}

int64_t
WindowUpdater::GetGiven() const
{
    const SequenceNumber32 next = m_socket->GetRxBuffer()->NextRxSequence();
    return m_rightEdge > next ? m_rightEdge - next : 0;
}

bool
WindowUpdater::IsWide() const
{
    return 2 * GetGiven() > static_cast<int64_t>(m_socket->GetRxBuffer()->MaxBufferSize());
}

SequenceNumber32
WindowUpdater::GetUnread() const
{
    const auto buffer = m_socket->GetRxBuffer();
    return buffer->NextRxSequence() - buffer->Available();
}

void
WindowUpdater::NotifyTx(Ptr<const Packet> /* packet */,
                        const TcpHeader& /* header */,
                        Ptr<const TcpSocketBase> socket)
{
    // Every segment of an established connection advertises what the buffer has room for. The
    // header's own field is scaled, and the socket does not tell its scale.
    const auto buffer = socket->GetRxBuffer();
    const bool isNewData = m_isKnown && buffer->NextRxSequence() != m_next;
    m_rightEdge = buffer->MaxRxSequence();
    m_next = buffer->NextRxSequence();
    m_isKnown = true;
    if (buffer->GotFin())
    {
        SetProbed(false);
    }
    else if (!IsWide())
    {
        SetProbed(true);
        if (m_poll.IsExpired())
        {
            m_unread = GetUnread();
            m_poll = Simulator::Schedule(MilliSeconds(1), &WindowUpdater::Poll, this);
        }
    }
    else if (isNewData)
    {
        SetProbed(false); // the peer has seen a window that is open
    }
}

void
WindowUpdater::Poll()
{
    if (m_socket->GetRxBuffer()->GotFin() || IsWide())
    {
        return;
    }
    if (GetUnread() != m_unread)
    {
        AfterRead();
    }
    if (m_poll.IsExpired())
    {
        m_poll = Simulator::Schedule(MilliSeconds(1), &WindowUpdater::Poll, this);
    }
}

void
WindowUpdater::AcknowledgeAfterRead()
{
    NS_LOG_FUNCTION(this);
    m_acksAfterRead = true;
    m_next = m_socket->GetRxBuffer()->NextRxSequence();
    m_socket->SetAttribute("DelAckCount", UintegerValue(NO_DEL_ACK_COUNT));
}

bool
WindowUpdater::AfterRead()
{
    NS_LOG_FUNCTION(this);
    const auto buffer = m_socket->GetRxBuffer();
    m_unread = GetUnread();
    const int64_t unacknowledged = buffer->NextRxSequence() - m_next;
    if (m_acksAfterRead && unacknowledged > m_segmentSize)
    {
        NS_LOG_LOGIC("acknowledge " << unacknowledged << " bytes");
        SendAck();
        return true;
    }
    if (!m_isKnown || buffer->GotFin())
    {
        NS_LOG_LOGIC("no window update: " << (m_isKnown ? "the peer has sent its FIN"
                                                        : "no window was advertised yet"));
        return false;
    }
    const int64_t given = GetGiven();
    const auto size = static_cast<int64_t>(buffer->MaxBufferSize());
    const int64_t possible = buffer->MaxRxSequence() - buffer->NextRxSequence();
    const int64_t least = std::min(size / 2, m_segmentSize);
    if (IsWide() || possible < least || possible < 2 * given)
    {
        NS_LOG_LOGIC("no window update: the peer has " << given << " bytes of window, could have "
                                                       << possible << ", buffer " << size);
        return false;
    }
    NS_LOG_LOGIC("send a window update: the peer has " << given << " bytes of window, gets "
                                                       << possible);
    m_updates++;
    SendAck();
    return true;
}

void
WindowUpdater::SendAck()
{
    // Raising the buffer's size is the one public way to make the socket send an ACK.
    const uint32_t bytes = m_socket->GetRxBuffer()->MaxBufferSize();
    m_socket->SetAttribute("RcvBufSize", UintegerValue(bytes - 1));
    m_socket->SetAttribute("RcvBufSize", UintegerValue(bytes));
}

bool
WindowUpdater::IsAnyProbed()
{
    return g_probed > 0;
}

void
WindowUpdater::SetProbed(bool isProbed)
{
    if (isProbed != m_isProbed)
    {
        m_isProbed = isProbed;
        isProbed ? g_probed++ : g_probed--;
    }
}

void
WindowUpdater::AnswerProbe(SequenceNumber32 sequence)
{
    const Time leastGap = MilliSeconds(500); // Linux: tcp_invalid_ratelimit
    const auto buffer = m_socket->GetRxBuffer();
    const bool isTooSoon =
        m_answered.IsStrictlyPositive() && Simulator::Now() - m_answered < leastGap;
    if (!m_isKnown || sequence >= buffer->NextRxSequence() || isTooSoon)
    {
        return;
    }
    NS_LOG_LOGIC("a probe: answered with the window that there is");
    m_answered = Simulator::Now();
    SendAck();
}

uint64_t
WindowUpdater::GetUpdates() const
{
    return m_updates;
}

} // namespace ns3
