/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_RETRANSMISSION_COUNTER_H
#define OFFLOAD_RETRANSMISSION_COUNTER_H

#include "ns3/socket.h"

#include <cstdint>
#include <memory>

namespace ns3
{

/**
 * @ingroup offload
 * Counts segments that TCP sockets send again.
 */
class RetransmissionCounter
{
  public:
    RetransmissionCounter();

    /**
     * Count what a socket sends from now on.
     * @param socket a TCP socket
     */
    void Watch(Ptr<Socket> socket);

    /**
     * @return segments with nothing in them that is new
     */
    uint64_t GetCount() const;

  private:
    std::shared_ptr<uint64_t> m_count; //!< shared with the sockets, which may live longer
};

} // namespace ns3

#endif // OFFLOAD_RETRANSMISSION_COUNTER_H
