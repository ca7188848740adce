/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_TCP_SOCKET_INDEX_H
#define OFFLOAD_TCP_SOCKET_INDEX_H

#include "stack/tcp-flow.h"

#include "ns3/object.h"

#include <unordered_map>

namespace ns3
{

/**
 * @ingroup offload
 * The sockets of a node that were once found, by their flow. ns-3's own list of sockets is copied
 * whenever it is read, which takes time in proportion to all that there are.
 *
 * It holds no socket alive: a socket that ends takes itself out.
 */
class TcpSocketIndex : public Object
{
  public:
    /**
     * @return the TypeId
     */
    static TypeId GetTypeId();

    /**
     * @param node a host
     * @return its index, which is made if there is none
     */
    static Ptr<TcpSocketIndex> Get(Ptr<Node> node);

    /**
     * @param flow a flow
     * @return the socket that was added for it last, or null if there is none, or none any more
     */
    Ptr<TcpSocketBase> Find(const TcpFlow& flow) const;

    /**
     * @param flow a flow
     * @param socket its socket
     */
    void Add(const TcpFlow& flow, Ptr<TcpSocketBase> socket);

  private:
    class Entry;

    std::unordered_map<TcpFlow, Entry*, TcpFlow::Hash> m_entries; //!< of sockets that live
};

} // namespace ns3

#endif // OFFLOAD_TCP_SOCKET_INDEX_H
