/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/transmit-device.h"

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(TransmitDevice);

TypeId
TransmitDevice::GetTypeId()
{
    static TypeId tid = TypeId("ns3::TransmitDevice").SetParent<Object>().SetGroupName("Offload");
    return tid;
}

TransmitDevice::TransmitDevice() = default;
TransmitDevice::~TransmitDevice() = default;

bool
TransmitDevice::CanTakeSuperPackets() const
{
    const NicFeatures& features = GetFeatures();
    return features.IsOn(NicFeature::TX_GSO) || features.IsOn(NicFeature::TX_TCP);
}

} // namespace ns3
