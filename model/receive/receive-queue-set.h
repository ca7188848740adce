/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_RECEIVE_QUEUE_SET_H
#define OFFLOAD_RECEIVE_QUEUE_SET_H

#include "engine/receive-scaling.h"
#include "receive/receive-queue.h"

#include "ns3/mac48-address.h"

#include <memory>
#include <string>
#include <vector>

namespace ns3
{

/**
 * @ingroup offload
 * The receive queues of a NIC, and RSS, which chooses one of them for each frame.
 *
 * Each queue has a ring, interrupt, NAPI context, receive hook and memory of its own, and a core.
 * A transmit completion raises the interrupt of one of them.
 */
class ReceiveQueueSet
{
  public:
    /**
     * @param device the NIC, which outlives the queues
     * @param cores a core for each queue
     */
    ReceiveQueueSet(ReceiveDevice& device, const std::vector<uint32_t>& cores);

    /**
     * Choose a core for each queue, or end the program if there is no such core.
     *
     * @param cpu the host
     * @param settings what the NIC is told: a list, or the core of queue 0
     * @return the cores
     */
    static std::vector<uint32_t> ChooseCores(HostCpu& cpu, const ReceiveSettings& settings);

    /**
     * @return whether Expect() can be used: all queues poll, and no NIC merges as frames come
     */
    bool CanExpect() const
    {
        return m_canExpect;
    }

    /**
     * A frame is on the wire.
     * @param arrival the packet, with the time at which it comes
     */
    void Expect(const Arrival& arrival);

    /**
     * Expect no frame any more.
     * @return those that were on the wire, in order
     */
    std::vector<Arrival> StopExpecting();

    /**
     * A frame comes from the wire.
     *
     * @param arrival the packet
     * @return false if it was dropped
     */
    bool Enqueue(const Arrival& arrival);

    /**
     * @return whether the ring of some queue is full
     */
    bool IsAnyRingFull() const;

    /**
     * @param arrival a packet that comes from the wire
     * @return whether the ring of its queue is full
     */
    bool IsRingFull(const Arrival& arrival) const;

    /**
     * A packet was transmitted; its descriptor waits for the driver.
     * @param transmitQueue index of its transmit queue, whose vector is that of the receive queue
     * with the same index, from the beginning again if there are more
     */
    void NotifyTransmitted(uint32_t transmitQueue);

    /// Stop, and let go of all frames. What was counted can still be read.
    void Stop();

    /// The NIC's features have changed, or are to be asked for the first time.
    void ApplyFeatures();

    /**
     * @return number of queues
     */
    uint32_t GetN() const
    {
        return static_cast<uint32_t>(m_queues.size());
    }

    /**
     * @param queue index of a queue; the program ends if there is no such queue
     * @return what it has counted
     */
    const ReceiveStatistics& GetStatistics(uint32_t queue) const;

    /**
     * @param queue index of a queue; the program ends if there is no such queue
     * @return slots of its ring that are in use
     */
    uint32_t GetUsedSlots(uint32_t queue) const;

    /**
     * @param queue index of a queue; the program ends if there is no such queue
     * @return its receive hook, or null
     */
    Ptr<ReceiveHook> GetHook(uint32_t queue) const;

    /**
     * @param queue index of a queue; the program ends if there is no such queue
     * @return the core that takes its interrupts and polls
     */
    uint32_t GetCore(uint32_t queue) const;

    /**
     * @return what all queues have counted
     */
    ReceiveStatistics GetStatistics() const;

    /**
     * @return bytes of frames that are in rings, held or on their way to the stack
     */
    uint64_t GetBytesWaiting() const;

    /**
     * @return what was allocated and freed
     */
    ReceiveBuffers::Counters GetAllocations() const;

  private:
    /**
     * @param arrival a packet that comes from the wire
     * @return the queue that RSS chooses for it
     */
    ReceiveQueue& ChooseQueue(const Arrival& arrival) const;

    /**
     * Make a queue.
     * @param device the NIC
     * @param parts what the queue has of its own
     */
    void AddQueue(ReceiveDevice& device, const ReceiveQueue::Parts& parts);

    /**
     * @param queue index of a queue
     * @return the queue
     */
    ReceiveQueue& GetQueue(uint32_t queue) const;

    /// Let the frames come whose time is before now: somebody asks what was counted.
    void CatchUp() const;

    bool m_canExpect;                                    //!< see CanExpect()
    offload::ReceiveScaling m_scaling;                   //!< RSS
    Mac48Address m_address;                              //!< of the NIC
    std::vector<std::unique_ptr<ReceiveQueue>> m_queues; //!< queues
};

} // namespace ns3

#endif // OFFLOAD_RECEIVE_QUEUE_SET_H
