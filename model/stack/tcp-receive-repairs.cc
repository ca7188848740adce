/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "stack/tcp-receive-repairs.h"

#include "engine/header-fields.h"
#include "stack/window-updater.h"

#include "ns3/ipv4-address.h"
#include "ns3/ipv6-address.h"
#include "ns3/log.h"

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("TcpReceiveRepairs");

namespace
{

/**
 * @param frame a frame with a TCP header
 * @return its flow, as the host that receives it names it
 */
TcpFlow
GetFlow(const offload::Frame& frame)
{
    const uint8_t* ip = frame.head.Data() + frame.networkOffset;
    const uint8_t* tcp = frame.head.Data() + frame.transportOffset;
    TcpFlow flow;
    flow.peerPort = offload::Load16(tcp);
    flow.localPort = offload::Load16(tcp + 2);
    if (ip[0] >> 4 == 4)
    {
        flow.peer = Ipv4Address(offload::Load32(ip + 12));
        flow.local = Ipv4Address(offload::Load32(ip + 16));
    }
    else
    {
        flow.peer = Ipv6Address::Deserialize(ip + 8);
        flow.local = Ipv6Address::Deserialize(ip + 24);
    }
    return flow;
}

} // namespace

TcpReceiveRepairs::TcpReceiveRepairs(Ptr<Node> node, bool chargesTrueSize)
    : m_node(node),
      m_stretchAck(node)
{
    if (chargesTrueSize)
    {
        m_trueSizeWindow = std::make_unique<TrueSizeWindow>(node);
    }
}

void
TcpReceiveRepairs::AnswerProbe(const offload::Frame& frame) const
{
    const auto socket = GetFlow(frame).FindSocket(m_node);
    const auto updater = socket ? socket->GetObject<WindowUpdater>() : nullptr;
    if (updater)
    {
        const uint8_t* tcp = frame.head.Data() + frame.transportOffset;
        updater->AnswerProbe(SequenceNumber32(offload::Load32(tcp + offload::tcp::SEQUENCE)));
    }
}

void
TcpReceiveRepairs::BeforeDelivery(const offload::Frame& frame)
{
    NS_LOG_FUNCTION(this << frame.segments << frame.payloadLength);
    const uint8_t flags = frame.head.Data()[frame.transportOffset + offload::tcp::FLAGS];
    if (flags & (offload::tcp::FIN | offload::tcp::RST))
    {
        const TcpFlow flow = GetFlow(frame);
        m_stretchAck.Forget(flow);
        if (m_trueSizeWindow)
        {
            m_trueSizeWindow->Forget(flow);
        }
        return;
    }
    if (frame.payloadLength == 0 && WindowUpdater::IsAnyProbed())
    {
        AnswerProbe(frame);
    }
    if (frame.segments > 1 || !m_stretchAck.IsIdle())
    {
        m_stretchAck.BeforeDelivery(GetFlow(frame), frame.segments);
    }
    if (m_trueSizeWindow)
    {
        m_trueSizeWindow->BeforeDelivery(GetFlow(frame), frame.payloadLength, frame.trueSize);
    }
}

} // namespace ns3
