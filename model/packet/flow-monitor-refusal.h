/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_FLOW_MONITOR_REFUSAL_H
#define OFFLOAD_FLOW_MONITOR_REFUSAL_H

#include "ns3/packet.h"

namespace ns3
{

/**
 * @ingroup offload
 * End the program if ns-3's FlowMonitor counts a packet that is about to become several, or that
 * was several: its probes know one packet where the wire has many, and would report false losses
 * and rates.
 *
 * @param packet a super-packet, or a merged one
 */
void RefuseStockFlowMonitor(Ptr<const Packet> packet);

} // namespace ns3

#endif // OFFLOAD_FLOW_MONITOR_REFUSAL_H
