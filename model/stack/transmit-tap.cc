/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/transmit-tap.h"

#include "ns3/ipv4-route.h"
#include "ns3/ipv6-route.h"
#include "ns3/send-window-guard.h"
#include "ns3/tcp-header.h"
#include "ns3/tcp-l4-protocol.h"
#include "ns3/udp-l4-protocol.h"

#include <array>

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(TransmitTap);

TypeId
TransmitTap::GetTypeId()
{
    static TypeId tid = TypeId("ns3::TransmitTap")
                            .SetParent<Object>()
                            .SetGroupName("Offload")
                            .AddConstructor<TransmitTap>();
    return tid;
}

Ptr<TransmitTap>
TransmitTap::Install(Ptr<Node> node, uint32_t timerCore)
{
    auto tap = node->GetObject<TransmitTap>();
    if (!tap)
    {
        tap = CreateObject<TransmitTap>();
        tap->m_node = node;
        tap->m_cpu = HostCpu::Get(node);
        tap->m_timerPlace = CpuPlace{timerCore, CpuContext::SOFTIRQ};
        node->AggregateObject(tap);
        tap->Connect(node->GetObject<TcpL4Protocol>());
        tap->Connect(node->GetObject<UdpL4Protocol>());
    }
    return tap;
}

void
TransmitTap::DoDispose()
{
    m_node = nullptr;
    m_cpu = nullptr;
    Object::DoDispose();
}

void
TransmitTap::Connect(Ptr<IpL4Protocol> protocol)
{
    if (!protocol)
    {
        return; // a host without this protocol
    }
    const Ptr<TransmitTap> self(this);
    if (const auto down = protocol->GetDownTarget(); !down.IsNull())
    {
        protocol->SetDownTarget(
            IpL4Protocol::DownTargetCallback([self, down](Ptr<Packet> packet,
                                                          Ipv4Address source,
                                                          Ipv4Address destination,
                                                          uint8_t number,
                                                          Ptr<Ipv4Route> route) {
                self->Send(packet, source, destination, number, [=]() {
                    down(packet, source, destination, number, route);
                });
            }));
    }
    if (const auto down = protocol->GetDownTarget6(); !down.IsNull())
    {
        protocol->SetDownTarget6(
            IpL4Protocol::DownTargetCallback6([self, down](Ptr<Packet> packet,
                                                           Ipv6Address source,
                                                           Ipv6Address destination,
                                                           uint8_t number,
                                                           Ptr<Ipv6Route> route) {
                self->Send(packet, source, destination, number, [=]() {
                    down(packet, source, destination, number, route);
                });
            }));
    }
}

void
TransmitTap::Send(Ptr<Packet> packet,
                  const Address& source,
                  const Address& destination,
                  uint8_t protocol,
                  std::function<void()> passOn)
{
    // The fields common to TCP and UDP are read in place: deserialising a TCP header with its
    // options costs more than all the rest of this function.
    std::array<uint8_t, 20> header{};
    packet->CopyData(header.data(), header.size());
    const TcpFlow flow{source,
                       destination,
                       static_cast<uint16_t>(header[0] << 8 | header[1]),
                       static_cast<uint16_t>(header[2] << 8 | header[3])};
    const bool isTcp = protocol == TcpL4Protocol::PROT_NUMBER;
    const uint32_t headerLength = isTcp ? (header[12] >> 4) * 4 : 8;
    const bool hasPayload = packet->GetSize() > headerLength;
    if (isTcp && (header[13] & TcpHeader::SYN))
    {
        if (auto socket = flow.FindSocket(m_node))
        {
            SendWindowGuard::Install(socket);
        }
    }
    Work work(Operation::TRANSMIT_PACKET);
    work.Add(Operation::POST_TX_DESCRIPTOR);
    if (hasPayload)
    {
        m_dataPackets++;
    }
    else
    {
        m_pureAcks++;
        work.Add(Operation::BUILD_ACK);
    }
    if (m_cpu->IsFree())
    {
        passOn(); // nothing can be pending on a host where nothing takes time
        return;
    }
    Pending& pending = m_pending[flow];
    if (pending.packets == 0 && !m_cpu->GetCurrentPlace(pending.place))
    {
        pending.place = m_timerPlace;
    }
    pending.packets++;
    m_waiting++;
    m_cpu->Execute(pending.place, work, [this, flow, passOn = std::move(passOn)]() {
        m_waiting--;
        auto it = m_pending.find(flow);
        if (--it->second.packets == 0)
        {
            m_pending.erase(it);
        }
        passOn();
    });
}

uint64_t
TransmitTap::GetDataPackets() const
{
    return m_dataPackets;
}

uint64_t
TransmitTap::GetPureAcks() const
{
    return m_pureAcks;
}

uint64_t
TransmitTap::GetWaiting() const
{
    return m_waiting;
}

} // namespace ns3
