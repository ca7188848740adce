/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_CSMA_NET_DEVICE_H
#define OFFLOAD_CSMA_NET_DEVICE_H

#include "ns3/csma-net-device.h"
#include "ns3/offload-net-device.h"

namespace ns3
{

/**
 * @ingroup offload
 * A NIC on a CSMA channel, which carries Ethernet frames: ARP and bridges work, and short packets
 * are padded to 46 bytes.
 *
 * A frame takes the time of Ethernet, preamble and gap included.
 */
class OffloadCsmaNetDevice : public OffloadNetDevice<CsmaNetDevice>
{
  public:
    /**
     * @brief Get the type ID.
     * @return the object TypeId
     */
    static TypeId GetTypeId();

    OffloadCsmaNetDevice();
    ~OffloadCsmaNetDevice() override;

  protected:
    void DoInitialize() override;

  private:
    /// Let the gap behind a frame be Ethernet's, at the rate that the channel has now.
    void SetGap();

    /**
     * @param frame a frame from the wire, with its Ethernet header and trailer
     * @return whether it is for this host, its ring is full, and it is dropped
     */
    bool RefuseFrame(Ptr<const Packet> frame);

    /**
     * The base has transmitted a frame, or given it up.
     * @param packet the frame
     */
    void EndTransmission(Ptr<const Packet> packet);
};

} // namespace ns3

#endif // OFFLOAD_CSMA_NET_DEVICE_H
