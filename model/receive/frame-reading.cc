/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "receive/frame-reading.h"

#include "ns3/node.h"

namespace ns3
{

offload::FrameReading
GetFrameReading(const ReceiveDevice& device)
{
    return {Mac48Address::ConvertFrom(device.GetNetDevice()->GetAddress()),
            device.GetFeatures().IsOn(NicFeature::RX_VLAN),
            Node::ChecksumEnabled()};
}

} // namespace ns3
