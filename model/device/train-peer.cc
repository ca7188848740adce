/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "device/train-peer.h"

#include "cpu/attribute-reader.h"
#include "cpu/run-warning.h"

#include "ns3/node.h"
#include "ns3/offload-point-to-point-net-device.h"
#include "ns3/point-to-point-channel.h"
#include "ns3/simulator.h"

#include <typeinfo>

namespace ns3
{

TrainPeer::TrainPeer(PointToPointNetDevice& device)
    : m_device(device)
{
}

bool
TrainPeer::Look()
{
    const auto channel = m_device.GetChannel();
    if (!channel || !m_device.IsLinkUp())
    {
        return false;
    }
    if (typeid(*channel) != typeid(PointToPointChannel))
    {
        WarnInRun("Attribute Trains has no effect on a channel of type " +
                  channel->GetInstanceTypeId().GetName() +
                  ": frames cross it one by one; set it on links within a rank only");
        return false;
    }
    if (!m_peer)
    {
        const bool isFirst = channel->GetDevice(0) == &m_device;
        m_peer =
            dynamic_cast<PointToPointNetDevice*>(PeekPointer(channel->GetDevice(isFirst ? 1 : 0)));
        m_nic = dynamic_cast<OffloadPointToPointNetDevice*>(m_peer);
    }
    m_expects = m_nic && m_nic->CanExpect();
    m_address = m_device.GetAddress();
    static const AttributeReader reader(PointToPointChannel::GetTypeId(), "Delay");
    TimeValue delay;
    reader.Get(*channel, delay);
    m_delay = delay.Get();
    return m_peer != nullptr;
}

void
TrainPeer::Expect(const ArrivedPacket& packet, uint16_t protocol, const Time& sent) const
{
    m_nic->Expect(packet, protocol, m_address, sent + m_delay);
}

void
TrainPeer::Bring(Ptr<Packet> frame, const Time& sent) const
{
    Simulator::ScheduleWithContext(m_peer->GetNode()->GetId(),
                                   sent + m_delay - Simulator::Now(),
                                   &PointToPointNetDevice::Receive,
                                   m_peer,
                                   frame);
}

} // namespace ns3
