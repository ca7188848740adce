/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "stack/send-window-guard.h"

#include "ns3/log.h"
#include "ns3/tcp-tx-buffer.h"

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("SendWindowGuard");

void
SendWindowGuard::Install(Ptr<TcpSocketBase> socket)
{
    NS_LOG_FUNCTION(socket);
    auto guard = Create<SendWindowGuard>();
    guard->m_buffer = PeekPointer(socket->GetTxBuffer());
    socket->TraceConnectWithoutContext("RWND", MakeCallback(&SendWindowGuard::NotifyWindow, guard));
    socket->TraceConnectWithoutContext("HighestSequence",
                                       MakeCallback(&SendWindowGuard::NotifySent, guard));
}

void
SendWindowGuard::NotifyWindow(uint32_t /* oldWindow */, uint32_t newWindow)
{
    NS_LOG_FUNCTION(this << newWindow);
    m_window = newWindow;
    if (!m_isGuarding)
    {
        m_isGuarding = true;
        m_buffer->SetRWndCallback(
            MakeCallback(&SendWindowGuard::GetWindow, Ptr<SendWindowGuard>(this)));
    }
}

void
SendWindowGuard::NotifySent(SequenceNumber32 /* oldSequence */, SequenceNumber32 newSequence)
{
    m_sent = newSequence;
}

uint32_t
SendWindowGuard::GetWindow() const
{
    const bool isFull = m_window > 0 && m_sent == m_buffer->HeadSequence() + m_window;
    if (isFull)
    {
        NS_LOG_LOGIC("the window of " << m_window << " bytes is exactly full: NextSeg sees less");
    }
    return isFull ? m_window - 1 : m_window;
}

} // namespace ns3
