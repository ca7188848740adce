/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_TRANSMIT_QUEUE_SET_H
#define OFFLOAD_TRANSMIT_QUEUE_SET_H

#include "transmit/transmit-queue.h"

#include <deque>
#include <memory>
#include <vector>

namespace ns3
{

/**
 * @ingroup offload
 * The transmit queues of a NIC, and the wire behind them.
 *
 * Queue i has the device's NetDeviceQueue i, which stops and wakes the queue disc. There is one
 * queue; with several, the two frames that the wire takes would be theirs together.
 */
class TransmitQueueSet
{
  public:
    /**
     * @param nic the NIC
     * @param interface the device's queues, as a queue disc sees them; may be null
     */
    TransmitQueueSet(const TransmitNic& nic, Ptr<NetDeviceQueueInterface> interface);

    ~TransmitQueueSet();

    TransmitQueueSet(const TransmitQueueSet&) = delete;
    TransmitQueueSet& operator=(const TransmitQueueSet&) = delete;

    /**
     * Send a packet by the queue that it names.
     *
     * @param departure the packet, without fields; its TransmitTag is taken off
     * @return false if the ring was full, and the packet is dropped
     */
    bool Send(const Departure& departure);

    /// The wire can take more frames.
    void FeedWire();

    /// The wire has sent, or lost, the oldest frame that it was given.
    void NotifySent();

    /**
     * The driver takes back the descriptors of the oldest packets of a queue that are done.
     *
     * @param queue index of the queue
     * @param packets how many
     */
    void Reclaim(uint32_t queue, uint32_t packets);

    /**
     * @param fields of the TransmitTag of a super-packet
     * @return whether NIC and link take it as it is
     */
    bool IsSegmentedByNic(const TransmitTag::Fields& fields) const;

    /**
     * Charge what takes a packet from the queue disc to the wire.
     *
     * @param fields of its TransmitTag
     * @param [in,out] work is charged
     */
    void AddWork(const TransmitTag::Fields& fields, Work& work) const;

    /**
     * @return number of queues
     */
    uint32_t GetN() const;

    /**
     * @return what all queues have counted
     */
    TransmitStatistics GetStatistics() const;

    /**
     * @param queue index of a queue; the program ends if there is no such queue
     * @return what it has counted
     */
    TransmitStatistics GetStatistics(uint32_t queue) const;

    /**
     * @return packets of all queues posted that are not done
     */
    uint64_t GetPacketsWaiting() const;

    /// Send nothing any more. What was counted stays.
    void Stop();

  private:
    /**
     * @param queue index of a queue
     * @return the queue
     */
    TransmitQueue& GetQueue(uint32_t queue) const;

    TransmitNic m_nic;                                    //!< the NIC
    std::vector<std::unique_ptr<TransmitQueue>> m_queues; //!< queues
    std::deque<uint32_t> m_onWire;                        //!< queues of the frames on the wire
};

} // namespace ns3

#endif // OFFLOAD_TRANSMIT_QUEUE_SET_H
