/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_RECEIVE_QUEUE_H
#define OFFLOAD_RECEIVE_QUEUE_H

#include "packet/packet-frame.h"
#include "receive/coming-frames.h"
#include "receive/interrupt-moderation.h"
#include "receive/receive-ring.h"

#include "ns3/offload-frame.h"
#include "ns3/receive-statistics.h"

#include <cstdint>
#include <deque>
#include <functional>
#include <vector>

namespace ns3
{

/**
 * @ingroup offload
 * A receive queue of a NIC and the driver's side of it, but for when the driver runs.
 *
 * When the driver runs it takes frames from the ring in order and gives each to the receive hook;
 * what the hook delivers goes up the stack, one packet after the other.
 */
class ReceiveQueue : private FrameSink
{
  public:
    /// What a queue has of its own.
    struct Parts
    {
        uint32_t index{0};                   //!< its index among the NIC's
        uint32_t core{0};                    //!< core that takes the interrupt and polls
        Ptr<ReceiveBuffers> buffers;         //!< driver's memory
        Ptr<ReceiveHook> hook;               //!< receive hook, or null
        Ptr<HardwareMerger> hardware;        //!< what merges in the NIC, or null
        const offload::ToeplitzHash* hash{}; //!< the NIC's receive hash; outlives the queue
    };

    /**
     * @param device the NIC, which outlives the queue
     * @param parts what the queue has of its own
     */
    ReceiveQueue(ReceiveDevice& device, const Parts& parts);

    ~ReceiveQueue() override;

    /**
     * A frame comes from the wire.
     *
     * @param arrival the packet
     * @return false if it was dropped
     */
    virtual bool Enqueue(const Arrival& arrival);

    /**
     * A frame is on the wire.
     * @param arrival the packet, with the time at which it comes
     */
    void Expect(const Arrival& arrival)
    {
        m_coming->Add(arrival);
    }

    /**
     * @return the frames that are on the wire
     */
    ComingFrames& GetComing() const
    {
        return *m_coming;
    }

    /**
     * @return whether the ring has no slot for another frame
     */
    bool IsRingFull() const
    {
        return m_ring.IsFull();
    }

    /**
     * A packet was transmitted; its descriptor waits for the driver.
     * @param transmitQueue index of its transmit queue
     */
    void NotifyTransmitted(uint32_t transmitQueue);

    /**
     * The NIC's features have changed, or are to be asked for the first time. What is held by a
     * hook or by hardware that is off now goes up first.
     */
    void ApplyFeatures();

    /// Stop, and let go of all frames. What was counted can still be read.
    virtual void Stop();

    /**
     * @return what was counted
     */
    const ReceiveStatistics& GetStatistics() const
    {
        return m_statistics;
    }

    /**
     * @return slots of the ring that are in use
     */
    uint32_t GetUsedSlots() const
    {
        return m_ring.GetUsedSlots();
    }

    /**
     * @return bytes of frames that are in the ring, held or on their way to the stack
     */
    uint64_t GetBytesWaiting() const;

    /**
     * @return what was allocated and freed, small-packet buffers included
     */
    ReceiveBuffers::Counters GetAllocations() const;

    /**
     * @return what the queue has of its own
     */
    const Parts& GetParts() const
    {
        return m_parts;
    }

  protected:
    /// The core takes the interrupt, which is masked until Rearm().
    virtual void HandleInterrupt() = 0;

    /// @return what the NIC's receive side is told
    const ReceiveSettings& GetSettings() const;

    /// @return who pays
    HostCpu& GetCpu() const;

    /// @return the ring, with all frames that have come
    ReceiveRing& GetRing();

    /**
     * Count a frame that comes from the wire.
     * @param bytes of it
     */
    void CountFrame(uint32_t bytes);

    /**
     * @return this queue, if a task can poll it; else null
     */
    virtual BusyPollQueue* GetBusyPollQueue()
    {
        return nullptr;
    }

    /// Look up what is the same for all frames that are taken at this time.
    void PrepareReading();

    /**
     * Take the oldest frame from the ring and give it to the hook, once PrepareReading() was
     * called.
     * @param work is charged
     */
    void TakeFrame(Work& work);

    /**
     * Take the descriptors of transmitted packets back.
     * @param work is charged
     * @return what happens when that is done; empty if there is none
     */
    std::function<void()> ReclaimTransmitted(Work& work);

    /**
     * The driver is about to stop: let the hook flush.
     * @param flush what to flush
     * @param work is charged
     */
    void EndPoll(PollFlush flush, Work& work);

    /**
     * @return true if the hook holds frames
     */
    bool IsHolding() const;

    /**
     * @return packets that the hook has delivered and the stack has not got
     */
    std::size_t GetOutputs() const
    {
        return m_outputs.size();
    }

    /**
     * A packet that the hook has delivered has come to a point of its way.
     *
     * @param output its index among them
     * @param point the point
     */
    void NotifyOutput(std::size_t output, ReceivePoint point) const
    {
        m_device.NotifyPoint(m_outputs[output].frame, point, m_parts.index);
    }

    /**
     * Drop the last packets that the hook has delivered.
     * @param limit how many to keep
     */
    void DropOutputsBeyond(std::size_t limit);

    /**
     * Let the first output pay for its way to the socket and go there.
     * @param step becomes that work
     */
    void DeliverFirst(SoftirqWorker::Step& step);

    /**
     * Count the cycles of a step of softirq work that the queue hands its core.
     * @param work what the step costs
     */
    void CountStep(const Work& work);

    /// The driver has seen all that waited: the next interrupt may come.
    void Rearm();

    /// Law: what came is what was dropped, delivered, or waits.
    void CheckAccounting() const;

    ReceiveStatistics m_statistics; //!< counters

  private:
    /// A frame that the hook delivered, on its way to the stack.
    struct Output
    {
        Arrival arrival;      //!< as it came, of the first frame if several were merged
        offload::Frame frame; //!< the frame
    };

    void Deliver(offload::Frame& frame) override;

    /// The NIC wants the driver: let the core take the interrupt, if the link has one.
    void RaiseInterrupt();

    /**
     * Take the frame at hand out of its descriptor.
     * @param work is charged
     * @return true if it is small and was received apart
     */
    bool LoadFrame(Work& work);

    /**
     * Sum the frame at hand where the NIC does not.
     * @param work is charged
     */
    void VerifyInSoftware(Work& work);

    /**
     * The frame at hand goes up, not through the hook.
     * @param buffers memory that it was received into
     * @param context what hooks work with
     */
    void PassHook(ReceiveBuffers& buffers, const ReceiveContext& context);

    /**
     * @param work is charged
     * @param buffers memory that the frame at hand was received into
     * @return what a hook works with
     */
    ReceiveContext MakeContext(Work& work, ReceiveBuffers& buffers);

    /// @return true if transmitted packets wait for the driver
    bool HasCompletions() const;

    /// The first output goes to the stack.
    void GoUp();

    ReceiveDevice& m_device;             //!< NIC
    offload::FrameReading m_reading;     //!< of the frames of a poll
    Parts m_parts;                       //!< what the queue has of its own
    ReceiveRing m_ring;                  //!< frames that wait
    InterruptModeration m_moderation;    //!< interrupt
    Ptr<ComingFrames> m_coming;          //!< frames on the wire
    std::vector<uint32_t> m_completions; //!< transmitted packets that wait, by transmit queue
    std::vector<uint32_t> m_reclaimed;   //!< those that the driver is taking back
    Ptr<ReceiveBuffers> m_smallBuffers;  //!< memory of small packets
    bool m_isHookOn{false};              //!< the hook gets frames
    bool m_flushesHook{false};           //!< the hook was switched off and may still hold frames
    offload::Frame m_frame;              //!< the frame at hand; kept for its capacity
    Arrival m_arrival;                   //!< the same as it came
    std::deque<Output> m_outputs;        //!< frames on their way to the stack
};

} // namespace ns3

#endif // OFFLOAD_RECEIVE_QUEUE_H
