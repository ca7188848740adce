/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_TCP_FLOW_H
#define OFFLOAD_TCP_FLOW_H

#include "ns3/address.h"
#include "ns3/node.h"
#include "ns3/ptr.h"
#include "ns3/tcp-socket-base.h"

#include <iosfwd>
#include <tuple>

namespace ns3
{

/**
 * @ingroup offload
 * A TCP connection as a host names it: its own end first.
 *
 * Addresses are Ipv4Address or Ipv6Address converted to Address.
 */
struct TcpFlow
{
    Address local;      //!< address of this host
    Address peer;       //!< address of the other host
    uint16_t localPort; //!< port here
    uint16_t peerPort;  //!< port there

    /**
     * @param other another flow
     * @return true if this one sorts first
     */
    bool operator<(const TcpFlow& other) const
    {
        // Ports differ more often than addresses, and are cheaper to compare.
        return std::tie(localPort, peerPort, local, peer) <
               std::tie(other.localPort, other.peerPort, other.local, other.peer);
    }

    /**
     * @param other another flow
     * @return true if it is the same
     */
    bool operator==(const TcpFlow& other) const
    {
        return localPort == other.localPort && peerPort == other.peerPort && local == other.local &&
               peer == other.peer;
    }

    /// For tables that are looked into for each segment.
    struct Hash
    {
        /**
         * @param flow a flow
         * @return its hash
         */
        std::size_t operator()(const TcpFlow& flow) const;
    };

    /**
     * Find the socket by TcpL4Protocol's attribute SocketList. The first time takes time in
     * proportion to the number of sockets, and so does looking for a socket that there is not.
     *
     * @param node the host
     * @return the socket of this flow, or null if there is none
     */
    Ptr<TcpSocketBase> FindSocket(Ptr<Node> node) const;

    /**
     * @param socket a socket
     * @return whether it has the two ends of this flow
     */
    bool IsOf(TcpSocketBase& socket) const;
};

/**
 * Print a flow as "10.0.0.1:80 <-> 10.0.0.2:49153", this host first.
 * @param os where to
 * @param flow a flow
 * @return the stream
 */
std::ostream& operator<<(std::ostream& os, const TcpFlow& flow);

} // namespace ns3

#endif // OFFLOAD_TCP_FLOW_H
