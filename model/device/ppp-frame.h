/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_PPP_FRAME_H
#define OFFLOAD_PPP_FRAME_H

#include "ns3/packet.h"

#include <cstdint>

/**
 * @file
 * @ingroup offload
 * The PPP header that ns3::PointToPointNetDevice puts before a packet.
 */

namespace ns3
{

constexpr uint32_t PPP_HEADER_BYTES = 2; //!< of that header

/**
 * @param packet gets a PPP header
 * @param protocol its Ethernet type; the program ends with one that PPP has no number for here
 */
void AddPppHeader(Ptr<Packet> packet, uint16_t protocol);

/**
 * @param frame loses its PPP header
 * @return Ethernet type of the packet that is left
 */
uint16_t RemovePppHeader(Ptr<Packet> frame);

} // namespace ns3

#endif // OFFLOAD_PPP_FRAME_H
