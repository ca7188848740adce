/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_LOOPBACK_NET_DEVICE_H
#define OFFLOAD_LOOPBACK_NET_DEVICE_H

#include "ns3/loopback-net-device.h"
#include "ns3/offload-net-device.h"

namespace ns3
{

/**
 * @ingroup offload
 * A loopback device with an MTU, whose host pays for both sides.
 *
 * Add it to a node before InternetStackHelper::Install, which adopts it; OffloadLoopbackHelper
 * does so. A packet takes no time on the way but that of the cores.
 */
class OffloadLoopbackNetDevice : public OffloadNetDevice<LoopbackNetDevice>
{
  public:
    /**
     * @brief Get the type ID.
     * @return the object TypeId
     */
    static TypeId GetTypeId();

    OffloadLoopbackNetDevice();
    ~OffloadLoopbackNetDevice() override;

    const NicLink& GetLink() const override;
    void GiveToWire(const Departure& frame) override;
};

} // namespace ns3

#endif // OFFLOAD_LOOPBACK_NET_DEVICE_H
