/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_VETH_NET_DEVICE_H
#define OFFLOAD_VETH_NET_DEVICE_H

#include "ns3/offload-loopback-net-device.h"

namespace ns3
{

/**
 * @ingroup offload
 * Both ends of a veth pair whose network namespaces are on one machine: one device of one node,
 * whose cores pay for both sides.
 *
 * A packet goes to the backlog of core InterruptCore, in the sk_buff of its sender. A super-packet
 * of TCP does so whole if feature tx-tcp-segmentation is on; else it is segmented in software
 * before. With a receive hook, ns3::GroReceiveHook, that core polls as with NAPI instead and merges
 * what one poll has found, as Linux from 5.13 on does after `ethtool -K DEVICE gro on`.
 */
class VethNetDevice : public OffloadLoopbackNetDevice
{
  public:
    /**
     * @brief Get the type ID.
     * @return the object TypeId
     */
    static TypeId GetTypeId();

    VethNetDevice();
    ~VethNetDevice() override;

    const NicLink& GetLink() const override;
    void GiveToWire(const Departure& frame) override;
};

} // namespace ns3

#endif // OFFLOAD_VETH_NET_DEVICE_H
