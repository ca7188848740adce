/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_RECEIVE_QUEUE_SET_H
#define OFFLOAD_RECEIVE_QUEUE_SET_H

#include "ns3/net-device.h"
#include "ns3/receive-queue.h"
#include "ns3/receive-scaling.h"
#include "ns3/transmit-path.h"

#include <memory>
#include <string>
#include <vector>

namespace ns3
{

/**
 * @ingroup offload
 * How a NIC spreads what it receives over queues, as its attributes say.
 */
struct ReceiveSpread
{
    uint32_t queues{1};      //!< attribute RxQueues
    std::string cores;       //!< attribute QueueCores
    std::string key;         //!< attribute RssKey
    std::string indirection; //!< attribute RssIndirection
};

/**
 * @ingroup offload
 * The receive queues of a NIC, and RSS, which chooses one of them for each frame.
 *
 * Each queue has a ring, interrupt, NAPI context, receive hook and memory of its own, and a core.
 * Transmit completions raise the interrupt of queue 0.
 */
class ReceiveQueueSet
{
  public:
    /// How the queues are set up.
    struct Config
    {
        Ptr<NetDevice> device;       //!< the NIC
        NicLink link;                //!< what it is connected to
        bool napi;                   //!< whether the driver polls
        ReceiveSpread spread;        //!< how frames are spread
        std::vector<uint32_t> cores; //!< a core for each queue
        ReceiveQueue::Config queue;  //!< of queue 0; what others do not share is copied or theirs
    };

    /**
     * @param config how they are set up
     */
    explicit ReceiveQueueSet(const Config& config);

    /**
     * Choose a core for each queue, or end the program if there is no such core.
     *
     * @param cpu the host
     * @param spread how frames are spread
     * @param first core of queue 0 if no list was given; queue i is on the i-th from there
     * @return the cores
     */
    static std::vector<uint32_t> ChooseCores(HostCpu& cpu,
                                             const ReceiveSpread& spread,
                                             uint32_t first);

    /**
     * A frame comes from the wire.
     *
     * @param arrival the packet
     * @return false if it was dropped
     */
    bool Enqueue(const Arrival& arrival);

    /// A packet was transmitted; its descriptor waits for the driver.
    void NotifyTransmitted();

    /// The NIC's features have changed, or are to be asked for the first time.
    void ApplyFeatures();

    /**
     * @return number of queues
     */
    uint32_t GetN() const;

    /**
     * @param queue index of a queue; the program ends if there is no such queue
     * @return what it has counted
     */
    const ReceiveStatistics& GetStatistics(uint32_t queue) const;

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
     * Make a queue.
     * @param config the set's
     * @param queue the queue's
     */
    void AddQueue(const Config& config, const ReceiveQueue::Config& queue);

    /**
     * @param queue index of a queue
     * @return the queue
     */
    ReceiveQueue& GetQueue(uint32_t queue) const;

    offload::ReceiveScaling m_scaling;                   //!< RSS
    Mac48Address m_address;                              //!< of the NIC
    std::vector<uint32_t> m_cores;                       //!< of each queue
    std::vector<Ptr<ReceiveHook>> m_hooks;               //!< of each queue, or null
    std::vector<std::unique_ptr<ReceiveQueue>> m_queues; //!< queues
};

} // namespace ns3

#endif // OFFLOAD_RECEIVE_QUEUE_SET_H
