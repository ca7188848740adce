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
#include "ns3/watched-trace.h"
#include "ns3/wire-clock.h"

#include <memory>

namespace ns3
{

class TrainWire;

/**
 * @ingroup offload
 * A NIC on a point-to-point link, with the time on the wire of Ethernet.
 *
 * A packet takes the time of its Ethernet frame, preamble, frame check sequence and gap: that of
 * 1538 bytes for 1500 bytes of IP, of 84 bytes for the smallest. Fractions of a time step are
 * carried on. Attribute InterframeGap of the base is set for each frame; the program ends if
 * anybody else has set it.
 *
 * With attribute Trains frames that leave back to back cross the link without an event for each;
 * every frame keeps its time. See TrainWire.
 */
class OffloadPointToPointNetDevice : public OffloadNetDevice<PointToPointNetDevice>,
                                     public WatchedObject
{
  public:
    /**
     * @brief Get the type ID.
     * @return the object TypeId
     */
    static TypeId GetTypeId();

    OffloadPointToPointNetDevice();
    ~OffloadPointToPointNetDevice() override;

    void GiveToWire(const Departure& frame) override;
    void NotifyWatched() override;

    /**
     * @return whether a sink is, or was, connected to a trace source of the stock device
     */
    bool IsWatched() const;

    /**
     * @return the rate of the link
     */
    DataRate GetRate() const;

    /**
     * @return whether Expect() can be used: nothing has to see each frame when it comes
     */
    bool CanExpect() const;

    /**
     * A frame is on the wire to this device. Can be called in the context of any node.
     *
     * @param packet the frame's packet, from its network header
     * @param protocol its Ethernet type
     * @param from address of the device at the other end
     * @param time when it comes: now or later, and behind those of others
     */
    void Expect(const ArrivedPacket& packet,
                uint16_t protocol,
                const Address& from,
                const Time& time);

    /// End the program if attribute InterframeGap is not as this object has left it.
    void CheckGap() const;

    /**
     * Let the stock device send a frame.
     * @param frame the frame
     */
    void GiveToStock(const Departure& frame);

    /**
     * The wire has sent frames that crossed it in a train.
     * @param frames how many, those of a packet
     */
    void NotifyTrainSent(uint32_t frames);

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

    bool m_trains;                      //!< attribute
    bool m_isWatched{false};            //!< see IsWatched()
    Time m_gap;                         //!< attribute InterframeGap, as this object has set it
    WireClock m_clock;                  //!< of the wire
    std::unique_ptr<TrainWire> m_train; //!< the wire, with attribute Trains; else null
};

} // namespace ns3

#endif // OFFLOAD_POINT_TO_POINT_NET_DEVICE_H
