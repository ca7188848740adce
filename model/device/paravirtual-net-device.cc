/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/paravirtual-net-device.h"

#include "transmit/wide-mtu.h"

#include "ns3/uinteger.h"

#include <optional>

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(ParavirtualNetDevice);

TypeId
ParavirtualNetDevice::GetTypeId()
{
    static TypeId tid = AddNicAttributes(TypeId("ns3::ParavirtualNetDevice")
                                             .SetParent<SimpleNetDevice>()
                                             .SetGroupName("Offload")
                                             .AddConstructor<ParavirtualNetDevice>())
                            .AddAttribute("Mtu",
                                          "Bytes of IP packet, super-packets apart.",
                                          UintegerValue(1500),
                                          MakeUintegerAccessor(&ParavirtualNetDevice::SetMtu,
                                                               &ParavirtualNetDevice::GetMtu),
                                          MakeUintegerChecker<uint16_t>());
    return tid;
}

ParavirtualNetDevice::ParavirtualNetDevice() = default;
ParavirtualNetDevice::~ParavirtualNetDevice() = default;

const NicLink&
ParavirtualNetDevice::GetLink() const
{
    static const ParavirtualLink link;
    return link;
}

void
ParavirtualNetDevice::GiveToWire(const Departure& frame)
{
    const bool isSuper = frame.fields.type != offload::SegmentationType::NONE;
    if (isSuper)
    {
        TransmitTag::GiveToOtherHost(frame.packet, frame.fields);
    }
    std::optional<WideMtuGuard> wide;
    if (isSuper)
    {
        wide.emplace(*m_driver); // for SimpleNetDevice, which looks at the length
    }
    SendToBase(frame);
    wide.reset();
    m_driver->NotifySent();
}

} // namespace ns3
