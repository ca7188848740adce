/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_FRAME_READING_H
#define OFFLOAD_FRAME_READING_H

#include "packet/packet-frame.h"

#include "ns3/receive-device.h"

namespace ns3
{

/**
 * @param device a NIC
 * @return how it reads frames now
 */
offload::FrameReading GetFrameReading(const ReceiveDevice& device);

} // namespace ns3

#endif // OFFLOAD_FRAME_READING_H
