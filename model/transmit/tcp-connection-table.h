/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_TCP_CONNECTION_TABLE_H
#define OFFLOAD_TCP_CONNECTION_TABLE_H

#include "transmit/narrow-paths.h"
#include "transmit/tcp-write-queue.h"
#include "transmit/transmit-charger.h"
#include "transmit/transmit-route.h"

#include "ns3/host-cpu.h"
#include "ns3/node.h"
#include "ns3/tcp-output-settings.h"
#include "ns3/traced-callback.h"
#include "ns3/transmit-boundary.h"
#include "ns3/transmit-hold.h"

#include <array>
#include <cstdint>
#include <map>
#include <unordered_map>

namespace ns3
{

/**
 * @ingroup offload
 * The TCP connections of a host that send data, each with its write queue: decides when one of them
 * is asked for super-packets, and hands those on to be charged.
 */
class TcpConnectionTable
{
  public:
    /// Told of TCP packets that go to IP: their segments, their bytes of payload.
    using PacketTrace = TracedCallback<uint32_t, uint32_t>;

    /**
     * @param settings the host's; outlive this object
     * @param narrow paths without super-packets; outlive this object
     * @param charger who charges packets; outlives this object
     * @param trace told of packets; outlives this object
     */
    TcpConnectionTable(const TcpOutputSettings& settings,
                       const NarrowPaths& narrow,
                       TransmitCharger& charger,
                       const PacketTrace& trace);

    /**
     * @param node the host
     * @param cpu its cores
     */
    void Start(Ptr<Node> node, Ptr<HostCpu> cpu);

    /// Forget all connections. What was counted stays.
    void Stop();

    /**
     * A connection begins: one of the same addresses and ports is over.
     * @param flow the connection
     */
    void Begin(const TcpFlow& flow);

    /**
     * TCP sends data, FIN or RST.
     *
     * @param segment the segment
     * @param route its way, by a NIC of this module
     */
    void Send(TcpSegment segment, TransmitRoute route);

    /**
     * A NIC has sent what it was given, or it was dropped on the way there.
     *
     * @param id number of the connection, from the packet's TransmitTag; 0 or that of one that is
     * over for what is not counted
     * @param payload bytes of payload
     */
    void NotifyReclaimed(uint32_t id, uint32_t payload);

    /**
     * @return number of segments with payload that went on
     */
    uint64_t GetDataSegments() const;

    /**
     * @return number of packets by their number of segments
     */
    const std::map<uint32_t, uint64_t>& GetSizes() const;

    /**
     * @param hold what keeps segments here
     * @return how often it did
     */
    uint64_t GetHolds(TransmitHold hold) const;

    /**
     * @param boundary what ends a super-packet
     * @return how often it did
     */
    uint64_t GetBoundaries(TransmitBoundary boundary) const;

    /**
     * @return payload bytes of all connections that lie below TCP now
     */
    uint64_t GetBytesBelow() const;

    /**
     * @return the most payload of one connection that was below TCP at a time, bytes
     */
    uint32_t GetMaxBytesBelow() const;

  private:
    /// A TCP connection that sends data.
    struct Connection
    {
        uint32_t id{0};              //!< number of the connection, in tags
        Ptr<TcpWriteQueue> queue;    //!< its write queue
        TransmitRoute route;         //!< of its last segment
        bool isOwn{false};           //!< to an address of this host, which no NIC sees
        bool isAwaitingFlush{false}; //!< a call of Flush() is on its way
        CoreContext context;         //!< who pays for that
    };

    /**
     * @param flow addresses and ports
     * @return its connection; made if there is none
     */
    Connection& GetConnection(const TcpFlow& flow);

    /**
     * Let a connection send when what is going on right now is over.
     * @param connection the connection
     */
    void ScheduleFlush(Connection& connection);

    /**
     * Let a connection send what it may.
     * @param connection the connection
     */
    void Flush(Connection& connection);

    /**
     * Hand a packet on.
     *
     * @param connection its connection
     * @param super the packet
     */
    void HandOn(Connection& connection, const TcpWriteQueue::SuperPacket& super);

    /**
     * @param connection a connection
     * @return what its way down allows
     */
    TcpWriteQueue::Path GetPath(const Connection& connection) const;

    const TcpOutputSettings& m_settings; //!< of the host
    const NarrowPaths& m_narrow;         //!< paths without super-packets
    TransmitCharger& m_charger;          //!< who charges packets
    const PacketTrace& m_packetTrace;    //!< told of packets
    Ptr<Node> m_node;                    //!< host
    Ptr<HostCpu> m_cpu;                  //!< its cores
    std::unordered_map<TcpFlow, Connection, TcpFlow::Hash> m_connections; //!< by flow
    std::unordered_map<uint32_t, Connection*> m_byId;                     //!< the same by number
    uint32_t m_lastId{0};                 //!< number of the youngest
    uint64_t m_dataSegments{0};           //!< with payload
    uint32_t m_maxBytesBelow{0};          //!< of one connection
    std::map<uint32_t, uint64_t> m_sizes; //!< packets by segments
    /// How often segments were held.
    std::array<uint64_t, static_cast<std::size_t>(TransmitHold::COUNT)> m_holds{};
    /// Why super-packets ended.
    std::array<uint64_t, static_cast<std::size_t>(TransmitBoundary::COUNT)> m_boundaries{};
};

} // namespace ns3

#endif // OFFLOAD_TCP_CONNECTION_TABLE_H
