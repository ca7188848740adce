/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_TRUE_SIZE_WINDOW_H
#define OFFLOAD_TRUE_SIZE_WINDOW_H

#include "ns3/tcp-flow.h"

#include <map>

namespace ns3
{

/**
 * @ingroup offload
 * Charges what packets occupy, not what they carry, to the receive buffer of their connection.
 *
 * A host's receive buffer is an amount of memory. Stock TCP gives the peer a window of all of it,
 * as if buffers had no slack. Here the window is the part that payload makes up of the memory it
 * arrives in, as Linux estimates it (tcp_win_from_space with the scaling_ratio of 6.6).
 */
class TrueSizeWindow
{
  public:
    /**
     * @param node the host
     */
    explicit TrueSizeWindow(Ptr<Node> node);

    /**
     * Call before a packet goes up to TCP.
     *
     * @param flow its flow, from this host's side
     * @param payload bytes that it carries
     * @param trueSize bytes of memory that it occupies
     */
    void BeforeDelivery(const TcpFlow& flow, uint32_t payload, uint32_t trueSize);

    /**
     * Forget a flow that is being closed.
     * @param flow the flow
     */
    void Forget(const TcpFlow& flow);

  private:
    /// What is known of a flow.
    struct State
    {
        Ptr<TcpSocketBase> socket; //!< its socket
        uint32_t space;            //!< its receive buffer, bytes of memory
        double ratio;              //!< payload to memory that the window was made for
    };

    Ptr<Node> m_node;                 //!< host
    std::map<TcpFlow, State> m_flows; //!< by flow
};

} // namespace ns3

#endif // OFFLOAD_TRUE_SIZE_WINDOW_H
