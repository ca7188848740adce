/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "device/packet-forwarder.h"

#include "engine/flow-key.h"
#include "engine/header-fields.h"
#include "packet/ip-fragment.h"
#include "packet/list-headers-tag.h"
#include "packet/packet-frame.h"
#include "receive/receive-charge.h"
#include "stack/own-address.h"
#include "transmit/wide-mtu.h"

#include "ns3/boolean.h"
#include "ns3/ipv4-header.h"
#include "ns3/ipv4-l3-protocol.h"
#include "ns3/ipv4-route.h"
#include "ns3/ipv4-routing-protocol.h"
#include "ns3/ipv6-header.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/ipv6-route.h"
#include "ns3/ipv6-routing-protocol.h"
#include "ns3/loopback-net-device.h"
#include "ns3/nic-driver.h"
#include "ns3/transmit-interceptor.h"
#include "ns3/udp-gro-sockets.h"
#include "ns3/udp-gro-tag.h"

#include <array>
#include <utility>

namespace ns3
{

namespace
{

/**
 * @param frame what goes up
 * @param way where it goes
 * @return how it can be segmented, if it is a super-packet
 */
offload::SegmentationType
FindType(const offload::Frame& frame, PacketWay way)
{
    if (frame.segments <= 1)
    {
        return offload::SegmentationType::NONE;
    }
    // LRO, of TCP over IPv4 alone, tells the size of a segment but not how to segment: IP will not
    // have that, and a bridge looks at the size alone (is_skb_forwardable).
    const bool isOfLro = frame.gsoType == offload::SegmentationType::NONE && frame.gsoSize > 0;
    return isOfLro && way == PacketWay::BRIDGED ? offload::SegmentationType::TCP_V4 : frame.gsoType;
}

/**
 * @param node a node
 * @param call called with each device but the loopback device
 */
template <typename Function>
void
ForEachLinkDevice(Ptr<Node> node, Function call)
{
    for (uint32_t i = 0; i < node->GetNDevices(); i++)
    {
        if (!DynamicCast<LoopbackNetDevice>(node->GetDevice(i)))
        {
            call(node->GetDevice(i));
        }
    }
}

/**
 * @param protocol Ipv4 or Ipv6 of a node, or null
 * @return whether it forwards
 */
bool
IsForwarding(Ptr<Object> protocol)
{
    BooleanValue isOn(false);
    return protocol && protocol->GetAttributeFailSafe("IpForward", isOn) && isOn.Get();
}

/**
 * @param frame a super-packet
 * @param type how it can be segmented
 * @return what its tag has to say for the NIC that sends it
 */
TransmitTag::Fields
GetFields(const offload::Frame& frame, offload::SegmentationType type)
{
    TransmitTag::Fields fields;
    fields.type = type;
    fields.size = frame.gsoSize;
    fields.segments = frame.segments;
    fields.fixedId = frame.gsoFixedId;
    fields.payload = frame.payloadLength;
    fields.isList = !frame.fragList.empty();
    return fields;
}

/**
 * Note beside a list what its frames came with.
 *
 * @param frame the list
 * @param [in,out] packet it, from its network header; gets a ListHeadersTag
 */
void
AddListHeaders(const offload::Frame& frame, Ptr<Packet> packet)
{
    const uint32_t length = frame.head.Length() - frame.networkOffset;
    ListHeadersTag tag(length);
    std::array<uint8_t, offload::FrameHead::CAPACITY> bytes;
    bool isFirst = true;
    ReceivedPacket::Visit(frame, [&](const Arrival& each) {
        each.packet.CopyData(bytes.data(), length);
        if (!std::exchange(isFirst, false))
        {
            tag.Add(bytes.data());
        }
    });
    packet->ReplacePacketTag(tag);
}

/**
 * @param frame a frame of UDP
 * @return its flow
 */
offload::FlowKey
GetFlow(const offload::Frame& frame)
{
    const uint8_t* ip = frame.head.Data() + frame.networkOffset;
    const uint8_t* transport = frame.head.Data() + frame.transportOffset;
    offload::FlowKey flow;
    if (offload::ipv4::Version(ip) == 4)
    {
        flow.SetIpv4(ip, transport, offload::protocol::UDP);
    }
    else
    {
        flow.SetIpv6(ip, transport, offload::protocol::UDP);
    }
    return flow;
}

/**
 * Charge what takes a packet through IP and its transport to a socket of this host.
 *
 * @param arrival the packet as it came
 * @param frame what goes up, alone or merged
 * @param packets packets that it goes up as
 * @param [in,out] work is charged
 */
void
AddLocalWork(const Arrival& arrival, const offload::Frame& frame, uint32_t packets, Work& work)
{
    const bool hasTransport = frame.transportOffset != 0;
    ChargeDelivery(frame,
                   hasTransport ? offload::FragmentPlace::WHOLE
                                : offload::FindFragmentPlace(arrival),
                   hasTransport ? frame.length - frame.networkOffset : arrival.packet.GetSize(),
                   packets,
                   work);
}

} // namespace

PacketForwarder::PacketForwarder(Ptr<NetDevice> device, Ptr<TransmitInterceptor> interceptor)
    : m_device(device),
      m_node(device->GetNode()),
      m_groSockets(PeekPointer(UdpGroSockets::Get(m_node))),
      m_interceptor(PeekPointer(interceptor))
{
    ForEachLinkDevice(m_node, [this](Ptr<NetDevice> each) {
        auto bridge = DynamicCast<BridgeNetDevice>(each);
        for (uint32_t port = 0; bridge && port < bridge->GetNBridgePorts(); port++)
        {
            m_bridge = bridge->GetBridgePort(port) == m_device ? bridge : m_bridge;
        }
    });
}

std::string
PacketForwarder::ExplainNoLro() const
{
    if (m_bridge)
    {
        return "the NIC is a port of a bridge";
    }
    uint32_t links = 0;
    ForEachLinkDevice(m_node, [&links](Ptr<NetDevice>) { links++; });
    const bool isForwarding =
        IsForwarding(m_node->GetObject<Ipv4>()) || IsForwarding(m_node->GetObject<Ipv6>());
    return isForwarding && links > 1 ? "the node forwards (attribute IpForward)" : "";
}

bool
PacketForwarder::IsForOtherAddress(const Arrival& arrival) const
{
    namespace of = offload;
    std::array<uint8_t, of::ipv6::HEADER_LENGTH> header;
    const uint32_t length = arrival.packet.CopyData(header.data(), header.size());
    if (arrival.protocol == Ipv4L3Protocol::PROT_NUMBER && length >= of::ipv4::MIN_HEADER_LENGTH)
    {
        const Ipv4Address to(of::Load32(header.data() + of::ipv4::DESTINATION));
        return !to.IsMulticast() && !to.IsBroadcast() &&
               FindAddressOwner(*m_node, to) == AddressOwner::OTHER;
    }
    if (arrival.protocol == Ipv6L3Protocol::PROT_NUMBER && length == of::ipv6::HEADER_LENGTH)
    {
        const auto to = Ipv6Address::Deserialize(header.data() + of::ipv6::DESTINATION);
        return !to.IsMulticast() && FindAddressOwner(*m_node, to) == AddressOwner::OTHER;
    }
    return false;
}

PacketWay
PacketForwarder::FindWay(const Arrival& arrival) const
{
    constexpr uint32_t ONE_NIC = 2; // and the loopback device
    if (m_bridge && arrival.type == NetDevice::PACKET_OTHERHOST &&
        arrival.to != m_bridge->GetAddress())
    {
        return PacketWay::BRIDGED;
    }
    return m_node->GetNDevices() > ONE_NIC && IsForOtherAddress(arrival) ? PacketWay::ROUTED
                                                                         : PacketWay::LOCAL;
}

bool
PacketForwarder::TakesWhole(Ptr<NetDevice> device, uint32_t bytes) const
{
    auto driver = device->GetObject<NicDriver>();
    return driver && bytes <= driver->GetLinkMtu();
}

Ptr<NetDevice>
PacketForwarder::FindWayOut(const Arrival& arrival) const
{
    Socket::SocketErrno error = Socket::ERROR_NOTERROR;
    Ptr<Packet> packet = arrival.packet.Get()->Copy();
    if (arrival.protocol == Ipv4L3Protocol::PROT_NUMBER)
    {
        Ipv4Header header;
        packet->RemoveHeader(header);
        const auto routing = m_node->GetObject<Ipv4>()->GetRoutingProtocol();
        const auto route = routing->RouteOutput(packet, header, nullptr, error);
        return route ? route->GetOutputDevice() : nullptr;
    }
    Ipv6Header header;
    packet->RemoveHeader(header);
    const auto routing = m_node->GetObject<Ipv6>()->GetRoutingProtocol();
    const auto route = routing->RouteOutput(packet, header, nullptr, error);
    return route ? route->GetOutputDevice() : nullptr;
}

bool
PacketForwarder::IsTakenMerged(const offload::Frame& frame) const
{
    // A list is taken apart also before a socket that takes merged datagrams.
    return frame.fragList.empty() && m_groSockets->Has(GetFlow(frame));
}

bool
PacketForwarder::MustSegment(PacketWay way,
                             const Arrival& arrival,
                             const offload::Frame& frame) const
{
    const uint32_t bytes = frame.head.Length() - frame.networkOffset + frame.gsoSize;
    bool isTaken = true;
    if (way == PacketWay::LOCAL)
    {
        return frame.gsoType == offload::SegmentationType::UDP_L4 && !IsTakenMerged(frame);
    }
    if (way == PacketWay::BRIDGED)
    {
        for (uint32_t port = 0; port < m_bridge->GetNBridgePorts(); port++)
        {
            isTaken &= TakesWhole(m_bridge->GetBridgePort(port), bytes);
        }
        return !isTaken;
    }
    // Routing is asked only where it matters: some protocols send when they are.
    ForEachLinkDevice(m_node, [&](Ptr<NetDevice> each) { isTaken &= TakesWhole(each, bytes); });
    if (isTaken)
    {
        return false;
    }
    const Ptr<NetDevice> out = FindWayOut(arrival);
    return out && !TakesWhole(out, bytes);
}

void
PacketForwarder::AddWork(const Arrival& arrival, const offload::Frame& frame, Work& work) const
{
    const PacketWay way = FindWay(arrival);
    uint32_t packets = 1;
    const bool isSuper = FindType(frame, way) != offload::SegmentationType::NONE;
    if (isSuper && MustSegment(way, arrival, frame))
    {
        packets = frame.segments;
        work.Add(frame.fragList.empty() ? Operation::SEGMENT_PACKET : Operation::LINK_FRAGMENT,
                 packets);
    }
    switch (way)
    {
    case PacketWay::LOCAL:
        AddLocalWork(arrival, frame, packets, work);
        break;
    case PacketWay::BRIDGED:
        work.Add(Operation::BRIDGE_PACKET, packets);
        break;
    case PacketWay::ROUTED:
        work.Add(Operation::FORWARD_PACKET, packets);
        break;
    }
}

void
PacketForwarder::HandOn(const Arrival& arrival,
                        Ptr<const Packet> packet,
                        const offload::Frame& frame,
                        const Handler& handler)
{
    const PacketWay way = frame.segments > 1 ? FindWay(arrival) : PacketWay::LOCAL;
    const offload::SegmentationType type = FindType(frame, way);
    if (type == offload::SegmentationType::NONE)
    {
        handler(packet);
        return;
    }
    Ptr<Packet> tagged = packet->Copy();
    if (!frame.fragList.empty())
    {
        AddListHeaders(frame, tagged);
    }
    if (MustSegment(way, arrival, frame))
    {
        TransmitTag tag;
        tagged->RemovePacketTag(tag); // of a guest's super-packet: a piece is as it came, without
        const auto segments = m_segmenter.Segment(tagged, arrival.protocol, GetFields(frame, type));
        for (uint32_t i = 0; i < segments->GetCount(); i++)
        {
            handler(PacketSegment(segments, i).MakePacket());
        }
        return;
    }
    if (way == PacketWay::LOCAL)
    {
        if (frame.gsoType == offload::SegmentationType::UDP_L4)
        {
            UdpGroTag tag(static_cast<uint16_t>(frame.gsoSize));
            tagged->ReplacePacketTag(tag);
        }
        handler(tagged);
        return;
    }
    TransmitTag tag(GetFields(frame, type));
    tagged->ReplacePacketTag(tag);
    const uint32_t bytes = frame.head.Length() - frame.networkOffset + frame.gsoSize;
    const WideMtuGuard wide(m_interceptor->GetNics(), bytes);
    handler(tagged);
}

} // namespace ns3
