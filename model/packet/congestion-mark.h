/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_CONGESTION_MARK_H
#define OFFLOAD_CONGESTION_MARK_H

#include "ns3/packet.h"

namespace ns3::offload
{

/**
 * @ingroup offload
 * Mark a frame with Congestion Experienced, as a queue does, if its transport is ECN-capable.
 *
 * @param frame the frame, from its PPP header
 * @return whether it is marked now
 */
bool MarkCongestion(Ptr<Packet> frame);

} // namespace ns3::offload

#endif // OFFLOAD_CONGESTION_MARK_H
