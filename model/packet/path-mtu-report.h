/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_PATH_MTU_REPORT_H
#define OFFLOAD_PATH_MTU_REPORT_H

#include "ns3/ipv6-address.h"
#include "ns3/packet.h"

#include <optional>

namespace ns3::offload
{

/**
 * Look whether a packet is ICMPv6's "packet too big" (RFC 4443, 3.2).
 *
 * @param packet a packet from its IPv6 header
 * @return the destination whose path takes less than what was sent; nothing if it is another packet
 */
std::optional<Ipv6Address> FindNarrowPath(Ptr<const Packet> packet);

} // namespace ns3::offload

#endif // OFFLOAD_PATH_MTU_REPORT_H
