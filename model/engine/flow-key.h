/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_FLOW_KEY_H
#define OFFLOAD_FLOW_KEY_H

#include "engine/header-fields.h"

#include <cstdint>
#include <cstring>

/**
 * @file
 * @ingroup offload
 * Which flow a frame belongs to.
 */

namespace ns3::offload
{

/**
 * @ingroup offload
 * Addresses and ports of a flow, for comparing only: bytes stand as in the headers.
 *
 * Holds IPv4 and IPv6, TCP and UDP; the kind keeps an IPv4 flow from equalling an IPv6 one.
 */
struct FlowKey
{
    uint64_t source[2]{};      //!< source address; IPv4 in the first word
    uint64_t destination[2]{}; //!< destination address; IPv4 in the first word
    uint32_t ports{0};         //!< source port, destination port
    uint32_t kind{0};          //!< IP version << 8 | protocol number

    /**
     * Fill in. Not a constructor, so that no key is copied: it is done for every frame.
     * @param ip an IPv4 header, 20 bytes readable
     * @param transport the ports: 4 bytes readable
     * @param protocolNumber IP protocol number
     */
    void SetIpv4(const uint8_t* ip, const uint8_t* transport, uint8_t protocolNumber)
    {
        source[0] = Load32(ip + ipv4::SOURCE);
        source[1] = 0;
        destination[0] = Load32(ip + ipv4::DESTINATION);
        destination[1] = 0;
        ports = Load32(transport);
        kind = 4U << 8 | protocolNumber;
    }

    /**
     * Fill in. Not a constructor, so that no key is copied: it is done for every frame.
     * @param ip an IPv6 header, 40 bytes readable
     * @param transport the ports: 4 bytes readable
     * @param protocolNumber IP protocol number
     */
    void SetIpv6(const uint8_t* ip, const uint8_t* transport, uint8_t protocolNumber)
    {
        std::memcpy(source, ip + ipv6::SOURCE, sizeof source);
        std::memcpy(destination, ip + ipv6::DESTINATION, sizeof destination);
        ports = Load32(transport);
        kind = 6U << 8 | protocolNumber;
    }

    /// @param other another key @return whether both name the same flow, in the same direction
    bool operator==(const FlowKey& other) const
    {
        return ports == other.ports && source[0] == other.source[0] &&
               destination[0] == other.destination[0] && source[1] == other.source[1] &&
               destination[1] == other.destination[1] && kind == other.kind;
    }

    /// @param other another key @return whether they differ
    bool operator!=(const FlowKey& other) const
    {
        return !(*this == other);
    }
};

} // namespace ns3::offload

#endif // OFFLOAD_FLOW_KEY_H
