/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_LOCAL_FLOWS_H
#define OFFLOAD_LOCAL_FLOWS_H

#include "engine/gro-sockets.h"

#include "ns3/node.h"

namespace ns3
{

class UdpGroSockets;

/**
 * @ingroup offload
 * Tells GRO which flows are for a node itself, and which of their sockets take merged datagrams:
 * lists, and other merged UDP, are for flows that it forwards.
 */
class LocalFlows : public offload::GroSockets
{
  public:
    /**
     * @param node the node, which outlives this object
     */
    explicit LocalFlows(Ptr<Node> node);

    offload::GroSocket Find(const offload::FlowKey& flow) const override;

  private:
    Node* m_node;             //!< the node
    UdpGroSockets* m_sockets; //!< of the node
};

} // namespace ns3

#endif // OFFLOAD_LOCAL_FLOWS_H
