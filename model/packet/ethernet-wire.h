/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_ETHERNET_WIRE_H
#define OFFLOAD_ETHERNET_WIRE_H

#include <algorithm>
#include <cstdint>

/**
 * @file
 * @ingroup offload
 * What an Ethernet frame occupies on the wire (IEEE 802.3).
 */

namespace ns3::offload
{

constexpr uint32_t ETHERNET_HEADER_BYTES = 14;  //!< addresses and type
constexpr uint32_t VLAN_TAG_BYTES = 4;          //!< 802.1Q tag
constexpr uint32_t ETHERNET_MIN_BYTES = 60;     //!< smallest frame, without frame check sequence
constexpr uint32_t ETHERNET_FCS_BYTES = 4;      //!< frame check sequence
constexpr uint32_t ETHERNET_PREAMBLE_BYTES = 8; //!< preamble and start-of-frame delimiter
constexpr uint32_t ETHERNET_GAP_BYTES = 12;     //!< interframe gap

/**
 * @param packetBytes bytes of an IP packet
 * @param hasTag whether the frame has an 802.1Q tag
 * @return bytes of time on the wire: 1538 for 1500, 84 for the smallest
 */
constexpr uint32_t
GetWireBytes(uint32_t packetBytes, bool hasTag = false)
{
    const uint32_t frameBytes = packetBytes + ETHERNET_HEADER_BYTES + (hasTag ? VLAN_TAG_BYTES : 0);
    return std::max(frameBytes, ETHERNET_MIN_BYTES) + ETHERNET_FCS_BYTES + ETHERNET_PREAMBLE_BYTES +
           ETHERNET_GAP_BYTES;
}

} // namespace ns3::offload

#endif // OFFLOAD_ETHERNET_WIRE_H
