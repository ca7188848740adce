/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_TRANSMIT_RING_H
#define OFFLOAD_TRANSMIT_RING_H

#include "packet/packet-segmenter.h"
#include "transmit/transmit-nic.h"

#include "ns3/event-id.h"
#include "ns3/net-device-queue-interface.h"
#include "ns3/transmit-statistics.h"

#include <cstdint>
#include <deque>

namespace ns3
{

/**
 * @ingroup offload
 * A transmit ring, and the NIC's side of it: takes descriptors in order, and segments super-packets
 * into frames for the wire, which queues them.
 *
 * A descriptor is used until the driver has reclaimed it. A full ring stops the device queue, and
 * reclaiming wakes it; queue limits of that queue (BQL) count wire-frame bytes.
 */
class TransmitRing
{
  public:
    /**
     * @param nic the NIC, which outlives this object
     * @param index index of the queue
     * @param queue what a queue disc looks at; may be null
     */
    TransmitRing(const TransmitNic& nic, uint32_t index, Ptr<NetDeviceQueue> queue);

    ~TransmitRing();

    TransmitRing(const TransmitRing&) = delete;
    TransmitRing& operator=(const TransmitRing&) = delete;

    /**
     * Take descriptors for packets that are about to be posted.
     *
     * @param descriptors how many; those of one super-packet may go beyond the ring's end, and
     * wait with the driver
     * @return false if the ring is full: the packets are to be dropped
     */
    bool Reserve(uint32_t descriptors);

    /**
     * Post a packet for which a descriptor was reserved.
     * @param departure the packet
     */
    void Post(const Departure& departure);

    /// Give what is posted to the wire.
    void Feed();

    /// The wire has sent, or lost, the oldest frame that it was given.
    void NotifySent();

    /**
     * The driver takes back the descriptors of the oldest packets that are done.
     * @param packets how many
     */
    void Reclaim(uint32_t packets);

    /**
     * @return what the ring has counted; what only the driver counts is 0
     */
    const TransmitStatistics& GetStatistics() const;

    /**
     * @return packets posted that are not done
     */
    uint64_t GetPacketsWaiting() const;

    /**
     * @return whether no descriptor is left
     */
    bool IsFull() const;

    /**
     * @return descriptors that are reserved for packets not yet posted
     */
    uint64_t GetReserved() const;

    /// Send nothing any more.
    void Stop();

  private:
    /// A packet that the NIC has begun.
    struct Descriptor
    {
        TransmitTag::Fields fields; //!< what its tag said
        uint32_t bytes;             //!< its length
        uint32_t unsent;            //!< frames that the wire has not sent
    };

    /**
     * Give the frames of a packet to the wire.
     * @param departure the packet
     */
    void Begin(Departure departure);

    /// Stop the device queue, unless that is done.
    void StopQueue();

    /// Assert the laws of what it counts.
    void CheckLaws() const;

    const TransmitNic& m_nic;        //!< the NIC
    uint32_t m_index;                //!< of the queue
    Ptr<NetDeviceQueue> m_queue;     //!< for a queue disc, or null
    PacketSegmenter m_segmenter;     //!< of the NIC
    uint32_t m_used{0};              //!< descriptors reserved and not reclaimed
    uint32_t m_mostUsed{0};          //!< what m_used may be at most
    bool m_isStopped{false};         //!< the device queue, for the ring was full
    std::deque<Departure> m_posted;  //!< packets that the NIC has not begun
    std::deque<Descriptor> m_begun;  //!< packets of which frames are unsent
    std::deque<Descriptor> m_done;   //!< packets for the driver to reclaim
    uint32_t m_unsent{0};            //!< frames given to the wire and not sent
    bool m_isFeeding{false};         //!< in Feed(), or where it must not be entered
    EventId m_feed;                  //!< of a wire that has become idle
    TransmitStatistics m_statistics; //!< counters
};

} // namespace ns3

#endif // OFFLOAD_TRANSMIT_RING_H
