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

/**
 * @ingroup offload
 * Tells GRO which flows are for a node itself: lists, and merged UDP, are for those that it
 * forwards. Sockets of ns-3 cannot take merged datagrams, so none has asked for them.
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
    Node* m_node; //!< the node
};

} // namespace ns3

#endif // OFFLOAD_LOCAL_FLOWS_H
