/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_SEGMENT_FLOW_PROBE_H
#define OFFLOAD_SEGMENT_FLOW_PROBE_H

#include "ns3/flow-monitor.h"
#include "ns3/flow-probe.h"
#include "ns3/flow-segment-tag.h"
#include "ns3/ipv4-flow-classifier.h"
#include "ns3/ipv4-l3-protocol.h"
#include "ns3/ipv6-flow-classifier.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/node.h"
#include "ns3/queue-item.h"

#include <functional>

namespace ns3
{

/**
 * @ingroup offload
 * A probe of FlowMonitor that counts what the wire has: each segment of a super-packet where that
 * leaves IP, and each segment of a merged packet where that arrives. It sees what ns-3's
 * Ipv4FlowProbe and Ipv6FlowProbe see, and drops of a NIC's receive ring and of traffic control
 * where there is no queue disc.
 */
class SegmentFlowProbe : public FlowProbe
{
  public:
    /**
     * @brief Get the type ID.
     * @return the object TypeId
     */
    static TypeId GetTypeId();

    /**
     * @param monitor who is told
     * @param node a node with IPv4
     * @param classifier numbers its flows
     */
    SegmentFlowProbe(Ptr<FlowMonitor> monitor, Ptr<Node> node, Ptr<Ipv4FlowClassifier> classifier);

    /**
     * @param monitor who is told
     * @param node a node with IPv6
     * @param classifier numbers its flows
     */
    SegmentFlowProbe(Ptr<FlowMonitor> monitor, Ptr<Node> node, Ptr<Ipv6FlowClassifier> classifier);

    ~SegmentFlowProbe() override;

  private:
    /// Numbers a segment; false for what belongs to no flow.
    using Classify = std::function<bool(FlowId& flow, FlowPacketId& number)>;

    void DoDispose() override;

    /**
     * @param node a node
     */
    void ConnectDrops(Ptr<Node> node);

    /**
     * A packet leaves a host.
     *
     * @param payload the packet from its transport header
     * @param header bytes of its IP header
     * @param ends its addresses
     * @param classify numbers its segments
     */
    void Send(Ptr<const Packet> payload,
              uint32_t header,
              const FlowSegmentTag::Fields& ends,
              const Classify& classify);

    /**
     * Visit the segments of a packet, except those that it carries for others, as a tunnel does.
     *
     * @param payload a packet
     * @param ends its addresses
     * @param visit gets each segment
     */
    static void Visit(Ptr<const Packet> payload,
                      const FlowSegmentTag::Fields& ends,
                      const std::function<void(const FlowSegmentTag::Fields&)>& visit);

    /**
     * A packet was dropped.
     * @param packet the packet
     * @param reason why: a DropReason of ns-3's probe
     */
    void Drop(Ptr<const Packet> packet, uint32_t reason);

    // Sinks of trace sources

    /// A packet is sent.
    /// @param header its header @param payload what follows it @param interface of the node
    void SendV4(const Ipv4Header& header, Ptr<const Packet> payload, uint32_t interface);

    /// A packet is forwarded.
    /// @param header its header @param payload what follows it @param interface of the node
    void ForwardV4(const Ipv4Header& header, Ptr<const Packet> payload, uint32_t interface);

    /// A packet is delivered.
    /// @param header its header @param payload what follows it @param interface of the node
    void DeliverV4(const Ipv4Header& header, Ptr<const Packet> payload, uint32_t interface);

    /// A packet is dropped.
    /// @param header its header @param payload what follows it @param reason why
    /// @param ipv4 who dropped it @param interface of the node
    void DropV4(const Ipv4Header& header,
                Ptr<const Packet> payload,
                Ipv4L3Protocol::DropReason reason,
                Ptr<Ipv4> ipv4,
                uint32_t interface);

    /// A packet is sent.
    /// @param header its header @param payload what follows it @param interface of the node
    void SendV6(const Ipv6Header& header, Ptr<const Packet> payload, uint32_t interface);

    /// A packet is forwarded.
    /// @param header its header @param payload what follows it @param interface of the node
    void ForwardV6(const Ipv6Header& header, Ptr<const Packet> payload, uint32_t interface);

    /// A packet is delivered.
    /// @param header its header @param payload what follows it @param interface of the node
    void DeliverV6(const Ipv6Header& header, Ptr<const Packet> payload, uint32_t interface);

    /// A packet is dropped.
    /// @param header its header @param payload what follows it @param reason why
    /// @param ipv6 who dropped it @param interface of the node
    void DropV6(const Ipv6Header& header,
                Ptr<const Packet> payload,
                Ipv6L3Protocol::DropReason reason,
                Ptr<Ipv6> ipv6,
                uint32_t interface);

    /// @param packet is dropped by the queue of a device
    void DropAtQueue(Ptr<const Packet> packet);

    /// @param item is dropped by a queue disc
    void DropAtQueueDisc(Ptr<const QueueDiscItem> item);

    Ptr<Ipv4L3Protocol> m_ipv4;   //!< IPv4 of the node; null if this probe is for IPv6
    Ptr<Ipv4FlowClassifier> m_v4; //!< flows of IPv4, likewise
    Ptr<Ipv6FlowClassifier> m_v6; //!< flows of IPv6; null if this probe is for IPv4
};

} // namespace ns3

#endif // OFFLOAD_SEGMENT_FLOW_PROBE_H
