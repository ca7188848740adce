/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_IPV4_IDENTIFICATION_H
#define OFFLOAD_IPV4_IDENTIFICATION_H

#include "stack/tcp-flow.h"

#include <cstdint>
#include <map>
#include <tuple>
#include <unordered_map>

namespace ns3
{

/**
 * @ingroup offload
 * What has to be added to the identification that ns-3's IPv4 writes.
 *
 * ns-3 counts packets of a source, destination and protocol. Linux counts wire frames, those of
 * TCP for each connection, and GRO of a receiver asks for just that.
 */
class Ipv4Identification
{
  public:
    /**
     * A packet is about to go to IP, which will count it.
     *
     * @param flow its flow
     * @param protocol its protocol number
     * @param frames wire frames that it will be, each with an identification
     * @return what to add to that of the first
     */
    uint16_t Take(const TcpFlow& flow, uint8_t protocol, uint32_t frames);

  private:
    /**
     * Take() for TCP.
     * @param flow its connection
     * @param frames wire frames
     * @return what to add
     */
    uint16_t TakeOfConnection(const TcpFlow& flow, uint32_t frames);

    /// Packets that ns-3 counts together.
    struct Space
    {
        uint16_t packets{0}; //!< what ns-3 has counted
        uint16_t extra{0};   //!< not TCP: what segments have used up besides
        uint32_t flows{0};   //!< TCP: number of connections
    };

    /// A TCP connection.
    struct Connection
    {
        Space* space;  //!< its packets and those of others
        uint16_t next; //!< identification of its next frame
    };

    std::map<std::tuple<Address, Address, uint8_t>, Space> m_spaces;      //!< by their key
    std::unordered_map<TcpFlow, Connection, TcpFlow::Hash> m_connections; //!< by flow
};

} // namespace ns3

#endif // OFFLOAD_IPV4_IDENTIFICATION_H
