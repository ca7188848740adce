/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "transmit/tcp-connection-table.h"

#include "engine/header-fields.h"
#include "stack/own-address.h"

#include "ns3/log.h"
#include "ns3/transmit-device.h"
#include "ns3/transmit-settings.h"

#include <algorithm>
#include <utility>

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("TcpConnectionTable");

TcpConnectionTable::TcpConnectionTable(const TcpOutputSettings& settings,
                                       const NarrowPaths& narrow,
                                       TransmitCharger& charger,
                                       const PacketTrace& trace)
    : m_settings(settings),
      m_narrow(narrow),
      m_charger(charger),
      m_packetTrace(trace)
{
}

void
TcpConnectionTable::Start(Ptr<Node> node, Ptr<HostCpu> cpu)
{
    m_node = node;
    m_cpu = cpu;
}

void
TcpConnectionTable::Stop()
{
    for (auto& [flow, connection] : m_connections)
    {
        connection.queue->Forget();
    }
    m_connections.clear();
    m_byId.clear();
    m_node = nullptr;
    m_cpu = nullptr;
}

void
TcpConnectionTable::Begin(const TcpFlow& flow)
{
    const auto it = m_connections.find(flow);
    if (it == m_connections.end())
    {
        return;
    }
    NS_LOG_LOGIC("Connection " << it->second.id << " is over: its ports begin another");
    it->second.queue->Forget();
    m_byId.erase(it->second.id);
    m_connections.erase(it);
}

TcpConnectionTable::Connection&
TcpConnectionTable::GetConnection(const TcpFlow& flow)
{
    const auto it = m_connections.find(flow);
    if (it != m_connections.end())
    {
        return it->second;
    }
    Connection& connection = m_connections[flow];
    connection.id = ++m_lastId;
    connection.isOwn = FindAddressOwner(*m_node, flow.peer) == AddressOwner::OWN_LINK;
    connection.queue = Create<TcpWriteQueue>(m_settings);
    m_byId[connection.id] = &connection;
    NS_LOG_LOGIC("Connection " << connection.id << " from port " << flow.localPort << " to "
                               << flow.peerPort << (connection.isOwn ? ", of this host" : ""));
    if (auto socket = flow.FindSocket(m_node))
    {
        if (m_settings.linuxHystart)
        {
            LinuxHystart::Install(socket,
                                  [queue = connection.queue]() { return queue->GetPath(); });
        }
        connection.queue->Watch(socket, [this, id = connection.id]() {
            const auto found = m_byId.find(id);
            if (found != m_byId.end() && found->second->queue->IsHolding())
            {
                ScheduleFlush(*found->second);
            }
        });
    }
    return connection;
}

void
TcpConnectionTable::Send(TcpSegment segment, TransmitRoute route)
{
    Connection& connection = GetConnection(route.flow);
    NS_LOG_FUNCTION(this << connection.id << segment.sequence << segment.payload);
    connection.route = std::move(route);
    connection.queue->Append(std::move(segment));
    if (GetPath(connection).merges)
    {
        ScheduleFlush(connection); // TCP may have more to say
    }
    else
    {
        connection.context = m_charger.GetContext();
        Flush(connection);
    }
}

void
TcpConnectionTable::ScheduleFlush(Connection& connection)
{
    if (connection.isAwaitingFlush)
    {
        return;
    }
    connection.isAwaitingFlush = true;
    connection.context = m_charger.GetContext();
    m_cpu->CallAfterEffect([this, id = connection.id]() {
        const auto found = m_byId.find(id);
        if (found != m_byId.end())
        {
            found->second->isAwaitingFlush = false;
            Flush(*found->second);
        }
    });
}

TcpWriteQueue::Path
TcpConnectionTable::GetPath(const Connection& connection) const
{
    constexpr uint32_t LONGEST_TCP_HEADER = 60;
    const TransmitRoute& route = connection.route;
    const TransmitSettings& settings = route.device->GetTransmitSettings();
    const uint32_t headers = route.GetIpHeaderLength() + LONGEST_TCP_HEADER;
    TcpWriteQueue::Path path{};
    path.merges =
        route.device->CanTakeSuperPackets() && !connection.isOwn && !m_narrow.Has(route.flow);
    path.maxPayload = settings.gsoMaxSize > headers ? settings.gsoMaxSize - headers : 0;
    path.maxSegments = settings.gsoMaxSegs;
    path.linkPayload = route.device->GetLinkMtu() - route.GetIpHeaderLength();
    return path;
}

void
TcpConnectionTable::Flush(Connection& connection)
{
    const TcpWriteQueue::Path path = GetPath(connection);
    TcpWriteQueue::SuperPacket super;
    TransmitHold hold;
    while ((hold = connection.queue->Take(path, super)) == TransmitHold::NONE)
    {
        HandOn(connection, super);
    }
    if (hold != TransmitHold::EMPTY)
    {
        NS_LOG_LOGIC("Connection " << connection.id << " holds segments: " << hold << ", with "
                                   << connection.queue->GetBytesBelow() << " bytes below TCP");
    }
    m_holds[static_cast<std::size_t>(hold)]++;
}

void
TcpConnectionTable::HandOn(Connection& connection, const TcpWriteQueue::SuperPacket& super)
{
    NS_LOG_LOGIC("Connection " << connection.id << ": " << super.segments << " segments, "
                               << super.payload << " bytes of payload go; the end: " << super.end);
    TransmitTag::Fields fields;
    fields.flow = connection.id;
    fields.payload = super.payload;
    if (super.segments > 1)
    {
        fields.type = connection.route.IsV4() ? offload::SegmentationType::TCP_V4
                                              : offload::SegmentationType::TCP_V6;
        fields.size = super.mss;
        fields.segments = super.segments;
    }
    m_boundaries[static_cast<std::size_t>(super.end)]++;
    if (super.payload > 0)
    {
        m_dataSegments += super.segments;
        m_sizes[super.segments]++;
        m_packetTrace(super.segments, super.payload);
    }
    m_maxBytesBelow = std::max(m_maxBytesBelow, connection.queue->GetBytesBelow());
    m_charger.Charge(super.packet,
                     connection.route,
                     fields,
                     super.payload == 0,
                     connection.context);
}

void
TcpConnectionTable::NotifyReclaimed(uint32_t id, uint32_t payload)
{
    const auto found = m_byId.find(id);
    if (found == m_byId.end())
    {
        return; // of no connection, or of one that is over
    }
    Connection& connection = *found->second;
    connection.queue->NotifyReclaimed(payload);
    if (connection.queue->IsHolding())
    {
        ScheduleFlush(connection);
    }
    else if (connection.queue->IsOver())
    {
        NS_LOG_LOGIC("Connection " << id << " is over");
        const TcpFlow key = connection.route.flow;
        m_byId.erase(found);
        m_connections.erase(key);
    }
}

uint64_t
TcpConnectionTable::GetDataSegments() const
{
    return m_dataSegments;
}

const std::map<uint32_t, uint64_t>&
TcpConnectionTable::GetSizes() const
{
    return m_sizes;
}

uint64_t
TcpConnectionTable::GetHolds(TransmitHold hold) const
{
    return m_holds[static_cast<std::size_t>(hold)];
}

uint64_t
TcpConnectionTable::GetBoundaries(TransmitBoundary boundary) const
{
    return m_boundaries[static_cast<std::size_t>(boundary)];
}

uint64_t
TcpConnectionTable::GetBytesBelow() const
{
    uint64_t bytes = 0;
    for (const auto& [flow, connection] : m_connections)
    {
        bytes += connection.queue->GetBytesBelow();
    }
    return bytes;
}

uint32_t
TcpConnectionTable::GetMaxBytesBelow() const
{
    return m_maxBytesBelow;
}

} // namespace ns3
