/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_RECEIVE_QUEUE_H
#define OFFLOAD_RECEIVE_QUEUE_H

#include "ns3/frame.h"
#include "ns3/hardware-merger.h"
#include "ns3/host-cpu.h"
#include "ns3/interrupt-moderation.h"
#include "ns3/mac48-address.h"
#include "ns3/nic-features.h"
#include "ns3/receive-buffers.h"
#include "ns3/receive-hook.h"

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>

namespace ns3
{

/**
 * @ingroup offload
 * What a receive queue has counted. Frames and bytes are those of the link layer, header included.
 *
 * Law: bytes = bytesRingFull + bytesBacklogFull + bytesDelivered +
 * ReceiveQueue::GetBytesWaiting().
 */
struct ReceiveStatistics
{
    uint64_t frames{0};            //!< frames that came from the wire
    uint64_t bytes{0};             //!< their bytes
    uint64_t framesRingFull{0};    //!< frames dropped because the ring was full
    uint64_t bytesRingFull{0};     //!< their bytes
    uint64_t framesBacklogFull{0}; //!< without NAPI: frames dropped at a full backlog queue
    uint64_t bytesBacklogFull{0};  //!< their bytes
    uint64_t framesDelivered{0};   //!< frames that the stack got, alone or merged
    uint64_t bytesDelivered{0};    //!< their bytes, as they were on the wire
    uint64_t deliveries{0};        //!< packets that the stack got
    uint64_t dataFrames{0};        //!< frames delivered that carried TCP payload
    uint64_t dataDeliveries{0};    //!< packets delivered that carried TCP payload
    uint64_t smallFrames{0};       //!< frames received apart, into the small-packet buffer
    uint64_t interrupts{0};        //!< interrupts taken
    uint64_t polls{0};             //!< calls of the poll function
    uint64_t pollsExhausted{0};    //!< of which used up their weight
    uint64_t flushTimers{0};       //!< expiries of the timer of gro_flush_timeout
    uint64_t trueSize{0};          //!< bytes of memory that delivered packets occupied
    uint64_t pollCycles{0};        //!< cycles of softirq: driver and hook of NAPI, and the way up

    /**
     * @param other what another queue has counted
     * @return the sum
     */
    ReceiveStatistics& operator+=(const ReceiveStatistics& other);
};

/**
 * @ingroup offload
 * A receive queue of a NIC and the driver's side of it, but for when the driver runs.
 *
 * A frame from the wire goes into the ring, or is dropped if that is full; a NIC with a
 * HardwareMerger merges it first. When the driver runs it takes frames in order and gives each to
 * the receive hook; what the hook delivers goes up the stack, one packet after the other.
 */
class ReceiveQueue : protected SoftirqWorker, private FrameSink
{
  public:
    /**
     * Takes a frame up the stack.
     *
     * The first argument is the packet as it came, of the first frame if several were merged; the
     * second is the frame.
     */
    using Upcall = std::function<void(const Arrival& arrival, const offload::Frame& frame)>;

    /// How a queue is set up.
    struct Config
    {
        uint32_t ringSize{1024};                //!< frames
        uint32_t weight{64};                    //!< frames a poll
        Time groFlushTimeout;                   //!< gro_flush_timeout; 0 for none
        uint32_t deferHardIrqs{0};              //!< napi_defer_hard_irqs
        uint32_t backlog{1000};                 //!< without NAPI: packets in the backlog queue
        uint32_t core{0};                       //!< core that takes the interrupt and polls
        InterruptModeration::Config moderation; //!< of interrupts
        uint32_t smallBytes{0};        //!< frames below this size are received apart; 0 for none
        const NicFeatures* features{}; //!< of the NIC; outlives the queue
        Ptr<HostCpu> cpu;              //!< who pays
        Ptr<ReceiveBuffers> buffers;   //!< driver's memory
        Ptr<ReceiveHook> hook;         //!< receive hook, or null
        Ptr<HardwareMerger> hardware;  //!< what merges in the NIC, or null
        const offload::ToeplitzHash* hash{}; //!< the NIC's receive hash; outlives the queue
        Mac48Address address;                //!< of the NIC
        Upcall upcall;                       //!< where packets go
        /// Charges what takes a packet up the stack: to a socket, a bridge, another NIC.
        std::function<void(const Arrival&, const offload::Frame&, Work&)> addUpcallWork;
        /// Called with a number of transmitted packets whose descriptors the driver has taken back.
        std::function<void(uint32_t packets)> reclaimed;
    };

    /**
     * @param config how it is set up
     */
    explicit ReceiveQueue(const Config& config);

    ~ReceiveQueue() override;

    /**
     * A frame comes from the wire.
     *
     * @param arrival the packet
     * @return false if it was dropped
     */
    bool Enqueue(const Arrival& arrival);

    /**
     * A packet was transmitted; its descriptor waits for the driver.
     */
    void NotifyTransmitted();

    /**
     * The NIC's features have changed, or are to be asked for the first time. What is held by a
     * hook or by hardware that is off now goes up first.
     */
    void ApplyFeatures();

    /**
     * @return what was counted
     */
    const ReceiveStatistics& GetStatistics() const;

    /**
     * @return bytes of frames that are in the ring, held or on their way to the stack
     */
    uint64_t GetBytesWaiting() const;

    /**
     * @return what was allocated and freed, small-packet buffers included
     */
    ReceiveBuffers::Counters GetAllocations() const;

  protected:
    /// The NIC wants the driver: let a core take the interrupt, then call HandleInterrupt().
    virtual void RaiseInterrupt();

    /**
     * Charge what it takes to get a frame out of the ring.
     *
     * @param frame the frame
     * @param memory what its memory has cost
     * @param work is charged
     */
    virtual void ChargeFrame(const offload::Frame& frame, const Work& memory, Work& work) const;

    /// The driver has begun to handle the interrupt, which is masked until Rearm().
    virtual void HandleInterrupt() = 0;

    /**
     * Go on with the softirq's work, as SoftirqWorker::NextPiece says.
     *
     * @param [out] piece the next piece, if the answer is PIECE
     * @return the answer
     */
    virtual Answer GoOn(Piece& piece) = 0;

    /// Give the NIC the memory of the frames that were taken before this call.
    void Refill();

    /**
     * @return true if no frame waits in the ring
     */
    bool IsRingEmpty() const;

    /**
     * Take the oldest frame from the ring and give it to the hook.
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
    std::size_t GetOutputs() const;

    /**
     * Drop the last packets that the hook has delivered.
     * @param limit how many to keep
     */
    void DropOutputsBeyond(std::size_t limit);

    /**
     * Let the first output pay for its way to the socket and go there.
     * @param piece becomes that work
     */
    void DeliverFirst(Piece& piece);

    /// The driver has seen all that waited: the next interrupt may come.
    void Rearm();

    Config m_config;                //!< set-up
    ReceiveStatistics m_statistics; //!< counters

  private:
    /// A descriptor that the NIC has completed.
    struct Completion
    {
        Arrival arrival;                       //!< the packet, of the first if several were merged
        std::unique_ptr<offload::Frame> frame; //!< what the NIC has merged, or null
    };

    /// A frame that the hook delivered, on its way to the stack.
    struct Output
    {
        Arrival arrival;      //!< as it came, of the first frame if several were merged
        offload::Frame frame; //!< the frame
    };

    Answer NextPiece(Piece& piece) final;
    void Deliver(offload::Frame& frame) override;

    /**
     * A descriptor is complete.
     * @param completion the descriptor
     */
    void Complete(Completion completion);

    /**
     * A frame goes through the NIC's own LRO on its way to the ring.
     * @param arrival the packet
     */
    void MergeInHardware(const Arrival& arrival);

    /**
     * Take the frame at hand out of its descriptor.
     * @param work is charged
     * @return true if it is small and was received apart
     */
    bool LoadFrame(Work& work);

    /**
     * @return whether the hook gets frames, and is GRO
     */
    bool IsGro() const;

    /**
     * @param work is charged
     * @param buffers memory that the frame at hand was received into
     * @return what a hook works with
     */
    ReceiveContext MakeContext(Work& work, ReceiveBuffers& buffers);

    /// The first output goes to the stack.
    void GoUp();

    InterruptModeration m_moderation;   //!< interrupt
    std::deque<Completion> m_ring;      //!< frames that wait
    uint32_t m_usedSlots{0};            //!< frames whose memory the NIC does not have
    uint32_t m_takenSlots{0};           //!< of which the driver has taken, and not refilled
    uint32_t m_completions{0};          //!< transmitted frames that wait for the driver
    Work m_hardwareWork;                //!< memory of frames merged by the NIC, not yet paid for
    Ptr<ReceiveBuffers> m_smallBuffers; //!< memory of small packets
    bool m_isHookOn{false};             //!< the hook gets frames
    bool m_isHardwareOn{false};         //!< the NIC merges
    bool m_flushesHook{false};          //!< the hook was switched off and may still hold frames
    offload::Frame m_frame;             //!< the frame at hand; kept for its capacity
    Arrival m_arrival;                  //!< the same as it came
    std::deque<Output> m_outputs;       //!< frames on their way to the stack
};

} // namespace ns3

#endif // OFFLOAD_RECEIVE_QUEUE_H
