/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/receive-queue.h"

#include "ns3/ethernet-wire.h"
#include "ns3/header-fields.h"
#include "ns3/packet-frame.h"

namespace ns3
{

ReceiveQueue::ReceiveQueue(const Config& config)
    : m_config(config)
{
    m_moderation.Configure(config.delay, config.moderationFrames, [this]() {
        m_config.cpu->Execute(CpuPlace{m_config.core, CpuContext::HARDIRQ},
                              Work(Operation::TAKE_INTERRUPT),
                              [this]() {
                                  m_statistics.interrupts++;
                                  m_config.cpu->GetCore(m_config.core).Schedule(*this);
                              });
    });
}

ReceiveQueue::~ReceiveQueue() = default;

bool
ReceiveQueue::Enqueue(const Arrival& arrival)
{
    const uint32_t bytes = arrival.packet->GetSize() + offload::ETHERNET_HEADER_BYTES;
    m_statistics.frames++;
    m_statistics.bytes += bytes;
    if (m_ring.size() + m_busySlots >= m_config.ringSize)
    {
        m_statistics.framesRingFull++;
        m_statistics.bytesRingFull += bytes;
        return false;
    }
    m_ring.push_back(arrival);
    m_moderation.NotifyEvent();
    return true;
}

void
ReceiveQueue::NotifyTransmitted()
{
    m_completions++;
    m_moderation.NotifyEvent();
}

SoftirqWorker::Answer
ReceiveQueue::NextPiece(Piece& piece)
{
    // The memory of what was taken before this call is with the ring again.
    m_busySlots = 0;
    if (!m_isPolling)
    {
        m_isPolling = true;
        m_hasFlushed = false;
        m_pollFrames = 0;
        m_statistics.polls++;
        piece.work.Add(Operation::CALL_POLL).Add(Operation::RECLAIM_TX_DESCRIPTOR, m_completions);
        m_completions = 0;
    }
    // Frames that are only held need no event of their own: they are paid for together.
    while (m_outputs.empty() && !m_ring.empty() && m_pollFrames < m_config.weight)
    {
        TakeFrame(piece.work);
        piece.frames++;
    }
    if (!m_outputs.empty())
    {
        DeliverFirst(piece);
        return Answer::PIECE;
    }
    if (piece.frames > 0)
    {
        return Answer::PIECE; // pay, then look whether more frames have come
    }
    const bool isComplete = m_pollFrames < m_config.weight;
    if (!m_hasFlushed)
    {
        m_hasFlushed = true;
        EndPoll(isComplete, piece.work);
        if (!m_outputs.empty())
        {
            DeliverFirst(piece);
        }
        return Answer::PIECE;
    }
    if (isComplete && !m_ring.empty())
    {
        // Frames came while those flushed went up: the poll goes on, and will flush again.
        m_hasFlushed = false;
        return NextPiece(piece);
    }
    m_isPolling = false;
    if (!isComplete)
    {
        m_statistics.pollsExhausted++;
        return Answer::YIELD;
    }
    if (m_completions == 0)
    {
        m_moderation.Forget();
    }
    m_moderation.Unmask();
    return Answer::COMPLETE;
}

void
ReceiveQueue::TakeFrame(Work& work)
{
    m_arrival = std::move(m_ring.front());
    m_ring.pop_front();
    m_busySlots++;
    m_pollFrames++;
    work.Add(Operation::READ_RX_DESCRIPTOR);

    offload::LoadHead(m_arrival, m_config.address, m_frame);
    m_config.buffers->Receive(m_arrival, offload::ETHERNET_HEADER_BYTES, m_frame, work);
    const ReceiveContext context{work, *m_config.buffers, *this};
    if (m_config.hook)
    {
        m_config.hook->Receive(m_frame, context);
    }
    else
    {
        m_config.buffers->BuildSkb(work);
        Deliver(m_frame);
    }
    m_frame.Clear();
}

void
ReceiveQueue::EndPoll(bool isComplete, Work& work)
{
    if (m_config.hook)
    {
        m_config.hook->EndPoll(isComplete, ReceiveContext{work, *m_config.buffers, *this});
    }
}

void
ReceiveQueue::Deliver(offload::Frame& frame)
{
    m_outputs.emplace_back();
    Output& output = m_outputs.back();
    const Arrival* first = ReceiveBuffers::GetFirstArrival(frame);
    // A frame whose bytes are all in its head has no pieces, and is the one at hand.
    output.arrival = first ? *first : m_arrival;
    offload::SwapFrames(output.frame, frame);
}

void
ReceiveQueue::DeliverFirst(Piece& piece)
{
    const offload::Frame& frame = m_outputs.front().frame;
    const bool isTcp = frame.transportOffset != 0;
    const bool isPureAck = isTcp && frame.payloadLength == 0;
    piece.work.Add(isPureAck ? Operation::PROCESS_ACK : Operation::DELIVER_PACKET);
    piece.done = [this]() { GoUp(); };
}

void
ReceiveQueue::GoUp()
{
    const Output output = std::move(m_outputs.front());
    m_outputs.pop_front();
    const offload::Frame& frame = output.frame;
    m_statistics.deliveries++;
    m_statistics.framesDelivered += frame.segments;
    m_statistics.bytesDelivered += frame.wireBytes;
    m_statistics.trueSize += frame.trueSize;
    if (frame.transportOffset != 0 && frame.payloadLength > 0)
    {
        m_statistics.dataDeliveries++;
        m_statistics.dataFrames += frame.segments;
    }
    m_config.upcall(output.arrival, frame);
    m_config.buffers->FreeSkb();
}

const ReceiveStatistics&
ReceiveQueue::GetStatistics() const
{
    return m_statistics;
}

uint64_t
ReceiveQueue::GetBytesWaiting() const
{
    uint64_t bytes = m_config.hook ? m_config.hook->GetBytesHeld() : 0;
    for (const Arrival& arrival : m_ring)
    {
        bytes += arrival.packet->GetSize() + offload::ETHERNET_HEADER_BYTES;
    }
    for (const Output& output : m_outputs)
    {
        bytes += output.frame.wireBytes;
    }
    return bytes;
}

} // namespace ns3
