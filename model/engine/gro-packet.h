/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_GRO_PACKET_H
#define OFFLOAD_GRO_PACKET_H

#include "engine/flow-key.h"
#include "engine/gro-sockets.h"

#include "ns3/gro-types.h"

#include <cstdint>

/**
 * @file
 * @ingroup offload
 * What GRO reads of a frame.
 */

namespace ns3::offload
{

/**
 * @ingroup offload
 * The headers of a frame in the order in which GRO looks at them.
 *
 * GRO trusts the length of the frame, not those in its headers. So it finds the flow of a padded or
 * truncated frame too, which must not overtake what is held of that flow. HeaderView is not used
 * because it stops at the end that the IP header claims.
 */
struct GroPacket
{
    uint16_t networkOffset{0};   //!< of the IP header, bytes
    uint16_t transportOffset{0}; //!< of the TCP or UDP header, bytes
    uint16_t payloadOffset{0};   //!< first byte after it
    bool isIpv6{false};          //!< IPv6, else IPv4
    bool isUdp{false};           //!< UDP, else TCP
    uint32_t payloadLength{0};   //!< from payloadOffset to the end of the frame, padding included
    FlowKey key;                 //!< addresses, ports, protocol
    bool isChained{false};       //!< UDP: to be chained, else merged (fraglist)
    /// Why the frame can join nothing although its flow is known, or NONE.
    GroReason refusal{GroReason::NONE};

    /**
     * Fill in from a frame, and verify its checksums unless that is done.
     * @param frame the frame; checksumState becomes UNNECESSARY where a checksum was verified
     * @param config settings
     * @param sockets finds sockets, or null: there are none
     * @param report what was done
     * @return why the frame passes before its flow is known, or NONE
     */
    GroReason Read(Frame& frame,
                   const GroConfig& config,
                   const GroSockets* sockets,
                   GroReport& report);

    /// @param config settings @param sockets finds sockets, or null: there are none
    /// @return whether a held packet of TCP that this begins is a list
    bool BeginsTcpList(const GroConfig& config, const GroSockets* sockets) const;
};

} // namespace ns3::offload

#endif // OFFLOAD_GRO_PACKET_H
