/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_TRAIN_WIRE_H
#define OFFLOAD_TRAIN_WIRE_H

#include "device/train-peer.h"
#include "device/wire-clock.h"

#include "ns3/data-rate.h"
#include "ns3/event-id.h"
#include "ns3/nstime.h"
#include "ns3/transmit-departure.h"

#include <cstdint>
#include <deque>

namespace ns3
{

class OffloadPointToPointNetDevice;

/**
 * @ingroup offload
 * The wire of a point-to-point NIC, for frames that cross it in trains: when each of them leaves
 * and comes is known when it is given to the wire, so the NIC needs an event only when it has sent
 * a packet, however many frames that was, and a NIC at the other end one only where it does
 * something by itself.
 *
 * A packet goes through the stock device, frame by frame, where somebody would see the difference:
 * a sink is connected to a trace source of the device, or the channel is no plain
 * PointToPointChannel.
 */
class TrainWire
{
  public:
    /**
     * @param device the NIC, which outlives this object
     * @param clock of its wire, likewise
     */
    TrainWire(OffloadPointToPointNetDevice& device, WireClock& clock);

    ~TrainWire();

    /**
     * Send a frame.
     * @param frame the frame
     */
    void Send(const Departure& frame);

    /// The stock device has sent, or lost, a frame.
    void NotifyStockSent();

  private:
    /// A packet of which the wire has frames.
    struct OnWire
    {
        Time end;        //!< when the last of them is sent
        uint32_t frames; //!< how many
    };

    /**
     * @return whether the next packet can cross the wire in a train
     */
    bool CanTrain();

    /**
     * Put a frame of a train on the wire.
     * @param frame the frame
     */
    void SendInTrain(const Departure& frame);

    /**
     * Give a frame to the stock device, once the wire is free.
     * @param frame the frame
     */
    void SendByStock(const Departure& frame);

    /// The wire has sent all frames of a packet.
    void HandleSent();

    /// The wire is free for the stock device.
    void HandleFree();

    OffloadPointToPointNetDevice& m_device; //!< NIC
    WireClock& m_clock;                     //!< of its wire
    TrainPeer m_peer;                       //!< other end
    bool m_isTrain{false};                  //!< the packet at hand is one
    DataRate m_rate;                        //!< of the wire
    uint32_t m_lastBytes{0};                //!< of the last packet
    Time m_lastTime;                        //!< what its frame takes in the stock device
    Time m_end;                             //!< when the wire is free
    uint32_t m_frames{0};                   //!< of the packet at hand, on the wire
    std::deque<OnWire> m_onWire;            //!< packets on the wire, in order
    EventId m_sent;                         //!< the first of them is sent
    std::deque<Departure> m_waiting;        //!< for the stock device
    EventId m_free;                         //!< they can go
    uint64_t m_byStock{0};                  //!< frames that the stock device has
};

} // namespace ns3

#endif // OFFLOAD_TRAIN_WIRE_H
