/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_SWITCH_PORT_NET_DEVICE_H
#define OFFLOAD_SWITCH_PORT_NET_DEVICE_H

#include "ns3/event-id.h"
#include "ns3/nstime.h"
#include "ns3/point-to-point-net-device.h"
#include "ns3/watched-trace.h"

#include <cstdint>
#include <memory>

namespace ns3
{

class TrainPeer;

/**
 * @ingroup offload
 * A port of a switch on a point-to-point link: the stock device, with its queue, its traces and its
 * times.
 *
 * With attribute Trains it does the same with fewer events. It has one only when a frame that has
 * waited in its queue begins to leave; a NIC at the other end is told when each frame comes, and a
 * device of another kind gets each frame by an event. The trace sources of the stock device would
 * miss frames: from when a sink is connected to one of them it is the stock device again, once the
 * frame on the wire has left.
 */
class SwitchPortNetDevice : public PointToPointNetDevice, public WatchedObject
{
  public:
    /**
     * @brief Get the type ID.
     * @return the object TypeId
     */
    static TypeId GetTypeId();

    SwitchPortNetDevice();
    ~SwitchPortNetDevice() override;

    bool Send(Ptr<Packet> packet, const Address& to, uint16_t protocol) override;
    void NotifyWatched() override;

  private:
    /**
     * @return whether a frame that is sent now is the stock device's
     */
    bool IsStock();

    /// The next frame in the queue begins to leave.
    void Begin();

    /// The wire is free for a frame that has waited.
    void HandleFree();

    /// The stock device takes over what waits.
    void HandOver();

    bool m_trains{false};              //!< attribute
    bool m_isWatched{false};           //!< a sink is, or was, connected
    bool m_isBeginning{false};         //!< within Begin()
    std::unique_ptr<TrainPeer> m_peer; //!< other end
    Time m_end;                        //!< when the wire is free
    EventId m_free;                    //!< HandleFree(), while frames wait
};

} // namespace ns3

#endif // OFFLOAD_SWITCH_PORT_NET_DEVICE_H
