/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/packet-forwarder.h"

#include "ns3/boolean.h"
#include "ns3/header-fields.h"
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
#include "ns3/packet-frame.h"
#include "ns3/transmit-tap.h"

#include <array>

namespace ns3
{

namespace
{

/**
 * @param frame what goes up
 * @return whether it is a super-packet that can be cut
 */
bool
IsSuperPacket(const offload::Frame& frame)
{
    // LRO tells the size of a segment, too, but not how to cut.
    return frame.gsoType != offload::SegmentationType::NONE && frame.segments > 1;
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
 * @return what its tag has to say for the NIC that sends it
 */
TransmitTag::Fields
GetFields(const offload::Frame& frame)
{
    TransmitTag::Fields fields;
    fields.type = frame.gsoType;
    fields.size = frame.gsoSize;
    fields.segments = frame.segments;
    fields.fixedId = frame.gsoFixedId;
    fields.payload = frame.payloadLength;
    return fields;
}

} // namespace

PacketForwarder::PacketForwarder(Ptr<NetDevice> device, Ptr<TransmitTap> tap)
    : m_device(device),
      m_node(device->GetNode()),
      m_tap(PeekPointer(tap))
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
    const uint32_t length = arrival.packet->CopyData(header.data(), header.size());
    if (arrival.protocol == Ipv4L3Protocol::PROT_NUMBER && length >= of::ipv4::MIN_HEADER_LENGTH)
    {
        auto ipv4 = m_node->GetObject<Ipv4>();
        const Ipv4Address to(of::Load32(header.data() + of::ipv4::DESTINATION));
        return ipv4 && !to.IsMulticast() && !to.IsBroadcast() &&
               ipv4->GetInterfaceForAddress(to) < 0;
    }
    if (arrival.protocol == Ipv6L3Protocol::PROT_NUMBER && length == of::ipv6::HEADER_LENGTH)
    {
        auto ipv6 = m_node->GetObject<Ipv6>();
        const auto to = Ipv6Address::Deserialize(header.data() + of::ipv6::DESTINATION);
        return ipv6 && !to.IsMulticast() && ipv6->GetInterfaceForAddress(to) < 0;
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
    Ptr<Packet> packet = arrival.packet->Copy();
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
PacketForwarder::MustCut(PacketWay way, const Arrival& arrival, const offload::Frame& frame) const
{
    const uint32_t bytes = frame.head.Length() - frame.networkOffset + frame.gsoSize;
    bool isTaken = true;
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
    if (way == PacketWay::LOCAL)
    {
        const bool isPureAck = frame.transportOffset != 0 && frame.payloadLength == 0;
        work.Add(isPureAck ? Operation::PROCESS_ACK : Operation::DELIVER_PACKET);
        return;
    }
    uint32_t packets = 1;
    if (IsSuperPacket(frame) && MustCut(way, arrival, frame))
    {
        packets = frame.segments;
        work.Add(Operation::SEGMENT_PACKET, packets);
    }
    work.Add(way == PacketWay::BRIDGED ? Operation::BRIDGE_PACKET : Operation::FORWARD_PACKET,
             packets);
}

void
PacketForwarder::HandOn(const Arrival& arrival,
                        Ptr<const Packet> packet,
                        const offload::Frame& frame,
                        const Handler& handler)
{
    const PacketWay way = IsSuperPacket(frame) ? FindWay(arrival) : PacketWay::LOCAL;
    if (way == PacketWay::LOCAL)
    {
        handler(packet); // or a frame as it came
        return;
    }
    if (MustCut(way, arrival, frame))
    {
        for (const auto& segment : m_segmenter.Cut(packet, arrival.protocol, GetFields(frame)))
        {
            TransmitTag tag;
            segment->RemovePacketTag(tag); // it is as it came, and has none
            handler(segment);
        }
        return;
    }
    Ptr<Packet> tagged = packet->Copy();
    TransmitTag tag(GetFields(frame));
    tagged->ReplacePacketTag(tag);
    m_tap->WidenMtus(frame.head.Length() - frame.networkOffset + frame.gsoSize);
    handler(tagged);
    m_tap->WidenMtus(0);
}

} // namespace ns3
