/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_POINT_TO_POINT_NET_DEVICE_H
#define OFFLOAD_POINT_TO_POINT_NET_DEVICE_H

#include "ns3/data-rate.h"
#include "ns3/offload-net-device.h"
#include "ns3/point-to-point-net-device.h"

namespace ns3
{

/**
 * @ingroup offload
 * A NIC on a point-to-point link, with the time on the wire of Ethernet.
 *
 * A packet takes the time of its Ethernet frame, preamble, frame check sequence and gap: that of
 * 1538 bytes for 1500 bytes of IP, of 84 bytes for the smallest. Fractions of a time step are
 * carried on. Attribute InterframeGap of the base is set for each frame; the program ends if
 * anybody else has set it.
 */
class OffloadPointToPointNetDevice : public OffloadNetDevice<PointToPointNetDevice>
{
  public:
    /**
     * @brief Get the type ID.
     * @return the object TypeId
     */
    static TypeId GetTypeId();

    OffloadPointToPointNetDevice();
    ~OffloadPointToPointNetDevice() override;

  protected:
    void DoInitialize() override;

  private:
    /**
     * @param frame a frame from the wire, with its PPP header
     * @return whether its ring is full, and it is dropped
     */
    bool RefuseFrame(Ptr<const Packet> frame);

    /**
     * The base begins to transmit, and has not yet read the gap that follows.
     * @param packet the packet with its PPP header
     */
    void BeginTransmission(Ptr<const Packet> packet);

    /**
     * The base has transmitted a packet.
     * @param packet the packet
     */
    void EndTransmission(Ptr<const Packet> packet);

    /// End the program if attribute InterframeGap is not as this object has left it.
    void CheckGap() const;

    Time m_gap;              //!< attribute InterframeGap, as this object has set it
    uint64_t m_rate{0};      //!< of the link, bits a second, when it was last looked at
    uint64_t m_remainder{0}; //!< part of a time step by which the wire is late, times the rate
};

} // namespace ns3

#endif // OFFLOAD_POINT_TO_POINT_NET_DEVICE_H
