/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_TRAIN_PEER_H
#define OFFLOAD_TRAIN_PEER_H

#include "ns3/address.h"
#include "ns3/arrived-packet.h"
#include "ns3/nstime.h"
#include "ns3/packet.h"

#include <cstdint>

namespace ns3
{

class OffloadPointToPointNetDevice;
class PointToPointNetDevice;

/**
 * @ingroup offload
 * The other end of a point-to-point link, for a device that knows when each frame comes there. A
 * NIC takes frames with their times; to what has to see each frame when it comes, as a stock device
 * or an error model, an event brings it.
 */
class TrainPeer
{
  public:
    /**
     * @param device the device at this end, which outlives this object
     */
    explicit TrainPeer(PointToPointNetDevice& device);

    /**
     * Look at the link and what is at its other end, before frames are sent.
     * @return whether frames can cross it in trains; where they never will the run says so
     */
    bool Look();

    /**
     * @return whether the other end takes frames with their times, so that Expect() can be called
     * and not Bring()
     */
    bool Expects() const
    {
        return m_expects;
    }

    /**
     * Tell the other end of a frame.
     *
     * @param packet from its network header
     * @param protocol its Ethernet type
     * @param sent when the last bit leaves this end
     */
    void Expect(const ArrivedPacket& packet, uint16_t protocol, const Time& sent) const;

    /**
     * Bring a frame to the other end by an event.
     *
     * @param frame from its PPP header
     * @param sent when the last bit leaves this end
     */
    void Bring(Ptr<Packet> frame, const Time& sent) const;

  private:
    PointToPointNetDevice& m_device;              //!< this end
    PointToPointNetDevice* m_peer{nullptr};       //!< other end; null until it was found
    OffloadPointToPointNetDevice* m_nic{nullptr}; //!< the same, if it is a NIC
    bool m_expects{false};                        //!< see Expects()
    Address m_address;                            //!< of this end
    Time m_delay;                                 //!< of the channel
};

} // namespace ns3

#endif // OFFLOAD_TRAIN_PEER_H
