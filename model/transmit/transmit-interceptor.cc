/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/transmit-interceptor.h"

#include "cpu/ns3-compat.h"
#include "engine/header-fields.h"
#include "stack/own-address.h"
#include "stack/send-window-guard.h"
#include "stack/udp-send-buffers.h"
#include "stack/window-updater.h"
#include "transmit/narrow-paths.h"
#include "transmit/tcp-connection-table.h"
#include "transmit/transmit-charger.h"
#include "transmit/transmit-route.h"
#include "transmit/udp-departure.h"
#include "transmit/wide-mtu.h"

#include "ns3/ipv4-route.h"
#include "ns3/ipv6-route.h"
#include "ns3/log.h"
#include "ns3/push-tag.h"
#include "ns3/simulator.h"
#include "ns3/tcp-l4-protocol.h"
#include "ns3/traffic-control-layer.h"
#include "ns3/transmit-device.h"
#include "ns3/udp-l4-protocol.h"

#include <array>
#include <utility>

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("TransmitInterceptor");

namespace tcp = offload::tcp;

NS_OBJECT_ENSURE_REGISTERED(TransmitInterceptor);

TypeId
TransmitInterceptor::GetTypeId()
{
    static TypeId tid =
        TcpOutputSettings::AddAttributes(TypeId("ns3::TransmitInterceptor")
                                             .SetParent<Object>()
                                             .SetGroupName("Offload")
                                             .AddConstructor<TransmitInterceptor>())
            .AddTraceSource("Packet",
                            "A TCP packet with payload goes to IP: its segments and its payload.",
                            MakeTraceSourceAccessor(&TransmitInterceptor::m_packetTrace),
                            "ns3::TransmitInterceptor::PacketTracedCallback")
            .AddTraceSource("SndbufError",
                            "A datagram is refused, for the send buffer of its socket is full: "
                            "the datagram, with its UDP header.",
                            MakeTraceSourceAccessor(&TransmitInterceptor::m_sndbufTrace),
                            "ns3::Packet::TracedCallback");
    return tid;
}

TransmitInterceptor::TransmitInterceptor()
    : m_narrowPaths(std::make_unique<NarrowPaths>()),
      m_sendBuffers(CreateObject<UdpSendBuffers>(wmemDefault))
{
    m_charger = std::make_unique<TransmitCharger>(
        *m_narrowPaths,
        [this](const TransmitTag::Fields& fields) { NotifyReclaimed(fields); });
    m_connections =
        std::make_unique<TcpConnectionTable>(*this, *m_narrowPaths, *m_charger, m_packetTrace);
}

TransmitInterceptor::~TransmitInterceptor() = default;

Ptr<TransmitInterceptor>
TransmitInterceptor::Install(Ptr<Node> node, uint32_t timerCore)
{
    auto interceptor = node->GetObject<TransmitInterceptor>();
    if (!interceptor)
    {
        const Ptr<HostCpu> cpu = HostCpu::Get(node);
        interceptor = CreateObject<TransmitInterceptor>();
        interceptor->m_node = node;
        interceptor->m_cpu = cpu;
        interceptor->m_charger->Start(cpu, CoreContext{timerCore, CpuContext::SOFTIRQ});
        interceptor->m_connections->Start(node, cpu);
        node->AggregateObject(interceptor);
        node->AggregateObject(interceptor->m_sendBuffers);
        interceptor->Connect(node->GetObject<TcpL4Protocol>());
        interceptor->Connect(node->GetObject<UdpL4Protocol>());
        if (auto control = node->GetObject<TrafficControlLayer>())
        {
            // Of a NIC without queue disc, whose ring is full. No Ptr: both are parts of the node,
            // and a part that holds another keeps all of them for ever.
            control->TraceConnectWithoutContext(
                "TcDrop",
                MakeCallback(&TransmitInterceptor::HandleDrop, PeekPointer(interceptor)));
        }
    }
    return interceptor;
}

void
TransmitInterceptor::HandleDrop(Ptr<const Packet> packet)
{
    TransmitTag tag;
    if (packet->PeekPacketTag(tag))
    {
        NotifyRefused(tag.Get());
    }
}

void
TransmitInterceptor::DoDispose()
{
    m_connections->Stop();
    m_charger->Stop();
    m_nics.clear();
    m_sendBuffers = nullptr;
    m_node = nullptr;
    m_cpu = nullptr;
    Object::DoDispose();
}

void
TransmitInterceptor::Connect(Ptr<IpL4Protocol> protocol)
{
    if (!protocol)
    {
        return; // a host without this protocol
    }
    const Ptr<TransmitInterceptor> self(this);
    if (const auto down = protocol->GetDownTarget(); !down.IsNull())
    {
        protocol->SetDownTarget(
            MakeFunctionCallback<Ptr<Packet>, Ipv4Address, Ipv4Address, uint8_t, Ptr<Ipv4Route>>(
                [self, down](Ptr<Packet> packet,
                             Ipv4Address source,
                             Ipv4Address destination,
                             uint8_t number,
                             Ptr<Ipv4Route> route) {
                    const auto device = route ? route->GetOutputDevice() : nullptr;
                    self->Intercept(
                        packet,
                        source,
                        destination,
                        number,
                        device,
                        [=](Ptr<Packet> each) { down(each, source, destination, number, route); });
                }));
    }
    if (const auto down = protocol->GetDownTarget6(); !down.IsNull())
    {
        protocol->SetDownTarget6(
            MakeFunctionCallback<Ptr<Packet>, Ipv6Address, Ipv6Address, uint8_t, Ptr<Ipv6Route>>(
                [self, down](Ptr<Packet> packet,
                             Ipv6Address source,
                             Ipv6Address destination,
                             uint8_t number,
                             Ptr<Ipv6Route> route) {
                    const auto device = route ? route->GetOutputDevice() : nullptr;
                    self->Intercept(
                        packet,
                        source,
                        destination,
                        number,
                        device,
                        [=](Ptr<Packet> each) { down(each, source, destination, number, route); });
                }));
    }
}

void
TransmitInterceptor::Intercept(Ptr<Packet> packet,
                               const Address& source,
                               const Address& destination,
                               uint8_t protocol,
                               Ptr<NetDevice> device,
                               PassOn passOn)
{
    if (Simulator::GetContext() == m_node->GetId())
    {
        Send(packet, source, destination, protocol, device, std::move(passOn));
        return;
    }
    NS_LOG_LOGIC("Sent from context " << Simulator::GetContext() << ": node " << m_node->GetId()
                                      << " takes it over");
    ScheduleFunctionInContext(m_node->GetId(),
                              Time(0),
                              [self = Ptr<TransmitInterceptor>(this),
                               packet,
                               source,
                               destination,
                               protocol,
                               device,
                               passOn = std::move(passOn)]() {
                                  self->Send(packet, source, destination, protocol, device, passOn);
                              });
}

void
TransmitInterceptor::Send(Ptr<Packet> packet,
                          const Address& source,
                          const Address& destination,
                          uint8_t protocol,
                          Ptr<NetDevice> device,
                          PassOn passOn)
{
    NS_LOG_FUNCTION(this << packet << packet->GetSize() << static_cast<uint32_t>(protocol));
    const NarrowMtuGuard narrow(m_nics);
    // The fields common to TCP and UDP are read in place: deserialising a TCP header with its
    // options costs more than all the rest of this function.
    std::array<uint8_t, tcp::MIN_HEADER_LENGTH> header{};
    packet->CopyData(header.data(), header.size());
    const TcpFlow flow{source,
                       destination,
                       offload::Load16(header.data()),
                       offload::Load16(&header[2])};
    const auto nic = device ? device->GetObject<TransmitDevice>() : nullptr;
    TransmitRoute route{flow, protocol, PeekPointer(nic), std::move(passOn)};
    const bool isTcp = protocol == TcpL4Protocol::PROT_NUMBER;
    const uint8_t flags = isTcp ? header[tcp::FLAGS] : 0;
    if (flags & tcp::SYN)
    {
        m_connections->Begin(flow);
        if (auto socket = flow.FindSocket(m_node))
        {
            SendWindowGuard::Install(socket);
            WindowUpdater::Install(socket);
        }
    }
    const uint32_t headerLength =
        isTcp ? (header[tcp::DATA_OFFSET] >> 4) * 4U : offload::udp::HEADER_LENGTH;
    const uint32_t payload = packet->GetSize() - headerLength;
    if (isTcp && payload > 0 && PushTag::IsAtEnd(packet))
    {
        SetPush(packet);
    }
    if (isTcp && nic && (payload > 0 || (flags & (tcp::FIN | tcp::RST))))
    {
        m_connections->Send(TcpSegment(packet), std::move(route));
    }
    else if (!isTcp)
    {
        SendUdp(packet, route);
    }
    else
    {
        TransmitTag::Fields fields;
        fields.payload = payload;
        m_charger->Charge(packet, route, fields, payload == 0, m_charger->GetContext());
    }
}

void
TransmitInterceptor::SendUdp(Ptr<Packet> packet, const TransmitRoute& route)
{
    UdpPath path{0, false};
    if (route.device && FindAddressOwner(*m_node, route.flow.peer) != AddressOwner::OWN_LINK)
    {
        path.linkMtu = route.device->GetLinkMtu();
        path.fragmentsBelowIp =
            udpFragmentGso || route.device->GetFeatures().IsOn(NicFeature::TX_UDP_FRAGMENT);
    }
    // Where nothing takes time, nothing waits for a core, and a script is not held up. A writer
    // that looks for room before it sends is always held up.
    const bool isCounted = !m_cpu->IsFree() || m_sendBuffers->HasWriter(route.flow);
    const bool isRefused = isCounted && !m_sendBuffers->IsWritable(route.flow);
    for (auto& departure : PrepareUdp(packet, route.flow, path))
    {
        if (isRefused)
        {
            m_sndbufErrors++;
            m_sndbufTrace(departure.packet);
            continue;
        }
        if (isCounted)
        {
            m_sendBuffers->Take(route.flow, departure.fields);
        }
        // Sent from no work of a core, it is of an application of ns-3, which stands for a process.
        const CoreContext context = m_charger->GetContext(CpuContext::PROCESS);
        m_charger->Charge(departure.packet, route, departure.fields, false, context);
    }
}

void
TransmitInterceptor::AddNic(TransmitDevice* nic)
{
    m_nics.push_back(nic);
}

const std::vector<TransmitDevice*>&
TransmitInterceptor::GetNics() const
{
    return m_nics;
}

void
TransmitInterceptor::NotifyQueued(const TransmitTag::Fields& fields)
{
    m_sendBuffers->Add(fields);
}

void
TransmitInterceptor::NotifyReclaimed(const TransmitTag::Fields& fields)
{
    if (UdpSendBuffers::IsCounted(fields))
    {
        if (m_sendBuffers->Release(fields))
        {
            m_cpu->CallAfterEffect([buffers = m_sendBuffers]() { buffers->WakeWriters(); });
        }
        return;
    }
    m_connections->NotifyReclaimed(fields.flow, fields.payload);
}

void
TransmitInterceptor::NotifyRefused(const TransmitTag::Fields& fields)
{
    if (!UdpSendBuffers::IsCounted(fields)) // TCP counts a packet from where it leaves TCP
    {
        NotifyReclaimed(fields);
    }
}

void
TransmitInterceptor::NotifyPathMtu(Ipv6Address destination)
{
    NS_LOG_LOGIC("The path to " << destination << " takes less than the link: no super-packets");
    m_narrowPaths->Add(destination);
}

uint64_t
TransmitInterceptor::GetDataPackets() const
{
    return m_charger->GetDataPackets();
}

uint64_t
TransmitInterceptor::GetDataSegments() const
{
    return m_connections->GetDataSegments();
}

uint64_t
TransmitInterceptor::GetPureAcks() const
{
    return m_charger->GetPureAcks();
}

uint64_t
TransmitInterceptor::GetWaiting() const
{
    return m_charger->GetWaiting();
}

uint64_t
TransmitInterceptor::GetSndbufErrors() const
{
    return m_sndbufErrors;
}

const std::map<uint32_t, uint64_t>&
TransmitInterceptor::GetSizes() const
{
    return m_connections->GetSizes();
}

uint64_t
TransmitInterceptor::GetHolds(TransmitHold hold) const
{
    return m_connections->GetHolds(hold);
}

uint64_t
TransmitInterceptor::GetBoundaries(TransmitBoundary boundary) const
{
    return m_connections->GetBoundaries(boundary);
}

uint64_t
TransmitInterceptor::GetBytesBelow() const
{
    return m_connections->GetBytesBelow();
}

uint32_t
TransmitInterceptor::GetMaxBytesBelow() const
{
    return m_connections->GetMaxBytesBelow();
}

} // namespace ns3
