/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/paravirtual-helper.h"

#include "ns3/nstime.h"
#include "ns3/paravirtual-net-device.h"

namespace ns3
{

ParavirtualHelper::ParavirtualHelper(const std::string& profile)
    : OffloadNicHelper("ns3::ParavirtualNetDevice", profile)
{
    SetDeviceAttribute("RxUsecs", TimeValue(Time())); // an event is sent at once
    SetFeature("tx-tcp-segmentation", true);
}

NetDeviceContainer
ParavirtualHelper::Install(Ptr<Node> guest, Ptr<Node> host) const
{
    auto channel = CreateObject<SimpleChannel>();
    NetDeviceContainer devices;
    for (const auto& node : {guest, host})
    {
        auto device = DynamicCast<ParavirtualNetDevice>(CreateDevice(node));
        device->SetChannel(channel);
        devices.Add(device);
    }
    return devices;
}

} // namespace ns3
