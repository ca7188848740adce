/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_RECEIVE_RING_H
#define OFFLOAD_RECEIVE_RING_H

#include "ns3/hardware-merger.h"
#include "ns3/receive-device.h"
#include "ns3/received-packet.h"

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <vector>

namespace ns3
{

/**
 * @ingroup offload
 * A receive ring, the NIC's side of it: a frame from the wire takes a slot, or is dropped if none
 * is free; a NIC with a HardwareMerger merges it first.
 *
 * A slot is used until the driver has taken the frame and given the NIC new memory (Refill).
 */
class ReceiveRing
{
  public:
    /// A descriptor that the NIC has completed.
    struct Completion
    {
        Arrival arrival;                       //!< the packet, of the first if several were merged
        std::unique_ptr<offload::Frame> frame; //!< what the NIC has merged, or null

        /**
         * @return bytes of its frames on the wire
         */
        uint32_t GetWireBytes() const;
    };

    /**
     * @param device the NIC, which outlives this object
     * @param buffers the driver's memory
     * @param hardware what merges in the NIC, or null
     * @param queue index of its receive queue
     * @param completed called with the bytes of each completed descriptor
     */
    ReceiveRing(const ReceiveDevice& device,
                Ptr<ReceiveBuffers> buffers,
                Ptr<HardwareMerger> hardware,
                uint32_t queue,
                std::function<void(uint32_t bytes)> completed);

    /**
     * @return whether no slot is free
     */
    bool IsFull() const;

    /**
     * A frame comes from the wire.
     * @param arrival the packet
     * @return false if no slot is free, and it is dropped
     */
    bool Enqueue(const Arrival& arrival);

    /**
     * A packet comes from a link that has no ring.
     * @param arrival the packet
     */
    void EnqueueWithoutSlot(const Arrival& arrival);

    /**
     * @return true if no frame waits for the driver
     */
    bool IsEmpty() const;

    /**
     * Take the oldest descriptor.
     * @param [out] memory what the memory of merged frames has cost since the last one
     * @return the descriptor
     */
    Completion Take(Work& memory);

    /// Give the NIC the memory of the frames that were taken before this call.
    void Refill();

    /**
     * @param isOn whether the NIC merges from now on; what it holds goes on if not
     */
    void SwitchHardware(bool isOn);

    /**
     * @return frames whose memory the NIC does not have
     */
    uint32_t GetUsedSlots() const;

    /**
     * @return bytes of frames that the NIC holds or that wait for the driver
     */
    uint64_t GetBytesWaiting() const;

    /// Stop, and let go of all frames.
    void Stop();

  private:
    /**
     * A descriptor is complete.
     * @param completion the descriptor
     */
    void Complete(Completion completion);

    /**
     * A frame goes through the NIC's own LRO or GRO on its way to the ring.
     * @param arrival the packet
     */
    void MergeInHardware(const Arrival& arrival);

    const ReceiveDevice& m_device;                   //!< NIC
    Ptr<ReceiveBuffers> m_buffers;                   //!< driver's memory
    Ptr<HardwareMerger> m_hardware;                  //!< merges in the NIC, or null
    const uint32_t m_queue;                          //!< index of its receive queue
    std::function<void(uint32_t bytes)> m_completed; //!< told of completed descriptors
    std::deque<Completion> m_completions;            //!< frames that wait
    uint32_t m_usedSlots{0};                         //!< frames whose memory the NIC does not have
    uint32_t m_takenSlots{0};                        //!< of which the driver has taken
    Work m_hardwareWork;                             //!< memory of merged frames, not yet paid for
    bool m_isHardwareOn{false};                      //!< the NIC merges
    bool m_isMerging{false};                         //!< it does so now
    std::vector<uint32_t> m_merged;                  //!< bytes of what it has completed meanwhile
};

} // namespace ns3

#endif // OFFLOAD_RECEIVE_RING_H
