/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_TRANSMIT_INTERCEPTOR_H
#define OFFLOAD_TRANSMIT_INTERCEPTOR_H

#include "ns3/address.h"
#include "ns3/host-cpu.h"
#include "ns3/ip-l4-protocol.h"
#include "ns3/ipv6-address.h"
#include "ns3/net-device.h"
#include "ns3/node.h"
#include "ns3/object.h"
#include "ns3/tcp-output-settings.h"
#include "ns3/traced-callback.h"
#include "ns3/transmit-boundary.h"
#include "ns3/transmit-hold.h"
#include "ns3/transmit-tag.h"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <vector>

namespace ns3
{

class NarrowPaths;
class TcpConnectionTable;
class TransmitCharger;
class TransmitDevice;
class UdpSendBuffers;
struct TransmitRoute;

/**
 * @ingroup offload
 * Stands between a host's TCP and UDP and its IP: makes super-packets of TCP's segments, and
 * charges what is sent to a core before it goes on.
 *
 * This class takes over what the protocols send. TcpConnectionTable holds what Linux would leave in
 * TCP's write queues, PrepareUdp decides for UDP, TransmitCharger charges and hands down.
 */
class TransmitInterceptor : public Object, public TcpOutputSettings
{
  public:
    /**
     * @brief Get the type ID.
     * @return the object TypeId
     */
    static TypeId GetTypeId();

    TransmitInterceptor();
    ~TransmitInterceptor() override;

    /**
     * Put an interceptor into a node, once its protocols are there. A second call changes nothing.
     *
     * @param node the node
     * @param timerCore core on which timers of the stack expire
     * @return the node's interceptor
     */
    static Ptr<TransmitInterceptor> Install(Ptr<Node> node, uint32_t timerCore);

    /**
     * @param nic a NIC of this host
     */
    void AddNic(TransmitDevice* nic);

    /**
     * @return the NICs of this host
     */
    const std::vector<TransmitDevice*>& GetNics() const;

    /**
     * A packet has come to the queue disc of a NIC, or to a NIC without one.
     * @param fields of its TransmitTag
     */
    void NotifyQueued(const TransmitTag::Fields& fields);

    /**
     * A NIC has sent what it was given, or it was dropped behind its queue disc's entrance.
     * @param fields of its TransmitTag
     */
    void NotifyReclaimed(const TransmitTag::Fields& fields);

    /**
     * A queue disc has refused a packet.
     * @param fields of its TransmitTag
     */
    void NotifyRefused(const TransmitTag::Fields& fields);

    /**
     * ICMPv6 has told of a path that takes less than the link. No super-packets are made for this
     * destination from now on.
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
     * @return number of datagrams that were refused, for the send buffer of their socket was full
     * (SndbufErrors of `netstat -s`)
     */
    uint64_t GetSndbufErrors() const;

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
    /**
     * Traffic control has dropped a packet, for a NIC without queue disc was full.
     * @param packet the packet
     */
    void HandleDrop(Ptr<const Packet> packet);

    /// Gives a packet to IP.
    using PassOn = std::function<void(Ptr<Packet>)>;

    /**
     * Take over what a protocol sends.
     * @param protocol TCP or UDP
     */
    void Connect(Ptr<IpL4Protocol> protocol);

    /**
     * A protocol sends a packet, perhaps for a script, or a timer that a script has set. All that
     * follows belongs to this node.
     *
     * @param packet the packet, beginning with its TCP or UDP header
     * @param source its source address
     * @param destination its destination address
     * @param protocol its protocol number
     * @param device what it will leave by; may be null
     * @param passOn what gives it to IP
     */
    void Intercept(Ptr<Packet> packet,
                   const Address& source,
                   const Address& destination,
                   uint8_t protocol,
                   Ptr<NetDevice> device,
                   PassOn passOn);

    /**
     * A protocol sends a packet, in the context of this node.
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
     * UDP sends a datagram.
     * @param packet the datagram
     * @param route its way
     */
    void SendUdp(Ptr<Packet> packet, const TransmitRoute& route);

    Ptr<Node> m_node;                                  //!< host
    Ptr<HostCpu> m_cpu;                                //!< its cores
    std::vector<TransmitDevice*> m_nics;               //!< of the host
    std::unique_ptr<NarrowPaths> m_narrowPaths;        //!< see NotifyPathMtu
    std::unique_ptr<TransmitCharger> m_charger;        //!< charges, and gives to IP
    std::unique_ptr<TcpConnectionTable> m_connections; //!< of TCP
    Ptr<UdpSendBuffers> m_sendBuffers;                 //!< of UDP
    uint64_t m_sndbufErrors{0};                        //!< datagrams refused
    TracedCallback<uint32_t, uint32_t> m_packetTrace;  //!< TCP packets to IP
    TracedCallback<Ptr<const Packet>> m_sndbufTrace;   //!< datagrams refused
};

} // namespace ns3

#endif // OFFLOAD_TRANSMIT_INTERCEPTOR_H
