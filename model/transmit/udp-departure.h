/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_UDP_DEPARTURE_H
#define OFFLOAD_UDP_DEPARTURE_H

#include "stack/tcp-flow.h"

#include "ns3/packet.h"
#include "ns3/transmit-tag.h"

#include <vector>

namespace ns3
{

/**
 * @ingroup offload
 * What the way of a datagram allows.
 */
struct UdpPath
{
    uint32_t linkMtu;      //!< of the NIC that it leaves by, bytes of IP packet; 0 if there is none
    bool fragmentsBelowIp; //!< the driver or the NIC fragments, not IP
};

/**
 * @ingroup offload
 * A datagram, or a super-packet of UDP, for IP.
 */
struct UdpDeparture
{
    Ptr<Packet> packet;         //!< from its UDP header
    TransmitTag::Fields fields; //!< how to segment it
};

/**
 * @ingroup offload
 * Decide how a buffer that an application has sent goes down: as it is; as a super-packet, if it
 * has a UdpSegmentTag; as datagrams one by one, if no NIC of this module takes that; as a
 * super-packet of fragments, if it is longer than the MTU and that is wanted.
 *
 * @param packet the buffer, with one UDP header; its UdpSegmentTag is taken off
 * @param flow its addresses and ports
 * @param path what its way allows
 * @return what goes to IP, in order
 */
std::vector<UdpDeparture> PrepareUdp(Ptr<Packet> packet, const TcpFlow& flow, const UdpPath& path);

} // namespace ns3

#endif // OFFLOAD_UDP_DEPARTURE_H
