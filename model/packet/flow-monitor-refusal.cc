/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "packet/flow-monitor-refusal.h"

#include "ns3/abort.h"

namespace ns3
{

namespace
{

/**
 * @param name name of a type
 * @return the type, or that of nothing if flow-monitor is not part of the program
 */
TypeId
Find(const char* name)
{
    TypeId type;
    TypeId::LookupByNameFailSafe(name, &type);
    return type;
}

} // namespace

void
RefuseStockFlowMonitor(Ptr<const Packet> packet)
{
    ByteTagIterator tags = packet->GetByteTagIterator();
    if (!tags.HasNext())
    {
        return;
    }
    // All types are registered before main() begins.
    static const TypeId v4 = Find("ns3::Ipv4FlowProbeTag");
    static const TypeId v6 = Find("ns3::Ipv6FlowProbeTag");
    while (tags.HasNext())
    {
        const TypeId type = tags.Next().GetTypeId();
        NS_ABORT_MSG_IF(type == v4 || type == v6,
                        "ns3::FlowMonitorHelper counts a super-packet as one packet, and would "
                        "report false losses and rates: use OffloadFlowMonitorHelper, which has "
                        "the same functions, or switch tx-gso, tx-tcp-segmentation, gro and lro "
                        "off");
    }
}

} // namespace ns3
