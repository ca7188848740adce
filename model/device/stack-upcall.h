/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_STACK_UPCALL_H
#define OFFLOAD_STACK_UPCALL_H

#include "device/packet-forwarder.h"
#include "stack/tcp-receive-repairs.h"

#include "ns3/net-device.h"
#include "ns3/received-packet.h"

#include <functional>

namespace ns3
{

class TransmitInterceptor;

/**
 * @ingroup offload
 * The way of a received frame from its driver to IP, a bridge or another NIC: what stock TCP has to
 * be told first, and what the stack gets of it.
 */
class StackUpcall
{
  public:
    /// Told of a packet that goes up, from its network header, and the wire frames in it.
    using Observer = std::function<void(Ptr<const Packet> packet, uint32_t segments)>;

    /**
     * @param device the NIC, on a node that is complete
     * @param interceptor of the node
     * @param chargesTrueSize whether memory is charged to receive buffers
     * @param observer told of packets
     */
    StackUpcall(Ptr<NetDevice> device,
                Ptr<TransmitInterceptor> interceptor,
                bool chargesTrueSize,
                Observer observer);

    /**
     * @param callback where the stack wants packets
     */
    void SetReceiveCallback(NetDevice::ReceiveCallback callback);

    /**
     * @param callback where the stack wants all packets
     */
    void SetPromiscReceiveCallback(NetDevice::PromiscReceiveCallback callback);

    /**
     * @return what becomes of packets for others
     */
    const PacketForwarder& GetForwarder() const;

    /**
     * A frame goes up.
     *
     * @param arrival the packet as it came, of the first frame if several were merged
     * @param frame the frame
     */
    void GoUp(const Arrival& arrival, const offload::Frame& frame);

  private:
    /**
     * Give a packet to IP, ARP and whoever has registered with the node.
     *
     * @param arrival the packet as it came
     * @param packet the packet as it goes up
     */
    void GiveToStack(const Arrival& arrival, Ptr<const Packet> packet);

    Ptr<NetDevice> m_device;                             //!< NIC
    Ptr<TransmitInterceptor> m_interceptor;              //!< of the node
    PacketForwarder m_forwarder;                         //!< to other NICs of the node
    TcpReceiveRepairs m_tcpRepairs;                      //!< what TCP has to be told
    Observer m_observer;                                 //!< told of packets
    NetDevice::ReceiveCallback m_receiveCallback;        //!< stack
    NetDevice::PromiscReceiveCallback m_promiscCallback; //!< stack
};

} // namespace ns3

#endif // OFFLOAD_STACK_UPCALL_H
