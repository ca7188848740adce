/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_PACKET_FORWARDER_H
#define OFFLOAD_PACKET_FORWARDER_H

#include "packet/packet-segmenter.h"

#include "ns3/bridge-net-device.h"
#include "ns3/cpu-operation.h"
#include "ns3/net-device.h"
#include "ns3/node.h"
#include "ns3/offload-frame.h"
#include "ns3/receive-buffers.h"

#include <functional>
#include <string>

namespace ns3
{

class TransmitInterceptor;
class UdpGroSockets;

/**
 * @ingroup offload
 * Where a received packet goes.
 */
enum class PacketWay : uint8_t
{
    LOCAL,   //!< to a socket of this node, or to none
    BRIDGED, //!< through a bridge to another port
    ROUTED,  //!< through IP to another NIC
};

/**
 * @ingroup offload
 * What a NIC does about packets that are on their way to another NIC of its node.
 *
 * A super-packet goes on whole, with a TransmitTag that says how to segment it, if the way out is a
 * NIC of this module whose link takes the segments. Otherwise it is segmented here, and IP or the
 * bridge get the frames as they came: IP fragments each of them, or answers with the true MTU.
 */
class PacketForwarder
{
  public:
    /// Gives a packet to who handles it.
    using Handler = std::function<void(Ptr<const Packet>)>;

    /**
     * @param device a NIC, on a node that is complete
     * @param interceptor the interceptor of the node
     */
    PacketForwarder(Ptr<NetDevice> device, Ptr<TransmitInterceptor> interceptor);

    /**
     * @return why LRO has no place on this node; empty if it has
     */
    std::string ExplainNoLro() const;

    /**
     * Charge what takes a packet up the stack.
     *
     * @param arrival the packet as it came
     * @param frame what goes up, alone or merged
     * @param [in,out] work is charged
     */
    void AddWork(const Arrival& arrival, const offload::Frame& frame, Work& work) const;

    /**
     * Hand on a packet, whole or in segments.
     *
     * @param arrival the packet as it came
     * @param packet the packet as it goes up
     * @param frame the frame that it was made of
     * @param handler called with each packet, which may be on its way to another NIC
     */
    void HandOn(const Arrival& arrival,
                Ptr<const Packet> packet,
                const offload::Frame& frame,
                const Handler& handler);

  private:
    /**
     * @param arrival a packet as it came
     * @return where it goes
     */
    PacketWay FindWay(const Arrival& arrival) const;

    /**
     * @param arrival a packet as it came
     * @return whether IP has another address for it than those of this node
     */
    bool IsForOtherAddress(const Arrival& arrival) const;

    /**
     * @param frame merged datagrams for this node
     * @return whether their socket takes them so
     */
    bool IsTakenMerged(const offload::Frame& frame) const;

    /**
     * @param way where a super-packet goes
     * @param arrival the packet as it came
     * @param frame the super-packet
     * @return whether it has to be segmented before it goes on
     */
    bool MustSegment(PacketWay way, const Arrival& arrival, const offload::Frame& frame) const;

    /**
     * @param device a device of this node
     * @param bytes length of a segment, bytes of IP packet
     * @return whether its driver takes a super-packet of such segments
     */
    bool TakesWhole(Ptr<NetDevice> device, uint32_t bytes) const;

    /**
     * @param arrival a packet that IP will forward
     * @return the device by which it will leave; null if there is no route
     */
    Ptr<NetDevice> FindWayOut(const Arrival& arrival) const;

    Ptr<NetDevice> m_device;            //!< the NIC
    Ptr<Node> m_node;                   //!< its node
    UdpGroSockets* m_groSockets;        //!< of the node, which outlive this object
    TransmitInterceptor* m_interceptor; //!< of the node, which outlives this object
    Ptr<BridgeNetDevice> m_bridge;      //!< that the NIC is a port of, or null
    PacketSegmenter m_segmenter;        //!< segments what cannot go on whole
};

} // namespace ns3

#endif // OFFLOAD_PACKET_FORWARDER_H
