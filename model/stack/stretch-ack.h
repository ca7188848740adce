/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_STRETCH_ACK_H
#define OFFLOAD_STRETCH_ACK_H

#include "stack/tcp-flow.h"

#include "ns3/uinteger.h"

#include <map>

namespace ns3
{

/**
 * @ingroup offload
 * Makes stock TCP acknowledge by bytes, not by packets.
 *
 * RFC 1122 (4.2.3.2) asks for an ACK for every second full-sized segment. TcpSocketBase counts
 * packets, so that two super-packets of 16 segments would have to arrive before it answers, and
 * a window that does not hold two stalls until the delayed-ACK timer. A packet of two segments
 * or more therefore finds DelAckCount at 1, and the next single segment finds the socket's own
 * value again.
 */
class StretchAck
{
  public:
    /**
     * @param node the host
     */
    explicit StretchAck(Ptr<Node> node);

    /**
     * Call before a packet goes up to TCP.
     *
     * @param flow its flow, from this host's side
     * @param segments number of wire segments in it
     */
    void BeforeDelivery(const TcpFlow& flow, uint32_t segments);

    /**
     * Forget a flow that is being closed; its socket has its own DelAckCount again.
     * @param flow the flow
     */
    void Forget(const TcpFlow& flow);

    /**
     * @return true if no super-packet has arrived on any flow that is open
     */
    bool IsIdle() const;

  private:
    /// What is known of a flow that super-packets arrived on.
    struct State
    {
        Ptr<TcpSocketBase> socket; //!< its socket
        UintegerValue count;       //!< the socket's own DelAckCount
        bool changed;              //!< DelAckCount is 1 just now
    };

    Ptr<Node> m_node;                 //!< host
    std::map<TcpFlow, State> m_flows; //!< by flow
};

} // namespace ns3

#endif // OFFLOAD_STRETCH_ACK_H
