/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "stack/window-updater.h"

#include "ns3/log.h"
#include "ns3/tcp-header.h"
#include "ns3/tcp-rx-buffer.h"
#include "ns3/uinteger.h"

#include <algorithm>

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("WindowUpdater");

Ptr<WindowUpdater>
WindowUpdater::Install(Ptr<TcpSocketBase> socket)
{
    NS_LOG_FUNCTION(socket);
    auto updater = Create<WindowUpdater>();
    updater->m_socket = PeekPointer(socket);
    socket->TraceConnectWithoutContext("Tx", MakeCallback(&WindowUpdater::NotifyTx, updater));
    return updater;
}

void
WindowUpdater::NotifyTx(Ptr<const Packet> /* packet */,
                        const TcpHeader& /* header */,
                        Ptr<const TcpSocketBase> socket)
{
    // Every segment of an established connection advertises what the buffer has room for. The
    // header's own field is scaled, and the socket does not tell its scale.
    m_rightEdge = socket->GetRxBuffer()->MaxRxSequence();
    m_isKnown = true;
}

bool
WindowUpdater::AfterRead()
{
    NS_LOG_FUNCTION(this);
    const auto buffer = m_socket->GetRxBuffer();
    const SequenceNumber32 next = buffer->NextRxSequence();
    if (!m_isKnown || buffer->GotFin())
    {
        NS_LOG_LOGIC("no window update: " << (m_isKnown ? "the peer has sent its FIN"
                                                        : "no window was advertised yet"));
        return false;
    }
    const int64_t given = m_rightEdge > next ? m_rightEdge - next : 0;
    const auto size = static_cast<int64_t>(buffer->MaxBufferSize());
    const int64_t possible = buffer->MaxRxSequence() - next;
    UintegerValue segment;
    m_socket->GetAttribute("SegmentSize", segment);
    const int64_t least = std::min(size / 2, static_cast<int64_t>(segment.Get()));
    if (2 * given > size || possible < least || possible < 2 * given)
    {
        NS_LOG_LOGIC("no window update: the peer has " << given << " bytes of window, could have "
                                                       << possible << ", buffer " << size);
        return false;
    }
    NS_LOG_LOGIC("send a window update: the peer has " << given << " bytes of window, gets "
                                                       << possible);
    m_updates++;
    // Raising the buffer's size is the one public way to make the socket send an ACK.
    const uint32_t bytes = buffer->MaxBufferSize();
    m_socket->SetAttribute("RcvBufSize", UintegerValue(bytes - 1));
    m_socket->SetAttribute("RcvBufSize", UintegerValue(bytes));
    return true;
}

uint64_t
WindowUpdater::GetUpdates() const
{
    return m_updates;
}

} // namespace ns3
