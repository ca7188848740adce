/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/veth-net-device.h"

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(VethNetDevice);

TypeId
VethNetDevice::GetTypeId()
{
    static TypeId tid = TypeId("ns3::VethNetDevice")
                            .SetParent<OffloadLoopbackNetDevice>()
                            .SetGroupName("Offload")
                            .AddConstructor<VethNetDevice>();
    return tid;
}

VethNetDevice::VethNetDevice() = default;

VethNetDevice::~VethNetDevice() = default;

const NicLink&
VethNetDevice::GetLink() const
{
    static const VethLink backlog(false);
    static const VethLink poll(true);
    return hook ? poll : backlog;
}

void
VethNetDevice::GiveToWire(const Departure& frame)
{
    if (frame.fields.type != offload::SegmentationType::NONE)
    {
        TransmitTag::GiveToOtherHost(frame.packet, frame.fields);
    }
    OffloadLoopbackNetDevice::GiveToWire(frame);
}

} // namespace ns3
