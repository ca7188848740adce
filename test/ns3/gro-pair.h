/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef GRO_PAIR_H
#define GRO_PAIR_H

#include "host-pair.h"

#include "ns3/gro-receive-hook.h"

namespace offloadtest
{

using namespace ns3;

/// @ingroup offload-test Hosts that do GRO.
class GroPair : public HostPair
{
  public:
    /**
     * @param isPaged whether frames are received into pages
     */
    explicit GroPair(bool isPaged = true)
    {
        link.SetReceiveHook("ns3::GroReceiveHook");
        link.SetReceiveBuffers(isPaged ? "ns3::PageReceiveBuffers" : "ns3::SkbReceiveBuffers");
    }

    /**
     * @return the receiver's GRO
     */
    Ptr<GroReceiveHook> GetGro() const
    {
        return DynamicCast<GroReceiveHook>(receiverNic->GetSettings().hook);
    }
};

} // namespace offloadtest

#endif // GRO_PAIR_H
