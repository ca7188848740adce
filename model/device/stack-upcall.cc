/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "device/stack-upcall.h"

#include "packet/flow-monitor-refusal.h"
#include "packet/packet-frame.h"
#include "packet/path-mtu-report.h"

#include "ns3/ipv6-l3-protocol.h"
#include "ns3/log.h"
#include "ns3/node.h"
#include "ns3/transmit-interceptor.h"

#include <utility>

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("StackUpcall");

StackUpcall::StackUpcall(Ptr<NetDevice> device,
                         Ptr<TransmitInterceptor> interceptor,
                         bool chargesTrueSize,
                         Observer observer)
    : m_device(device),
      m_interceptor(interceptor),
      m_forwarder(device, interceptor),
      m_tcpRepairs(device->GetNode(), chargesTrueSize),
      m_observer(std::move(observer))
{
}

void
StackUpcall::SetReceiveCallback(NetDevice::ReceiveCallback callback)
{
    m_receiveCallback = callback;
}

void
StackUpcall::SetPromiscReceiveCallback(NetDevice::PromiscReceiveCallback callback)
{
    m_promiscCallback = callback;
}

const PacketForwarder&
StackUpcall::GetForwarder() const
{
    return m_forwarder;
}

void
StackUpcall::GoUp(const Arrival& arrival, const offload::Frame& frame)
{
    NS_LOG_FUNCTION(this << frame.segments << frame.length);
    if (offload::IsTcp(frame))
    {
        m_tcpRepairs.BeforeDelivery(frame);
    }
    Ptr<const Packet> packet = offload::ToPacket(arrival, frame);
    if (arrival.protocol == Ipv6L3Protocol::PROT_NUMBER && frame.transportOffset == 0)
    {
        if (const auto destination = offload::FindNarrowPath(packet))
        {
            m_interceptor->NotifyPathMtu(*destination);
        }
    }
    if (frame.segments > 1)
    {
        RefuseStockFlowMonitor(packet);
    }
    m_observer(packet, frame.segments);
    // The frames of a list are taken apart again, with their checksums as they came.
    if (frame.segments > 1 && frame.headModified && frame.fragList.empty() &&
        Node::ChecksumEnabled())
    {
        packet = offload::ToVouchedPacket(packet, frame);
    }
    m_forwarder.HandOn(arrival, packet, frame, [this, &arrival](Ptr<const Packet> each) {
        GiveToStack(arrival, each);
    });
}

void
StackUpcall::GiveToStack(const Arrival& arrival, Ptr<const Packet> packet)
{
    if (!m_promiscCallback.IsNull())
    {
        m_promiscCallback(m_device,
                          packet,
                          arrival.protocol,
                          arrival.from,
                          arrival.to,
                          arrival.type);
    }
    if (arrival.type != NetDevice::PACKET_OTHERHOST)
    {
        m_receiveCallback(m_device, packet, arrival.protocol, arrival.from);
    }
}

} // namespace ns3
