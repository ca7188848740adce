/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_PARAVIRTUAL_NET_DEVICE_H
#define OFFLOAD_PARAVIRTUAL_NET_DEVICE_H

#include "ns3/error-model.h"
#include "ns3/offload-net-device.h"
#include "ns3/queue.h"
#include "ns3/simple-channel.h"
#include "ns3/simple-net-device.h"

namespace ns3
{

/**
 * @ingroup offload
 * One end of a paravirtual link, as Xen's netfront in a guest and netback in the host of guests:
 * packets pass through shared memory, and super-packets pass whole.
 *
 * Feature tx-tcp-segmentation of an end says that the other end takes super-packets of TCP; one
 * without it segments in software before the link. A packet takes no time on the way but that of
 * the cores.
 */
class ParavirtualNetDevice : public OffloadNetDevice<SimpleNetDevice>
{
  public:
    /**
     * @brief Get the type ID.
     * @return the object TypeId
     */
    static TypeId GetTypeId();

    ParavirtualNetDevice();
    ~ParavirtualNetDevice() override;

    const NicLink& GetLink() const override;
    void GiveToWire(const Departure& frame) override;
};

} // namespace ns3

#endif // OFFLOAD_PARAVIRTUAL_NET_DEVICE_H
