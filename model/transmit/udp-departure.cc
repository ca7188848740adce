/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "transmit/udp-departure.h"

#include "engine/header-fields.h"

#include "ns3/log.h"
#include "ns3/node.h"
#include "ns3/udp-gro-tag.h"
#include "ns3/udp-header.h"
#include "ns3/udp-segment-tag.h"

#include <algorithm>

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("UdpDeparture");

namespace
{

/**
 * @param flow a flow
 * @return bytes of its IP header
 */
uint32_t
GetIpHeaderBytes(const TcpFlow& flow)
{
    return Ipv4Address::IsMatchingType(flow.local) ? offload::ipv4::MIN_HEADER_LENGTH
                                                   : offload::ipv6::HEADER_LENGTH;
}

/**
 * @param packet a buffer with one UDP header
 * @param size payload bytes of a datagram
 * @param flow its addresses and ports
 * @return datagrams, each with a header of its own
 */
std::vector<UdpDeparture>
DivideIntoDatagrams(Ptr<Packet> packet, uint32_t size, const TcpFlow& flow)
{
    std::vector<UdpDeparture> datagrams;
    UdpHeader header;
    packet->RemoveHeader(header);
    for (uint32_t offset = 0; offset < packet->GetSize(); offset += size)
    {
        const uint32_t length = std::min(size, packet->GetSize() - offset);
        UdpDeparture datagram;
        datagram.packet = packet->CreateFragment(offset, length);
        datagram.fields.payload = length;
        UdpHeader own;
        own.SetSourcePort(header.GetSourcePort());
        own.SetDestinationPort(header.GetDestinationPort());
        if (Node::ChecksumEnabled())
        {
            own.EnableChecksums();
            own.InitializeChecksum(flow.local, flow.peer, offload::protocol::UDP);
        }
        datagram.packet->AddHeader(own);
        datagrams.push_back(datagram);
    }
    return datagrams;
}

/**
 * @param bytes of a datagram with its UDP header
 * @param flow its flow
 * @param path what its way allows
 * @return IP payload of its fragments, if it is to be fragmented below IP; else 0
 */
uint32_t
GetFragmentSize(uint32_t bytes, const TcpFlow& flow, const UdpPath& path)
{
    constexpr uint32_t UNIT = 8; // in which fragments are counted
    const uint32_t header = GetIpHeaderBytes(flow);
    if (!path.fragmentsBelowIp || path.linkMtu == 0 || bytes + header <= path.linkMtu)
    {
        return 0;
    }
    const uint32_t extension = header == offload::ipv6::HEADER_LENGTH ? UNIT : 0;
    return (path.linkMtu - header - extension) / UNIT * UNIT;
}

} // namespace

std::vector<UdpDeparture>
PrepareUdp(Ptr<Packet> packet, const TcpFlow& flow, const UdpPath& path)
{
    constexpr uint32_t HEADER = offload::udp::HEADER_LENGTH;
    const uint32_t payload = packet->GetSize() - HEADER;
    UdpDeparture departure{packet, {}};
    TransmitTag::Fields& fields = departure.fields;
    fields.payload = payload;
    UdpGroTag stale; // of what an application has received and sends on
    packet->RemovePacketTag(stale);
    UdpSegmentTag tag;
    if (packet->RemovePacketTag(tag) && tag.GetSize() < payload)
    {
        if (tag.GetSize() + HEADER + GetIpHeaderBytes(flow) > path.linkMtu)
        {
            NS_LOG_LOGIC("Datagrams of " << tag.GetSize() << " bytes one by one: no NIC here takes "
                                         << "them together, or they do not fit the link");
            return DivideIntoDatagrams(packet, tag.GetSize(), flow);
        }
        fields.type = offload::SegmentationType::UDP_L4;
        fields.size = tag.GetSize();
        fields.segments = (payload + fields.size - 1) / fields.size;
        NS_LOG_LOGIC("A super-packet of " << fields.segments << " datagrams");
    }
    else if (const uint32_t size = GetFragmentSize(packet->GetSize(), flow, path))
    {
        fields.type = offload::SegmentationType::UDP_FRAGMENT;
        fields.size = size;
        fields.segments = (packet->GetSize() + size - 1) / size;
        NS_LOG_LOGIC("A datagram of " << packet->GetSize() << " bytes goes whole through IP, to be "
                                      << fields.segments << " fragments");
    }
    return {departure};
}

} // namespace ns3
