/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/segment-flow-probe.h"

#include "ns3/config.h"
#include "ns3/ipv4-flow-probe.h"
#include "ns3/ipv6-flow-probe.h"
#include "ns3/transmit-tag.h"

#include <algorithm>
#include <string>

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(SegmentFlowProbe);

namespace
{

/**
 * @param header an IPv4 header
 * @return its addresses
 */
FlowSegmentTag::Fields
GetEnds(const Ipv4Header& header)
{
    FlowSegmentTag::Fields ends;
    ends.from = Ipv6Address::MakeIpv4MappedAddress(header.GetSource());
    ends.to = Ipv6Address::MakeIpv4MappedAddress(header.GetDestination());
    return ends;
}

/**
 * @param header an IPv6 header
 * @return its addresses
 */
FlowSegmentTag::Fields
GetEnds(const Ipv6Header& header)
{
    FlowSegmentTag::Fields ends;
    ends.from = header.GetSource();
    ends.to = header.GetDestination();
    return ends;
}

/**
 * @param reason why IPv4 has dropped a packet
 * @return the same in the words of ns-3's probe
 */
Ipv4FlowProbe::DropReason
Translate(Ipv4L3Protocol::DropReason reason)
{
    switch (reason)
    {
    case Ipv4L3Protocol::DROP_TTL_EXPIRED:
        return Ipv4FlowProbe::DROP_TTL_EXPIRE;
    case Ipv4L3Protocol::DROP_NO_ROUTE:
        return Ipv4FlowProbe::DROP_NO_ROUTE;
    case Ipv4L3Protocol::DROP_BAD_CHECKSUM:
        return Ipv4FlowProbe::DROP_BAD_CHECKSUM;
    case Ipv4L3Protocol::DROP_INTERFACE_DOWN:
        return Ipv4FlowProbe::DROP_INTERFACE_DOWN;
    case Ipv4L3Protocol::DROP_ROUTE_ERROR:
        return Ipv4FlowProbe::DROP_ROUTE_ERROR;
    case Ipv4L3Protocol::DROP_FRAGMENT_TIMEOUT:
        return Ipv4FlowProbe::DROP_FRAGMENT_TIMEOUT;
    default:
        return Ipv4FlowProbe::DROP_INVALID_REASON;
    }
}

/**
 * @param reason why IPv6 has dropped a packet
 * @return the same in the words of ns-3's probe
 */
Ipv6FlowProbe::DropReason
Translate(Ipv6L3Protocol::DropReason reason)
{
    switch (reason)
    {
    case Ipv6L3Protocol::DROP_TTL_EXPIRED:
        return Ipv6FlowProbe::DROP_TTL_EXPIRE;
    case Ipv6L3Protocol::DROP_NO_ROUTE:
        return Ipv6FlowProbe::DROP_NO_ROUTE;
    case Ipv6L3Protocol::DROP_INTERFACE_DOWN:
        return Ipv6FlowProbe::DROP_INTERFACE_DOWN;
    case Ipv6L3Protocol::DROP_ROUTE_ERROR:
        return Ipv6FlowProbe::DROP_ROUTE_ERROR;
    case Ipv6L3Protocol::DROP_UNKNOWN_PROTOCOL:
        return Ipv6FlowProbe::DROP_UNKNOWN_PROTOCOL;
    case Ipv6L3Protocol::DROP_UNKNOWN_OPTION:
        return Ipv6FlowProbe::DROP_UNKNOWN_OPTION;
    case Ipv6L3Protocol::DROP_MALFORMED_HEADER:
        return Ipv6FlowProbe::DROP_MALFORMED_HEADER;
    case Ipv6L3Protocol::DROP_FRAGMENT_TIMEOUT:
        return Ipv6FlowProbe::DROP_FRAGMENT_TIMEOUT;
    default:
        return Ipv6FlowProbe::DROP_INVALID_REASON;
    }
}

/**
 * @param payload a packet from its transport header
 * @param fields how it is to be segmented
 * @return bytes of the transport header
 */
uint32_t
GetTransportHeaderBytes(Ptr<const Packet> payload, const TransmitTag::Fields& fields)
{
    if (fields.type == offload::SegmentationType::UDP_L4)
    {
        return 8;
    }
    constexpr uint32_t DATA_OFFSET = 12; // RFC 9293: in words, upper half of this byte
    uint8_t header[DATA_OFFSET + 1];
    payload->CopyData(header, sizeof(header));
    return (header[DATA_OFFSET] >> 4) * 4U;
}

} // namespace

TypeId
SegmentFlowProbe::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::SegmentFlowProbe").SetParent<FlowProbe>().SetGroupName("Offload");
    return tid;
}

// The trace sources hold the probe.

SegmentFlowProbe::SegmentFlowProbe(Ptr<FlowMonitor> monitor,
                                   Ptr<Node> node,
                                   Ptr<Ipv4FlowClassifier> classifier)
    : FlowProbe(monitor),
      m_ipv4(node->GetObject<Ipv4L3Protocol>()),
      m_v4(classifier)
{
    const Ptr<SegmentFlowProbe> self(this);
    m_ipv4->TraceConnectWithoutContext("SendOutgoing",
                                       MakeCallback(&SegmentFlowProbe::SendV4, self));
    m_ipv4->TraceConnectWithoutContext("UnicastForward",
                                       MakeCallback(&SegmentFlowProbe::ForwardV4, self));
    m_ipv4->TraceConnectWithoutContext("LocalDeliver",
                                       MakeCallback(&SegmentFlowProbe::DeliverV4, self));
    m_ipv4->TraceConnectWithoutContext("Drop", MakeCallback(&SegmentFlowProbe::DropV4, self));
    ConnectDrops(node);
}

SegmentFlowProbe::SegmentFlowProbe(Ptr<FlowMonitor> monitor,
                                   Ptr<Node> node,
                                   Ptr<Ipv6FlowClassifier> classifier)
    : FlowProbe(monitor),
      m_v6(classifier)
{
    const Ptr<SegmentFlowProbe> self(this);
    const auto ipv6 = node->GetObject<Ipv6L3Protocol>();
    ipv6->TraceConnectWithoutContext("SendOutgoing", MakeCallback(&SegmentFlowProbe::SendV6, self));
    ipv6->TraceConnectWithoutContext("UnicastForward",
                                     MakeCallback(&SegmentFlowProbe::ForwardV6, self));
    ipv6->TraceConnectWithoutContext("LocalDeliver",
                                     MakeCallback(&SegmentFlowProbe::DeliverV6, self));
    ipv6->TraceConnectWithoutContext("Drop", MakeCallback(&SegmentFlowProbe::DropV6, self));
    ConnectDrops(node);
}

SegmentFlowProbe::~SegmentFlowProbe() = default;

void
SegmentFlowProbe::DoDispose()
{
    m_ipv4 = nullptr;
    m_v4 = nullptr;
    m_v6 = nullptr;
    FlowProbe::DoDispose();
}

void
SegmentFlowProbe::ConnectDrops(Ptr<Node> node)
{
    const Ptr<SegmentFlowProbe> self(this);
    const std::string path = "/NodeList/" + std::to_string(node->GetId());
    Config::ConnectWithoutContextFailSafe(path +
                                              "/$ns3::TrafficControlLayer/RootQueueDiscList/*/Drop",
                                          MakeCallback(&SegmentFlowProbe::DropAtQueueDisc, self));
    for (const char* queue : {"DeviceList/*/TxQueue/Drop",
                              "DeviceList/*/$ns3::NicDriver/RingDrop",
                              "$ns3::TrafficControlLayer/TcDrop"})
    {
        Config::ConnectWithoutContextFailSafe(path + "/" + queue,
                                              MakeCallback(&SegmentFlowProbe::DropAtQueue, self));
    }
}

void
SegmentFlowProbe::Send(Ptr<const Packet> payload,
                       uint32_t header,
                       const FlowSegmentTag::Fields& ends,
                       const Classify& classify)
{
    bool wasSeen = false; // a tunnel's inner packet was counted before
    FlowSegmentTag::Visit(payload, [&](const FlowSegmentTag::Fields& fields) {
        wasSeen |= fields.from == ends.from && fields.to == ends.to;
    });
    if (wasSeen)
    {
        return;
    }
    const uint32_t bytes = payload->GetSize();
    uint32_t transport = 0;   // bytes that each segment has
    uint32_t segment = bytes; // bytes that are its own
    TransmitTag tag;
    if (payload->PeekPacketTag(tag) && tag.Get().type != offload::SegmentationType::NONE &&
        tag.Get().type != offload::SegmentationType::UDP_FRAGMENT)
    {
        transport = GetTransportHeaderBytes(payload, tag.Get());
        segment = tag.Get().size;
    }
    uint32_t start = transport;
    do
    {
        const uint32_t end = std::min(start + segment, bytes);
        FlowSegmentTag::Fields fields = ends;
        if (!classify(fields.flow, fields.number))
        {
            return;
        }
        fields.size = header + transport + (end - start);
        m_flowMonitor->ReportFirstTx(this, fields.flow, fields.number, fields.size);
        // The first has the header's bytes, too: a segment may have no others.
        payload->AddByteTag(FlowSegmentTag(fields), start == transport ? 0 : start, end);
        start = end;
    } while (start < bytes);
}

void
SegmentFlowProbe::Visit(Ptr<const Packet> payload,
                        const FlowSegmentTag::Fields& ends,
                        const std::function<void(const FlowSegmentTag::Fields&)>& visit)
{
    FlowSegmentTag::Visit(payload, [&](const FlowSegmentTag::Fields& fields) {
        if (fields.from == ends.from && fields.to == ends.to)
        {
            visit(fields);
        }
    });
}

void
SegmentFlowProbe::Drop(Ptr<const Packet> packet, uint32_t reason)
{
    FlowSegmentTag::Visit(packet, [this, reason](const FlowSegmentTag::Fields& fields) {
        if (fields.from.IsIpv4MappedAddress() == (m_v4 != nullptr))
        {
            m_flowMonitor->ReportDrop(this, fields.flow, fields.number, fields.size, reason);
        }
    });
}

void
SegmentFlowProbe::SendV4(const Ipv4Header& header,
                         Ptr<const Packet> payload,
                         uint32_t /* interface */)
{
    if (m_ipv4->IsUnicast(header.GetDestination()))
    {
        Send(payload,
             header.GetSerializedSize(),
             GetEnds(header),
             [&](FlowId& flow, FlowPacketId& number) {
                 return m_v4->Classify(header, payload, &flow, &number);
             });
    }
}

void
SegmentFlowProbe::ForwardV4(const Ipv4Header& header,
                            Ptr<const Packet> payload,
                            uint32_t /* interface */)
{
    if (header.IsLastFragment() && header.GetFragmentOffset() == 0)
    {
        Visit(payload, GetEnds(header), [this](const FlowSegmentTag::Fields& fields) {
            m_flowMonitor->ReportForwarding(this, fields.flow, fields.number, fields.size);
        });
    }
}

void
SegmentFlowProbe::DeliverV4(const Ipv4Header& header,
                            Ptr<const Packet> payload,
                            uint32_t /* interface */)
{
    Visit(payload, GetEnds(header), [this](const FlowSegmentTag::Fields& fields) {
        m_flowMonitor->ReportLastRx(this, fields.flow, fields.number, fields.size);
    });
}

void
SegmentFlowProbe::DropV4(const Ipv4Header& /* header */,
                         Ptr<const Packet> payload,
                         Ipv4L3Protocol::DropReason reason,
                         Ptr<Ipv4> /* ipv4 */,
                         uint32_t /* interface */)
{
    Drop(payload, Translate(reason));
}

void
SegmentFlowProbe::SendV6(const Ipv6Header& header,
                         Ptr<const Packet> payload,
                         uint32_t /* interface */)
{
    if (!header.GetDestination().IsMulticast())
    {
        Send(payload,
             header.GetSerializedSize(),
             GetEnds(header),
             [&](FlowId& flow, FlowPacketId& number) {
                 return m_v6->Classify(header, payload, &flow, &number);
             });
    }
}

void
SegmentFlowProbe::ForwardV6(const Ipv6Header& header,
                            Ptr<const Packet> payload,
                            uint32_t /* interface */)
{
    Visit(payload, GetEnds(header), [this](const FlowSegmentTag::Fields& fields) {
        m_flowMonitor->ReportForwarding(this, fields.flow, fields.number, fields.size);
    });
}

void
SegmentFlowProbe::DeliverV6(const Ipv6Header& header,
                            Ptr<const Packet> payload,
                            uint32_t /* interface */)
{
    Visit(payload, GetEnds(header), [this](const FlowSegmentTag::Fields& fields) {
        m_flowMonitor->ReportLastRx(this, fields.flow, fields.number, fields.size);
    });
}

void
SegmentFlowProbe::DropV6(const Ipv6Header& /* header */,
                         Ptr<const Packet> payload,
                         Ipv6L3Protocol::DropReason reason,
                         Ptr<Ipv6> /* ipv6 */,
                         uint32_t /* interface */)
{
    Drop(payload, Translate(reason));
}

void
SegmentFlowProbe::DropAtQueue(Ptr<const Packet> packet)
{
    // IPv4 and IPv6 have the same numbers for this and the next reason.
    Drop(packet, Ipv4FlowProbe::DROP_QUEUE);
}

void
SegmentFlowProbe::DropAtQueueDisc(Ptr<const QueueDiscItem> item)
{
    Drop(item->GetPacket(), Ipv4FlowProbe::DROP_QUEUE_DISC);
}

} // namespace ns3
