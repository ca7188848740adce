/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_GRO_SOCKETS_H
#define OFFLOAD_GRO_SOCKETS_H

#include "engine/flow-key.h"

#include <cstdint>

/**
 * @file
 * @ingroup offload
 * What GRO asks about sockets.
 */

namespace ns3::offload
{

/**
 * @ingroup offload
 * The local socket that a flow is for.
 */
enum class GroSocket : uint8_t
{
    NONE,    //!< none: the flow is forwarded, or its receiver is not known
    PLAIN,   //!< one that asked for nothing
    UDP_GRO, //!< one that asked for merged datagrams (socket option UDP_GRO)
};

/**
 * @ingroup offload
 * How a GRO engine asks about sockets.
 *
 * It asks of UDP for every datagram, of TCP only if fraglist is on, for the first segment of a held
 * packet. Linux looks for UDP sockets only while some socket of the host has UDP_GRO or carries a
 * tunnel; until then every UDP flow has NONE.
 */
class GroSockets
{
  public:
    virtual ~GroSockets() = default;

    /**
     * @param flow addresses and ports as in the received frame: the source is the other end
     * @return who receives it
     */
    virtual GroSocket Find(const FlowKey& flow) const = 0;
};

} // namespace ns3::offload

#endif // OFFLOAD_GRO_SOCKETS_H
