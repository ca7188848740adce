/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/offload-loopback-helper.h"

#include "ns3/abort.h"
#include "ns3/ipv4.h"
#include "ns3/ipv6.h"
#include "ns3/nstime.h"

namespace ns3
{

OffloadLoopbackHelper::OffloadLoopbackHelper(const std::string& profile, const std::string& device)
    : OffloadNicHelper(device, profile)
{
    if (device == "ns3::VethNetDevice")
    {
        SetDeviceAttribute("RxUsecs", TimeValue(Time())); // nothing holds a poll back
    }
}

Ptr<OffloadLoopbackNetDevice>
OffloadLoopbackHelper::Install(Ptr<Node> node) const
{
    NS_ABORT_MSG_IF(node->GetObject<Ipv4>() || node->GetObject<Ipv6>(),
                    "Node " << node->GetId()
                            << " has an Internet stack, which has a loopback device already: call "
                               "OffloadLoopbackHelper::Install before InternetStackHelper's");
    auto device = DynamicCast<OffloadLoopbackNetDevice>(CreateDevice(node));
    // As Linux's lo has it: ns-3's stack sends to this address, and LoopbackNetDevice takes no
    // other.
    device->SetAddress(device->GetBroadcast());
    return device;
}

} // namespace ns3
