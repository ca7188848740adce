/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "stack/true-size-window.h"

#include "ns3/log.h"
#include "ns3/tcp-rx-buffer.h"
#include "ns3/uinteger.h"

#include <cmath>

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("TrueSizeWindow");

namespace
{

/// A smaller change of the ratio is not worth a new window: raising it sends an ACK.
constexpr double MIN_CHANGE = 1.0 / 8;

} // namespace

TrueSizeWindow::TrueSizeWindow(Ptr<Node> node)
    : m_node(node)
{
    NS_LOG_FUNCTION(this << node);
}

void
TrueSizeWindow::BeforeDelivery(const TcpFlow& flow, uint32_t payload, uint32_t trueSize)
{
    NS_LOG_FUNCTION(this << flow << payload << trueSize);
    if (payload == 0)
    {
        return; // a pure ACK does not stay in the buffer
    }
    auto it = m_flows.find(flow);
    if (it == m_flows.end())
    {
        Ptr<TcpSocketBase> socket = flow.FindSocket(m_node);
        if (!socket)
        {
            return; // a packet for nobody
        }
        it = m_flows.emplace(flow, State{socket, socket->GetRxBuffer()->MaxBufferSize(), 1}).first;
    }
    State& state = it->second;
    const double ratio = static_cast<double>(payload) / trueSize;
    if (std::abs(ratio - state.ratio) > MIN_CHANGE * state.ratio)
    {
        const auto window = static_cast<uint64_t>(std::llround(ratio * state.space));
        NS_LOG_LOGIC(flow << ": " << payload << " bytes occupy " << trueSize
                          << ": the receive buffer becomes " << window << " of " << state.space
                          << " bytes");
        state.ratio = ratio;
        state.socket->SetAttribute("RcvBufSize", UintegerValue(window));
    }
}

void
TrueSizeWindow::Forget(const TcpFlow& flow)
{
    NS_LOG_FUNCTION(this << flow);
    m_flows.erase(flow);
}

} // namespace ns3
