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
#include "ns3/node.h"
#include "ns3/object.h"
#include "ns3/tcp-flow.h"

#include <functional>
#include <map>

namespace ns3
{

/**
 * @ingroup offload
 * Stands between a host's TCP and UDP and its IP, and charges what is sent to a core.
 *
 * A packet pays for the stack, the queue disc and the driver before it enters IP: a slow core
 * slows the writer, and does not turn into a backlog that a queue disc drops or marks. It pays
 * where its cause was paid for: in process context under a write, in softirq under an ACK or a
 * timer. While a packet of a flow waits for its core, later ones of that flow wait behind it
 * there, as work for a locked socket is left to who holds the lock; so a flow is never reordered.
 *
 * It does not merge segments.
 */
class TransmitTap : public Object
{
  public:
    /**
     * @brief Get the type ID.
     * @return the object TypeId
     */
    static TypeId GetTypeId();

    /**
     * Put a tap into a node, once its protocols are there. A second call changes nothing.
     *
     * @param node the node
     * @param timerCore core on which timers of the stack expire
     * @return the node's tap
     */
    static Ptr<TransmitTap> Install(Ptr<Node> node, uint32_t timerCore);

    /**
     * @return number of packets that went through with payload
     */
    uint64_t GetDataPackets() const;

    /**
     * @return number of packets that went through without payload (TCP: ACK, SYN, FIN, RST)
     */
    uint64_t GetPureAcks() const;

    /**
     * @return number of packets that wait for a core
     */
    uint64_t GetWaiting() const;

  protected:
    void DoDispose() override;

  private:
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
     * Charge a packet and pass it on.
     *
     * @param packet the packet, beginning with its TCP or UDP header
     * @param source its source address
     * @param destination its destination address
     * @param protocol its protocol number
     * @param passOn what gives it to IP
     */
    void Send(Ptr<Packet> packet,
              const Address& source,
              const Address& destination,
              uint8_t protocol,
              std::function<void()> passOn);

    Ptr<Node> m_node;                     //!< host
    Ptr<HostCpu> m_cpu;                   //!< who pays
    CpuPlace m_timerPlace;                //!< where timers expire
    std::map<TcpFlow, Pending> m_pending; //!< by flow, of any protocol
    uint64_t m_dataPackets{0};            //!< with payload
    uint64_t m_pureAcks{0};               //!< without
    uint64_t m_waiting{0};                //!< waiting for a core
};

} // namespace ns3

#endif // OFFLOAD_TRANSMIT_TAP_H
