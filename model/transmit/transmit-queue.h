/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_TRANSMIT_QUEUE_H
#define OFFLOAD_TRANSMIT_QUEUE_H

#include "transmit/transmit-ring.h"

#include <deque>
#include <vector>

namespace ns3
{

/**
 * @ingroup offload
 * A driver's transmit routine for one queue, from the queue disc to the ring: what the NIC does not
 * segment is segmented here, in software.
 *
 * Who sent through a TransmitInterceptor has paid; other packets (forwarded, bridged, ARP) pay
 * here, and are posted when the core has done the work. So does the packet of a device below
 * another one.
 */
class TransmitQueue
{
  public:
    /**
     * @param nic the NIC, which outlives this object
     * @param index index of the queue
     * @param queue what a queue disc looks at; may be null
     */
    TransmitQueue(const TransmitNic& nic, uint32_t index, Ptr<NetDeviceQueue> queue);

    /**
     * Send a packet.
     * @param departure the packet, without fields; its TransmitTag is taken off
     * @return false if the ring was full, and the packet is dropped
     */
    bool Send(Departure departure);

    /**
     * @return the ring
     */
    TransmitRing& GetRing();

    /**
     * @return what driver and ring have counted
     */
    TransmitStatistics GetStatistics() const;

    /**
     * @return packets posted that are not done
     */
    uint64_t GetPacketsWaiting() const;

    /// Send nothing any more.
    void Stop();

  private:
    /// A packet on its way to the ring.
    struct Pending
    {
        std::vector<Departure> posts; //!< it, or what it was segmented into
        bool isPaid;                  //!< the core has done the work
    };

    /**
     * Make of a packet what the ring takes.
     * @param departure the packet
     * @return it, or what it was segmented into
     */
    std::vector<Departure> Prepare(Departure departure);

    /// Post packets in the order in which they came, whichever core is done first.
    void PostPaid();

    /**
     * @return packets that are on their way to the ring
     */
    uint64_t CountPendingPosts() const;

    /// Assert the law of what it counts.
    void CheckLaws() const;

    const TransmitNic& m_nic;        //!< the NIC
    uint32_t m_index;                //!< of the queue
    TransmitRing m_ring;             //!< ring
    std::deque<Pending> m_pending;   //!< packets that have descriptors and are not posted
    bool m_isPosting{false};         //!< in PostPaid()
    PacketSegmenter m_segmenter;     //!< of the driver
    uint64_t m_softwareSegmented{0}; //!< super-packets
    uint64_t m_drops{0};             //!< packets
};

} // namespace ns3

#endif // OFFLOAD_TRANSMIT_QUEUE_H
