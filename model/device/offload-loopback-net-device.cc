/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/offload-loopback-net-device.h"

#include "ns3/host-cpu.h"
#include "ns3/uinteger.h"

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(OffloadLoopbackNetDevice);

TypeId
OffloadLoopbackNetDevice::GetTypeId()
{
    constexpr uint16_t LARGEST_PACKET = 65535;
    static TypeId tid =
        AddNicAttributes(TypeId("ns3::OffloadLoopbackNetDevice")
                             .SetParent<LoopbackNetDevice>()
                             .SetGroupName("Offload")
                             .AddConstructor<OffloadLoopbackNetDevice>(),
                         LARGEST_PACKET)
            .AddAttribute("Mtu",
                          "Bytes of IP packet. The default is that of Linux from 2.4 to 3.5.",
                          UintegerValue(16436),
                          MakeUintegerAccessor(&OffloadLoopbackNetDevice::SetMtu,
                                               &OffloadLoopbackNetDevice::GetMtu),
                          MakeUintegerChecker<uint16_t>());
    return tid;
}

OffloadLoopbackNetDevice::OffloadLoopbackNetDevice() = default;
OffloadLoopbackNetDevice::~OffloadLoopbackNetDevice() = default;

const NicLink&
OffloadLoopbackNetDevice::GetLink() const
{
    static const LoopbackLink link;
    return link;
}

void
OffloadLoopbackNetDevice::GiveToWire(const Departure& frame)
{
    if (GetLink().UsesBacklog())
    {
        // Now, as whoever sends is at work: the stock device delivers from an event of its own.
        HostCpu::Get(GetNode())->AnnounceToBacklog(m_driver->GetQueueCore(0));
    }
    SendToBase(frame);
    m_driver->NotifySent();
}

} // namespace ns3
