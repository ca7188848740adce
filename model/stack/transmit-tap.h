/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_TRANSMIT_TAP_H
#define OFFLOAD_TRANSMIT_TAP_H

#include "ns3/host-cpu.h"
#include "ns3/ip-l4-protocol.h"
#include "ns3/ipv4-identification.h"
#include "ns3/ipv6-address.h"
#include "ns3/net-device.h"
#include "ns3/node.h"
#include "ns3/object.h"
#include "ns3/tcp-flow.h"
#include "ns3/traced-callback.h"
#include "ns3/transmit-flow.h"
#include "ns3/transmit-tag.h"

#include <array>
#include <functional>
#include <map>
#include <set>
#include <vector>

namespace ns3
{

class NicDriver;

/**
 * @ingroup offload
 * Stands between a host's TCP and UDP and its IP: makes super-packets of TCP's segments, and
 * charges what is sent to a core.
 *
 * A packet pays for the stack, the queue disc, segmentation and the driver before it enters IP: a
 * slow core slows the writer, and does not turn into a backlog that a queue disc drops or marks.
 * It pays where its cause was paid for: in process context under a write, in softirq under an ACK,
 * a completion or a timer. While a packet of a flow waits for its core, later ones of that flow
 * wait behind it there, as work for a locked socket is left to who holds the lock; so a flow is
 * never reordered.
 */
class TransmitTap : public Object
{
  public:
    /**
     * @brief Get the type ID.
     * @return the object TypeId
     */
    static TypeId GetTypeId();

    TransmitTap();
    ~TransmitTap() override;

    /**
     * Put a tap into a node, once its protocols are there. A second call changes nothing.
     *
     * @param node the node
     * @param timerCore core on which timers of the stack expire
     * @return the node's tap
     */
    static Ptr<TransmitTap> Install(Ptr<Node> node, uint32_t timerCore);

    /**
     * @param nic a NIC of this host
     */
    void AddNic(NicDriver* nic);

    /**
     * Let the next question for the MTU of a NIC have a wide answer: IP is about to forward a
     * super-packet. Does nothing to NICs whose link does not take its segments.
     *
     * @param bytes length of a segment, bytes of IP packet; 0 takes it back
     */
    void WidenMtus(uint32_t bytes);

    /**
     * A NIC has sent what it was given, or it was dropped on the way there.
     *
     * @param flow number of the flow, from the packet's TransmitTag
     * @param payload bytes of payload
     */
    void NotifyReclaimed(uint32_t flow, uint32_t payload);

    /**
     * ICMPv6 has told of a path that takes less than the link: ns-3's IPv6 will fragment what is
     * longer, and knows no super-packets. None are made for this destination from now on.
     *
     * @param destination the destination
     */
    void NotifyPathMtu(Ipv6Address destination);

    /**
     * @return number of packets that went through with payload
     */
    uint64_t GetDataPackets() const;

    /**
     * @return number of segments in them
     */
    uint64_t GetDataSegments() const;

    /**
     * @return number of packets that went through without payload (TCP: ACK, SYN, FIN, RST)
     */
    uint64_t GetPureAcks() const;

    /**
     * @return number of packets that wait for a core
     */
    uint64_t GetWaiting() const;

    /**
     * @return number of TCP packets by their number of segments
     */
    const std::map<uint32_t, uint64_t>& GetSizes() const;

    /**
     * @param hold what keeps segments here
     * @return how often it did
     */
    uint64_t GetHolds(TransmitHold hold) const;

    /**
     * @return payload bytes of all connections that lie below TCP now
     */
    uint64_t GetBytesBelow() const;

    /**
     * @return the most payload of one connection that was below TCP at a time, bytes
     */
    uint32_t GetMaxBytesBelow() const;

    /**
     * TracedCallback signature for packets that go to IP.
     *
     * @param segments number of TCP segments in the packet
     * @param payload bytes of payload
     */
    typedef void (*PacketTracedCallback)(uint32_t segments, uint32_t payload);

  protected:
    void DoDispose() override;

  private:
    /// Gives a packet to IP.
    using PassOn = std::function<void(Ptr<Packet>)>;

    /// A way down from here.
    struct Route
    {
        TcpFlow flow;      //!< addresses and ports, of any protocol
        uint8_t protocol;  //!< protocol number
        NicDriver* driver; //!< the NIC's that the packet will leave by; null for a stock device
        PassOn passOn;     //!< to IP
    };

    /// A TCP connection that sends data.
    struct Connection
    {
        uint32_t id;            //!< number of the flow, in tags
        Ptr<TransmitFlow> flow; //!< its write queue
        Route route;            //!< of its last segment
        bool isOwn;             //!< to an address of this host, which no NIC sees
        bool isAwaitingFlush;   //!< a call of Flush() is on its way
        CpuPlace place;         //!< who pays for that
    };

    /// What is on its way of a flow.
    struct Pending
    {
        uint32_t packets{0}; //!< how many wait for a core
        CpuPlace place;      //!< which one
    };

    /**
     * Take over what a protocol sends.
     * @param protocol TCP or UDP
     */
    void Connect(Ptr<IpL4Protocol> protocol);

    /**
     * A protocol sends a packet.
     *
     * @param packet the packet, beginning with its TCP or UDP header
     * @param source its source address
     * @param destination its destination address
     * @param protocol its protocol number
     * @param device what it will leave by; may be null
     * @param passOn what gives it to IP
     */
    void Send(Ptr<Packet> packet,
              const Address& source,
              const Address& destination,
              uint8_t protocol,
              Ptr<NetDevice> device,
              PassOn passOn);

    /**
     * TCP sends data.
     * @param segment the segment
     * @param route its way
     */
    void SendTcpData(TcpSegment segment, Route route);

    /**
     * UDP sends a datagram.
     * @param packet the datagram
     * @param route its way
     */
    void SendUdp(Ptr<Packet> packet, const Route& route);

    /**
     * @param packet a packet from its transport header
     * @param route its way
     * @param fields of its TransmitTag
     * @return whether IP will fragment it
     */
    bool IsFragmentedByIp(Ptr<const Packet> packet,
                          const Route& route,
                          const TransmitTag::Fields& fields) const;

    /**
     * @param flow a flow
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
     * @param connection a connection
     * @return what its way down allows
     */
    TransmitFlow::Path GetPath(const Connection& connection) const;

    /**
     * @return where what happens right now is paid for
     */
    CpuPlace GetPlace() const;

    /**
     * Charge a packet, and give it to IP when its core has done the work.
     *
     * @param packet the packet
     * @param route its way
     * @param fields of its TransmitTag
     * @param isAck whether it is one without payload, which has to be built first
     * @param place who pays, if no earlier packet of the flow is waiting
     */
    void Charge(Ptr<Packet> packet,
                const Route& route,
                const TransmitTag::Fields& fields,
                bool isAck,
                CpuPlace place);

    /**
     * Give a packet to IP.
     *
     * @param packet the packet
     * @param route its way
     * @param fields of its TransmitTag
     */
    void PassDown(Ptr<Packet> packet, const Route& route, TransmitTag::Fields fields);

    Ptr<Node> m_node;                            //!< host
    Ptr<HostCpu> m_cpu;                          //!< who pays
    CpuPlace m_timerPlace;                       //!< where timers expire
    bool m_udpFragmentGso;                       //!< attribute UdpFragmentGso
    std::vector<NicDriver*> m_nics;              //!< of the host
    uint32_t m_limitOutputBytes;                 //!< attribute LimitOutputBytes
    uint32_t m_pacingShift;                      //!< attribute PacingShift
    uint32_t m_minTsoSegments;                   //!< attribute MinTsoSegs
    uint32_t m_tsoRttLog;                        //!< attribute TsoRttLog
    uint32_t m_tsoWinDivisor;                    //!< attribute TsoWinDivisor
    std::map<TcpFlow, Pending> m_pending;        //!< by flow, of any protocol
    std::map<TcpFlow, Connection> m_connections; //!< by flow
    std::map<uint32_t, Connection*> m_byId;      //!< the same by number
    uint32_t m_lastId{0};                        //!< number of the youngest
    Ipv4Identification m_identification;         //!< of IPv4 packets
    std::set<Ipv6Address> m_narrowPaths;         //!< see NotifyPathMtu
    bool m_isWide{false};                        //!< the MTU of some NIC may be wide
    uint64_t m_dataPackets{0};                   //!< with payload
    uint64_t m_dataSegments{0};                  //!< segments in them
    uint64_t m_pureAcks{0};                      //!< without
    uint64_t m_waiting{0};                       //!< waiting for a core
    uint32_t m_maxBytesBelow{0};                 //!< of one connection
    std::map<uint32_t, uint64_t> m_sizes;        //!< TCP packets by segments
    /// How often segments were held.
    std::array<uint64_t, static_cast<std::size_t>(TransmitHold::COUNT)> m_holds{};
    TracedCallback<uint32_t, uint32_t> m_packetTrace; //!< TCP packets to IP
};

} // namespace ns3

#endif // OFFLOAD_TRANSMIT_TAP_H
