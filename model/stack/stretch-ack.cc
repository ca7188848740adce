/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "stack/stretch-ack.h"

#include "stack/window-updater.h"

#include "ns3/log.h"

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("StretchAck");

StretchAck::StretchAck(Ptr<Node> node)
    : m_node(node)
{
    NS_LOG_FUNCTION(this << node);
}

void
StretchAck::BeforeDelivery(const TcpFlow& flow, uint32_t segments)
{
    NS_LOG_FUNCTION(this << flow << segments);
    const bool isStretched = segments >= 2;
    auto it = m_flows.find(flow);
    if (it == m_flows.end())
    {
        Ptr<TcpSocketBase> socket = isStretched ? flow.FindSocket(m_node) : nullptr;
        if (!socket)
        {
            return; // nothing to change yet, or a packet for nobody
        }
        UintegerValue count;
        socket->GetAttribute("DelAckCount", count);
        it = m_flows.emplace(flow, State{socket, count, false}).first;
    }
    State& state = it->second;
    if (state.count.Get() == WindowUpdater::NO_DEL_ACK_COUNT)
    {
        return; // its reader acknowledges
    }
    if (state.changed != isStretched)
    {
        NS_LOG_LOGIC(flow << ": a packet of " << segments << " segments: DelAckCount becomes "
                          << (isStretched ? 1 : state.count.Get()));
        state.socket->SetAttribute("DelAckCount", isStretched ? UintegerValue(1) : state.count);
        state.changed = isStretched;
    }
}

void
StretchAck::Forget(const TcpFlow& flow)
{
    const auto it = m_flows.find(flow);
    if (it == m_flows.end())
    {
        return;
    }
    // The FIN may have overtaken data that was lost.
    if (it->second.changed)
    {
        NS_LOG_LOGIC(flow << " is closing: DelAckCount becomes " << it->second.count.Get());
        it->second.socket->SetAttribute("DelAckCount", it->second.count);
    }
    m_flows.erase(it);
}

bool
StretchAck::IsIdle() const
{
    return m_flows.empty();
}

} // namespace ns3
