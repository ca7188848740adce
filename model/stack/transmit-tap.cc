/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/transmit-tap.h"

#include "ns3/boolean.h"
#include "ns3/bytes-header.h"
#include "ns3/checksum.h"
#include "ns3/header-fields.h"
#include "ns3/ipv4-l3-protocol.h"
#include "ns3/ipv4-route.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/ipv6-route.h"
#include "ns3/nic-driver.h"
#include "ns3/push-tag.h"
#include "ns3/send-window-guard.h"
#include "ns3/tcp-l4-protocol.h"
#include "ns3/udp-departure.h"
#include "ns3/udp-l4-protocol.h"
#include "ns3/uinteger.h"

#include <algorithm>
#include <iterator>

namespace ns3
{

namespace tcp = offload::tcp;

namespace
{

/**
 * @param node a host
 * @param address an address
 * @return whether it is the host's own, other than that of the loopback device
 */
bool
IsOwnAddress(Ptr<Node> node, const Address& address)
{
    constexpr int32_t LOOPBACK = 0; // ns-3's IP makes it its first interface
    if (Ipv4Address::IsMatchingType(address))
    {
        auto ipv4 = node->GetObject<Ipv4>();
        return ipv4->GetInterfaceForAddress(Ipv4Address::ConvertFrom(address)) > LOOPBACK;
    }
    auto ipv6 = node->GetObject<Ipv6>();
    return ipv6->GetInterfaceForAddress(Ipv6Address::ConvertFrom(address)) > LOOPBACK;
}

/**
 * @param flow a flow
 * @return whether it is of IPv4
 */
bool
IsV4(const TcpFlow& flow)
{
    return Ipv4Address::IsMatchingType(flow.local);
}

/**
 * Set PSH in a segment.
 * @param packet the segment, from its TCP header
 * @param header its first bytes
 */
void
SetPush(Ptr<Packet> packet, std::array<uint8_t, tcp::MIN_HEADER_LENGTH>& header)
{
    header[tcp::FLAGS] |= tcp::PSH;
    if (Node::ChecksumEnabled())
    {
        const auto sum = static_cast<uint16_t>(~offload::Load16(&header[tcp::CHECKSUM]));
        offload::Store16(&header[tcp::CHECKSUM],
                         offload::ChecksumOfSum(offload::SumAdd(sum, tcp::PSH)));
    }
    packet->RemoveAtStart(static_cast<uint32_t>(header.size()));
    packet->AddHeader(offload::BytesHeader(header.data(), static_cast<uint32_t>(header.size())));
}

} // namespace

NS_OBJECT_ENSURE_REGISTERED(TransmitTap);

TypeId
TransmitTap::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::TransmitTap")
            .SetParent<Object>()
            .SetGroupName("Offload")
            .AddConstructor<TransmitTap>()
            .AddAttribute("LimitOutputBytes",
                          "TCP small queues: bytes of a connection below TCP at most "
                          "(tcp_limit_output_bytes); 0 for kernels before Linux 3.6, which have "
                          "none. The default is that of Linux 4.20 to 6.15.",
                          UintegerValue(1048576),
                          MakeUintegerAccessor(&TransmitTap::m_limitOutputBytes),
                          MakeUintegerChecker<uint32_t>())
            .AddAttribute("PacingShift",
                          "Autosizing: a super-packet, and what small queues allow, lasts "
                          "2^-PacingShift seconds at the connection's rate (sk_pacing_shift); 0 "
                          "for kernels before Linux 3.12, which have none.",
                          UintegerValue(10),
                          MakeUintegerAccessor(&TransmitTap::m_pacingShift),
                          MakeUintegerChecker<uint32_t>(0, 31))
            .AddAttribute("MinTsoSegs",
                          "Autosizing: segments of a super-packet at least (tcp_min_tso_segs).",
                          UintegerValue(2),
                          MakeUintegerAccessor(&TransmitTap::m_minTsoSegments),
                          MakeUintegerChecker<uint32_t>(1))
            .AddAttribute("TsoRttLog",
                          "Autosizing: 64 KB are halved for each 2^TsoRttLog us of round-trip time "
                          "and added to what the rate allows (tcp_tso_rtt_log).",
                          UintegerValue(9),
                          MakeUintegerAccessor(&TransmitTap::m_tsoRttLog),
                          MakeUintegerChecker<uint32_t>(0, 31))
            .AddAttribute("TsoWinDivisor",
                          "Deferral: part of the window that a super-packet waits for "
                          "(tcp_tso_win_divisor, 3 in Linux); 0 for none. Not on by default: what "
                          "waits shortens the window, see the documentation.",
                          UintegerValue(0),
                          MakeUintegerAccessor(&TransmitTap::m_tsoWinDivisor),
                          MakeUintegerChecker<uint32_t>())
            .AddAttribute("UdpFragmentGso",
                          "A UDP datagram longer than the MTU goes through IP whole and is "
                          "fragmented just before the driver, as in FreeBSD's GSO; without, and "
                          "without tx-udp-fragmentation, IP fragments.",
                          BooleanValue(false),
                          MakeBooleanAccessor(&TransmitTap::m_udpFragmentGso),
                          MakeBooleanChecker())
            .AddTraceSource("Packet",
                            "A TCP packet with payload goes to IP: its segments and its payload.",
                            MakeTraceSourceAccessor(&TransmitTap::m_packetTrace),
                            "ns3::TransmitTap::PacketTracedCallback");
    return tid;
}

TransmitTap::TransmitTap() = default;
TransmitTap::~TransmitTap() = default;

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
    for (auto& [flow, connection] : m_connections)
    {
        connection.flow->Forget();
    }
    m_connections.clear();
    m_byId.clear();
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
                const auto device = route ? route->GetOutputDevice() : nullptr;
                self->Send(packet, source, destination, number, device, [=](Ptr<Packet> each) {
                    down(each, source, destination, number, route);
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
                const auto device = route ? route->GetOutputDevice() : nullptr;
                self->Send(packet, source, destination, number, device, [=](Ptr<Packet> each) {
                    down(each, source, destination, number, route);
                });
            }));
    }
}

void
TransmitTap::Send(Ptr<Packet> packet,
                  const Address& source,
                  const Address& destination,
                  uint8_t protocol,
                  Ptr<NetDevice> device,
                  PassOn passOn)
{
    // This may be a call from within that of a super-packet, whose wide MTU is not for this one.
    std::vector<NicDriver*> wide;
    if (m_isWide)
    {
        std::copy_if(m_nics.begin(), m_nics.end(), std::back_inserter(wide), [](NicDriver* nic) {
            return nic->TakeWideMtu();
        });
    }
    // The fields common to TCP and UDP are read in place: deserialising a TCP header with its
    // options costs more than all the rest of this function.
    std::array<uint8_t, tcp::MIN_HEADER_LENGTH> header{};
    packet->CopyData(header.data(), header.size());
    const TcpFlow flow{source,
                       destination,
                       offload::Load16(header.data()),
                       offload::Load16(&header[2])};
    auto driver = device ? device->GetObject<NicDriver>() : nullptr;
    Route route{flow, protocol, PeekPointer(driver), std::move(passOn)};
    const bool isTcp = protocol == TcpL4Protocol::PROT_NUMBER;
    const uint8_t flags = isTcp ? header[tcp::FLAGS] : 0;
    if (flags & tcp::SYN)
    {
        if (auto it = m_connections.find(flow); it != m_connections.end())
        {
            it->second.flow->Forget(); // of an earlier connection
            m_byId.erase(it->second.id);
            m_connections.erase(it);
        }
        if (auto socket = flow.FindSocket(m_node))
        {
            SendWindowGuard::Install(socket);
        }
    }
    const uint32_t headerLength = isTcp ? (header[tcp::DATA_OFFSET] >> 4) * 4U : 8;
    const uint32_t payload = packet->GetSize() - headerLength;
    if (isTcp && payload > 0 && PushTag::IsAtEnd(packet))
    {
        SetPush(packet, header);
    }
    if (isTcp && driver && (payload > 0 || (flags & (tcp::FIN | tcp::RST))))
    {
        SendTcpData(TcpSegment(packet), std::move(route));
    }
    else if (!isTcp && payload > 0)
    {
        SendUdp(packet, route);
    }
    else
    {
        TransmitTag::Fields fields;
        fields.payload = payload;
        Charge(packet, route, fields, payload == 0, GetPlace());
    }
    for (NicDriver* nic : wide)
    {
        nic->WidenMtu(true);
    }
}

void
TransmitTap::SendUdp(Ptr<Packet> packet, const Route& route)
{
    UdpPath path{0, false};
    if (route.driver && !IsOwnAddress(m_node, route.flow.peer))
    {
        path.linkMtu = route.driver->GetLinkMtu();
        path.fragmentsBelowIp =
            m_udpFragmentGso || route.driver->GetFeatures().IsOn(NicFeature::TX_UDP_FRAGMENT);
    }
    for (const auto& departure : PrepareUdp(packet, route.flow, path))
    {
        Charge(departure.packet, route, departure.fields, false, GetPlace());
    }
}

TransmitTap::Connection&
TransmitTap::GetConnection(const TcpFlow& flow)
{
    auto it = m_connections.find(flow);
    if (it != m_connections.end())
    {
        return it->second;
    }
    Connection& connection = m_connections[flow];
    connection.id = ++m_lastId;
    connection.isOwn = IsOwnAddress(m_node, flow.peer);
    connection.flow = Create<TransmitFlow>();
    m_byId[connection.id] = &connection;
    if (auto socket = flow.FindSocket(m_node))
    {
        connection.flow->Watch(socket, [this, id = connection.id]() {
            const auto found = m_byId.find(id);
            if (found != m_byId.end() && found->second->flow->IsHolding())
            {
                ScheduleFlush(*found->second);
            }
        });
    }
    return connection;
}

void
TransmitTap::SendTcpData(TcpSegment segment, Route route)
{
    Connection& connection = GetConnection(route.flow);
    connection.route = std::move(route);
    connection.flow->Append(std::move(segment));
    if (GetPath(connection).merges)
    {
        ScheduleFlush(connection); // TCP may have more to say
    }
    else
    {
        connection.place = GetPlace();
        Flush(connection);
    }
}

CpuPlace
TransmitTap::GetPlace() const
{
    CpuPlace place;
    return m_cpu->GetCurrentPlace(place) ? place : m_timerPlace;
}

void
TransmitTap::ScheduleFlush(Connection& connection)
{
    if (connection.isAwaitingFlush)
    {
        return;
    }
    connection.isAwaitingFlush = true;
    connection.place = GetPlace();
    m_cpu->CallAfterEffect([this, id = connection.id]() {
        const auto found = m_byId.find(id);
        if (found != m_byId.end())
        {
            found->second->isAwaitingFlush = false;
            Flush(*found->second);
        }
    });
}

TransmitFlow::Path
TransmitTap::GetPath(const Connection& connection) const
{
    constexpr uint32_t HEADERS_V4 = 20 + 60;
    constexpr uint32_t HEADERS_V6 = 40 + 60;
    const bool isV4 = IsV4(connection.route.flow);
    const uint32_t headers = isV4 ? HEADERS_V4 : HEADERS_V6;
    const SuperPacketLimits& gso = connection.route.driver->GetSettings().gso;
    TransmitFlow::Path path{};
    path.limits = {m_limitOutputBytes,
                   m_pacingShift,
                   m_minTsoSegments,
                   m_tsoRttLog,
                   m_tsoWinDivisor};
    path.merges =
        connection.route.driver->CanTakeSuperPackets() && !connection.isOwn &&
        (isV4 || m_narrowPaths.count(Ipv6Address::ConvertFrom(connection.route.flow.peer)) == 0);
    path.maxPayload = gso.maxSize > headers ? gso.maxSize - headers : 0;
    path.maxSegments = gso.maxSegments;
    path.linkPayload = connection.route.driver->GetLinkMtu() - (isV4 ? 20 : 40);
    return path;
}

void
TransmitTap::Flush(Connection& connection)
{
    const TransmitFlow::Path path = GetPath(connection);
    TransmitFlow::SuperPacket super;
    TransmitHold hold;
    while ((hold = connection.flow->Take(path, super)) == TransmitHold::NONE)
    {
        TransmitTag::Fields fields;
        fields.flow = connection.id;
        fields.payload = super.payload;
        if (super.segments > 1)
        {
            fields.type = IsV4(connection.route.flow) ? offload::SegmentationType::TCP_V4
                                                      : offload::SegmentationType::TCP_V6;
            fields.size = super.mss;
            fields.segments = super.segments;
        }
        if (super.payload > 0)
        {
            m_dataSegments += super.segments;
            m_sizes[super.segments]++;
            m_packetTrace(super.segments, super.payload);
        }
        m_maxBytesBelow = std::max(m_maxBytesBelow, connection.flow->GetBytesBelow());
        Charge(super.packet, connection.route, fields, super.payload == 0, connection.place);
    }
    m_holds[static_cast<std::size_t>(hold)]++;
}

void
TransmitTap::Charge(Ptr<Packet> packet,
                    const Route& route,
                    const TransmitTag::Fields& fields,
                    bool isAck,
                    CpuPlace place)
{
    Work work(Operation::TRANSMIT_PACKET);
    if (route.driver)
    {
        route.driver->GetTransmitPath().AddWork(fields, work);
    }
    else
    {
        work.Add(Operation::POST_TX_DESCRIPTOR);
    }
    if (isAck)
    {
        m_pureAcks++;
        work.Add(Operation::BUILD_ACK);
    }
    else
    {
        m_dataPackets++;
    }
    if (m_cpu->IsFree())
    {
        PassDown(packet, route, fields); // nothing can be pending where nothing takes time
        return;
    }
    Pending& pending = m_pending[route.flow];
    if (pending.packets == 0)
    {
        pending.place = place;
    }
    pending.packets++;
    m_waiting++;
    m_cpu->Execute(pending.place, work, [this, packet, route, fields]() {
        m_waiting--;
        auto it = m_pending.find(route.flow);
        if (--it->second.packets == 0)
        {
            m_pending.erase(it);
        }
        PassDown(packet, route, fields);
    });
}

void
TransmitTap::PassDown(Ptr<Packet> packet, const Route& route, TransmitTag::Fields fields)
{
    TransmitTag stale; // of a packet that an application has received and sends on
    packet->RemovePacketTag(stale);
    if (!route.driver)
    {
        route.passOn(packet);
        return;
    }
    if (IsV4(route.flow))
    {
        // Fragments have one identification in common.
        const bool isFragmented = fields.type == offload::SegmentationType::UDP_FRAGMENT;
        fields.idOffset =
            m_identification.Take(route.flow, route.protocol, isFragmented ? 1 : fields.segments);
    }
    fields.isPaid = true;
    if (fields.flow != 0 && IsFragmentedByIp(packet, route, fields))
    {
        // Each fragment would have the tag: what IP cuts is not counted in a small queue.
        NotifyReclaimed(fields.flow, fields.payload);
        fields.flow = 0;
    }
    TransmitTag tag(fields);
    packet->AddPacketTag(tag);
    if (fields.type == offload::SegmentationType::NONE)
    {
        route.passOn(packet);
        return;
    }
    m_isWide = true;
    route.driver->WidenMtu(true);
    route.passOn(packet);
    route.driver->WidenMtu(false);
    m_isWide = false;
}

bool
TransmitTap::IsFragmentedByIp(Ptr<const Packet> packet,
                              const Route& route,
                              const TransmitTag::Fields& fields) const
{
    if (fields.type != offload::SegmentationType::NONE)
    {
        return false;
    }
    const bool isV4 = IsV4(route.flow);
    return packet->GetSize() + (isV4 ? 20 : 40) > route.driver->GetLinkMtu() ||
           (!isV4 && m_narrowPaths.count(Ipv6Address::ConvertFrom(route.flow.peer)) > 0);
}

void
TransmitTap::AddNic(NicDriver* nic)
{
    m_nics.push_back(nic);
}

void
TransmitTap::WidenMtus(uint32_t bytes)
{
    m_isWide = bytes > 0;
    for (NicDriver* nic : m_nics)
    {
        nic->WidenMtu(bytes > 0 && bytes <= nic->GetLinkMtu());
    }
}

void
TransmitTap::NotifyReclaimed(uint32_t flow, uint32_t payload)
{
    const auto found = m_byId.find(flow);
    if (found == m_byId.end())
    {
        return; // of no connection, or of one that is over
    }
    Connection& connection = *found->second;
    connection.flow->NotifyReclaimed(payload);
    if (connection.flow->IsHolding())
    {
        ScheduleFlush(connection);
    }
    else if (connection.flow->IsOver())
    {
        const TcpFlow key = connection.route.flow;
        m_byId.erase(found);
        m_connections.erase(key);
    }
}

void
TransmitTap::NotifyPathMtu(Ipv6Address destination)
{
    m_narrowPaths.insert(destination);
}

uint64_t
TransmitTap::GetDataPackets() const
{
    return m_dataPackets;
}

uint64_t
TransmitTap::GetDataSegments() const
{
    return m_dataSegments;
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

const std::map<uint32_t, uint64_t>&
TransmitTap::GetSizes() const
{
    return m_sizes;
}

uint64_t
TransmitTap::GetHolds(TransmitHold hold) const
{
    return m_holds[static_cast<std::size_t>(hold)];
}

uint64_t
TransmitTap::GetBytesBelow() const
{
    uint64_t bytes = 0;
    for (const auto& [flow, connection] : m_connections)
    {
        bytes += connection.flow->GetBytesBelow();
    }
    return bytes;
}

uint32_t
TransmitTap::GetMaxBytesBelow() const
{
    return m_maxBytesBelow;
}

} // namespace ns3
