/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "device/ppp-frame.h"

#include "ns3/abort.h"
#include "ns3/ipv4-l3-protocol.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/ppp-header.h"

namespace ns3
{

namespace
{

constexpr uint16_t PPP_IPV4 = 0x0021; //!< protocol field of IPv4
constexpr uint16_t PPP_IPV6 = 0x0057; //!< and of IPv6

} // namespace

void
AddPppHeader(Ptr<Packet> packet, uint16_t protocol)
{
    const bool isIpv4 = protocol == Ipv4L3Protocol::PROT_NUMBER;
    NS_ABORT_MSG_IF(!isIpv4 && protocol != Ipv6L3Protocol::PROT_NUMBER,
                    "A packet of Ethernet type " << protocol
                                                 << " cannot cross a point-to-point link: "
                                                    "PointToPointNetDevice takes IPv4 and IPv6");
    PppHeader header;
    header.SetProtocol(isIpv4 ? PPP_IPV4 : PPP_IPV6);
    packet->AddHeader(header);
}

uint16_t
RemovePppHeader(Ptr<Packet> frame)
{
    PppHeader header;
    frame->RemoveHeader(header);
    return header.GetProtocol() == PPP_IPV4 ? Ipv4L3Protocol::PROT_NUMBER
                                            : Ipv6L3Protocol::PROT_NUMBER;
}

} // namespace ns3
