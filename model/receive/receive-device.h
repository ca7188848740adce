/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_RECEIVE_DEVICE_H
#define OFFLOAD_RECEIVE_DEVICE_H

#include "ns3/cpu-operation.h"
#include "ns3/host-cpu.h"
#include "ns3/net-device.h"
#include "ns3/nic-features.h"
#include "ns3/receive-link.h"
#include "ns3/receive-point.h"
#include "ns3/receive-settings.h"
#include "ns3/received-packet.h"

namespace ns3
{

/**
 * @ingroup offload
 * What the receive side needs of a NIC and of the driver above it.
 */
class ReceiveDevice
{
  public:
    virtual ~ReceiveDevice() = default;

    /**
     * @return the device
     */
    virtual Ptr<NetDevice> GetNetDevice() const = 0;

    /**
     * @return who pays
     */
    virtual HostCpu& GetCpu() const = 0;

    /**
     * @return what the receive side is told
     */
    virtual const ReceiveSettings& GetReceiveSettings() const = 0;

    /**
     * @return how the host's interrupts are held back
     */
    virtual const ModerationSettings& GetModeration() const = 0;

    /**
     * @return the NIC's features
     */
    virtual const NicFeatures& GetFeatures() const = 0;

    /**
     * @return what the NIC is connected to
     */
    virtual const ReceiveLink& GetReceiveLink() const = 0;

    /**
     * Charge what takes a packet up the stack: to a socket, a bridge, another NIC.
     *
     * @param arrival the packet as it came, of the first frame if several were merged
     * @param frame the frame
     * @param [in,out] work is charged
     */
    virtual void AddUpcallWork(const Arrival& arrival,
                               const offload::Frame& frame,
                               Work& work) const = 0;

    /**
     * A frame goes up the stack.
     *
     * @param arrival the packet as it came, of the first frame if several were merged
     * @param frame the frame
     */
    virtual void GoUp(const Arrival& arrival, const offload::Frame& frame) = 0;

    /**
     * A frame has come to a point of its way.
     *
     * @param arrival the frame
     * @param point the point
     * @param queue index of its receive queue
     */
    virtual void NotifyPoint(const Arrival& arrival, ReceivePoint point, uint32_t queue) const = 0;

    /**
     * Frames have come to a point of their way.
     *
     * @param frame the frames, merged or one alone
     * @param point the point
     * @param queue index of their receive queue
     */
    virtual void NotifyPoint(const offload::Frame& frame,
                             ReceivePoint point,
                             uint32_t queue) const = 0;

    /**
     * A frame has found its ring full, and is dropped.
     * @param arrival the frame
     */
    virtual void NotifyRingDrop(const Arrival& arrival) const = 0;

    /**
     * The NIC has raised the interrupt of a queue, which masks it, or the driver has unmasked it.
     *
     * @param queue index of the receive queue
     * @param isMasked whether it is masked from now on
     */
    virtual void NotifyInterrupt(uint32_t queue, bool isMasked) const = 0;

    /**
     * The driver has taken back the descriptors of transmitted packets.
     * @param transmitQueue index of their queue
     * @param packets how many
     */
    virtual void ReclaimTransmitted(uint32_t transmitQueue, uint32_t packets) = 0;
};

} // namespace ns3

#endif // OFFLOAD_RECEIVE_DEVICE_H
