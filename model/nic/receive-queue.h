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
#include "ns3/host-cpu.h"
#include "ns3/interrupt-moderation.h"
#include "ns3/mac48-address.h"
#include "ns3/packet.h"
#include "ns3/receive-buffers.h"
#include "ns3/receive-hook.h"

#include <cstdint>
#include <deque>
#include <functional>
#include <vector>

namespace ns3
{

/**
 * @ingroup offload
 * What a receive queue has counted. Frames and bytes are those of the link layer, header included.
 *
 * Law: bytes = bytesRingFull + bytesDelivered + ReceiveQueue::GetBytesWaiting().
 */
struct ReceiveStatistics
{
    uint64_t frames{0};          //!< frames that came from the wire
    uint64_t bytes{0};           //!< their bytes
    uint64_t framesRingFull{0};  //!< frames dropped because the ring was full
    uint64_t bytesRingFull{0};   //!< their bytes
    uint64_t framesDelivered{0}; //!< frames that the stack got, alone or merged
    uint64_t bytesDelivered{0};  //!< their bytes, as they were on the wire
    uint64_t deliveries{0};      //!< packets that the stack got
    uint64_t dataFrames{0};      //!< frames delivered that carried TCP payload
    uint64_t dataDeliveries{0};  //!< packets delivered that carried TCP payload
    uint64_t interrupts{0};      //!< interrupts taken
    uint64_t polls{0};           //!< calls of the poll function
    uint64_t pollsExhausted{0};  //!< of which used up their weight
    uint64_t trueSize{0};        //!< bytes of memory that delivered packets occupied
};

/**
 * @ingroup offload
 * A receive queue of a NIC and the driver's side of it: a finite ring, interrupt moderation and
 * NAPI.
 *
 * A frame from the wire goes into the ring, or is dropped if that is full. The interrupt makes the
 * core poll: the driver takes frames in order, gives each to the receive hook, and what the hook
 * delivers goes up the stack, one packet after the other. A poll ends when the ring is empty, in
 * which case the interrupt is unmasked, or when its weight is used up, in which case the core
 * polls again in its turn.
 */
class ReceiveQueue : private SoftirqWorker, private FrameSink
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
        uint32_t ringSize{1024};      //!< frames
        uint32_t weight{64};          //!< frames a poll
        uint32_t core{0};             //!< core that takes the interrupt and polls
        Time delay;                   //!< moderation, rx-usecs
        uint32_t moderationFrames{0}; //!< moderation, rx-frames
        Ptr<HostCpu> cpu;             //!< who pays
        Ptr<ReceiveBuffers> buffers;  //!< driver's memory
        Ptr<ReceiveHook> hook;        //!< receive hook, or null
        Mac48Address address;         //!< of the NIC
        Upcall upcall;                //!< where packets go
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
     * A frame was transmitted; its descriptor waits for the driver.
     */
    void NotifyTransmitted();

    /**
     * @return what was counted
     */
    const ReceiveStatistics& GetStatistics() const;

    /**
     * @return bytes of frames that are in the ring, held by the hook or on their way to the stack
     */
    uint64_t GetBytesWaiting() const;

  private:
    /// A frame that the hook delivered, on its way to the stack.
    struct Output
    {
        Arrival arrival;      //!< as it came, of the first frame if several were merged
        offload::Frame frame; //!< the frame
    };

    Answer NextPiece(Piece& piece) override;
    void Deliver(offload::Frame& frame) override;

    /**
     * Take the oldest frame from the ring and give it to the hook.
     * @param work is charged
     */
    void TakeFrame(Work& work);

    /**
     * The poll ends: let the hook flush.
     * @param isComplete true if the ring is empty
     * @param work is charged
     */
    void EndPoll(bool isComplete, Work& work);

    /**
     * Let the first output pay for its way to the socket and go there.
     * @param piece becomes that work
     */
    void DeliverFirst(Piece& piece);

    /// The first output goes to the stack.
    void GoUp();

    Config m_config;                  //!< set-up
    InterruptModeration m_moderation; //!< interrupt
    std::deque<Arrival> m_ring;       //!< frames that wait
    uint32_t m_busySlots{0};          //!< frames taken, whose slots are refilled when paid for
    uint32_t m_completions{0};        //!< transmitted frames that wait for the driver

    bool m_isPolling{false};        //!< a poll has begun
    bool m_hasFlushed{false};       //!< the hook was told that this poll ends
    uint32_t m_pollFrames{0};       //!< frames that the current poll has taken
    offload::Frame m_frame;         //!< the frame at hand; kept for its capacity
    Arrival m_arrival;              //!< the same as it came
    std::deque<Output> m_outputs;   //!< frames on their way to the stack
    ReceiveStatistics m_statistics; //!< counters
};

} // namespace ns3

#endif // OFFLOAD_RECEIVE_QUEUE_H
