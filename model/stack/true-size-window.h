/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_TRUE_SIZE_WINDOW_H
#define OFFLOAD_TRUE_SIZE_WINDOW_H

#include "stack/tcp-flow.h"

#include <map>

namespace ns3
{

/**
 * @ingroup offload
 * Charges the memory that packets occupy, not the bytes that they carry, to the receive buffer.
 *
 * A host's receive buffer is an amount of memory. Stock TCP advertises all of it as window, as if
 * packets needed no more memory than their payload. Here window = receive buffer * payload /
 * truesize, with the ratio of the packets that arrive, as in Linux (tcp_win_from_space with the
 * scaling_ratio of 6.6).
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
        double ratio;              //!< payload / truesize that the window was computed with
    };

    Ptr<Node> m_node;                 //!< host
    std::map<TcpFlow, State> m_flows; //!< by flow
};

} // namespace ns3

#endif // OFFLOAD_TRUE_SIZE_WINDOW_H
