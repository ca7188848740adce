/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_UDP_GRO_SOCKETS_H
#define OFFLOAD_UDP_GRO_SOCKETS_H

#include "ns3/address.h"
#include "ns3/node.h"
#include "ns3/object.h"
#include "ns3/socket.h"

#include <cstdint>
#include <vector>

namespace ns3
{

namespace offload
{
struct FlowKey;
} // namespace offload

/**
 * @ingroup offload
 * The UDP sockets of a host that take merged datagrams (Linux's socket option UDP_GRO). Aggregated
 * to the node.
 *
 *     socket->Bind(InetSocketAddress(Ipv4Address::GetAny(), 9));
 *     UdpGroSockets::Get(node)->Add(socket);
 *
 * From then on a Recv() may answer with many datagrams in one packet, which has a UdpGroTag. GRO
 * merges for these sockets only; what comes merged all the same, as from a guest, is taken apart
 * before any other.
 */
class UdpGroSockets : public Object
{
  public:
    /**
     * @brief Get the type ID.
     * @return the object TypeId
     */
    static TypeId GetTypeId();

    /**
     * @param node a node
     * @return its sockets; made and aggregated if there is none yet
     */
    static Ptr<UdpGroSockets> Get(Ptr<Node> node);

    /**
     * A socket takes merged datagrams from now on.
     * @param socket a socket of UDP, bound
     */
    void Add(Ptr<Socket> socket);

    /**
     * A socket takes no merged datagrams any more.
     * @param socket a socket that was added
     */
    void Remove(Ptr<Socket> socket);

    /**
     * @param flow a flow as in a received frame: the destination is this host
     * @return whether the socket that gets it, as ns-3's UDP chooses, takes merged datagrams
     */
    bool Has(const offload::FlowKey& flow) const;

  protected:
    void DoDispose() override;

  private:
    /// A socket.
    struct Entry
    {
        Ptr<Socket> socket; //!< socket
        Address name;       //!< what it is bound to
    };

    /**
     * @param name an address with a port
     * @return whether a socket that is none of these is bound to just that
     */
    bool IsOthers(const Address& name) const;

    std::vector<Entry> m_entries; //!< sockets
};

} // namespace ns3

#endif // OFFLOAD_UDP_GRO_SOCKETS_H
