/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/receive-queue.h"

#include "ns3/ethernet-wire.h"
#include "ns3/packet-frame.h"

#include <utility>

namespace ns3
{

ReceiveStatistics&
ReceiveStatistics::operator+=(const ReceiveStatistics& other)
{
    frames += other.frames;
    bytes += other.bytes;
    framesRingFull += other.framesRingFull;
    bytesRingFull += other.bytesRingFull;
    framesBacklogFull += other.framesBacklogFull;
    bytesBacklogFull += other.bytesBacklogFull;
    framesDelivered += other.framesDelivered;
    bytesDelivered += other.bytesDelivered;
    deliveries += other.deliveries;
    dataFrames += other.dataFrames;
    dataDeliveries += other.dataDeliveries;
    smallFrames += other.smallFrames;
    interrupts += other.interrupts;
    polls += other.polls;
    pollsExhausted += other.pollsExhausted;
    flushTimers += other.flushTimers;
    trueSize += other.trueSize;
    pollCycles += other.pollCycles;
    return *this;
}

ReceiveQueue::ReceiveQueue(const Config& config)
    : m_config(config),
      m_smallBuffers(CreateObject<SkbReceiveBuffers>())
{
    m_moderation.Configure(config.moderation, [this]() { RaiseInterrupt(); });
    if (m_config.hardware)
    {
        m_config.hardware->SetCompleteCallback([this](offload::Frame& frame) {
            auto merged = std::make_unique<offload::Frame>();
            offload::SwapFrames(*merged, frame);
            const Arrival* first = ReceiveBuffers::GetFirstArrival(*merged);
            Complete(Completion{*first, std::move(merged)});
        });
    }
}

ReceiveQueue::~ReceiveQueue()
{
    // What they hold lies in memory of this queue.
    if (m_config.hook)
    {
        m_config.hook->Dispose();
    }
    if (m_config.hardware)
    {
        m_config.hardware->Dispose();
    }
}

void
ReceiveQueue::RaiseInterrupt()
{
    m_config.cpu->Execute(CpuPlace{m_config.core, CpuContext::HARDIRQ},
                          Work(Operation::TAKE_INTERRUPT),
                          [this]() {
                              m_statistics.interrupts++;
                              HandleInterrupt();
                          });
}

void
ReceiveQueue::ChargeFrame(const offload::Frame& frame, const Work& memory, Work& work) const
{
    // Merged in hardware or not, each frame has its descriptor.
    work.Add(Operation::LOAD_HEADER).Add(Operation::READ_RX_DESCRIPTOR, frame.segments).Add(memory);
}

bool
ReceiveQueue::Enqueue(const Arrival& arrival)
{
    const uint32_t bytes = arrival.GetFrameBytes();
    m_statistics.frames++;
    m_statistics.bytes += bytes;
    if (m_usedSlots >= m_config.ringSize)
    {
        m_statistics.framesRingFull++;
        m_statistics.bytesRingFull += bytes;
        return false;
    }
    m_usedSlots++;
    if (m_isHardwareOn)
    {
        MergeInHardware(arrival);
    }
    else
    {
        Complete(Completion{arrival, nullptr});
    }
    return true;
}

void
ReceiveQueue::MergeInHardware(const Arrival& arrival)
{
    offload::Frame frame;
    const uint32_t linkBytes = offload::LoadHead(arrival,
                                                 m_config.address,
                                                 m_config.features->IsOn(NicFeature::RX_VLAN),
                                                 frame);
    m_config.buffers->Receive(arrival, linkBytes, frame, m_hardwareWork);
    if (m_config.features->IsOn(NicFeature::RX_CHECKSUM))
    {
        frame.checksumState = offload::VerifyChecksum(frame);
    }
    m_config.hardware->Receive(frame);
}

void
ReceiveQueue::Complete(Completion completion)
{
    const uint32_t bytes =
        completion.frame ? completion.frame->wireBytes : completion.arrival.GetFrameBytes();
    m_ring.push_back(std::move(completion));
    m_moderation.NotifyEvent(bytes);
}

void
ReceiveQueue::NotifyTransmitted()
{
    m_completions++;
    m_moderation.NotifyEvent();
}

void
ReceiveQueue::ApplyFeatures()
{
    const bool isHookOn = m_config.hook && m_config.features->IsOn(m_config.hook->GetFeature());
    const bool isHardwareOn =
        m_config.hardware && m_config.features->IsOn(m_config.hardware->GetFeature());
    m_flushesHook |= m_isHookOn && !isHookOn;
    if (m_isHardwareOn && !isHardwareOn)
    {
        m_config.hardware->FlushAll();
    }
    m_isHookOn = isHookOn;
    m_isHardwareOn = isHardwareOn;
}

void
ReceiveQueue::Refill()
{
    m_usedSlots -= m_takenSlots;
    m_takenSlots = 0;
}

bool
ReceiveQueue::IsRingEmpty() const
{
    return m_ring.empty();
}

void
ReceiveQueue::TakeFrame(Work& work)
{
    const bool isSmall = LoadFrame(work);
    ReceiveBuffers& buffers = isSmall ? *m_smallBuffers : *m_config.buffers;
    const ReceiveContext context = MakeContext(work, buffers);
    if (isSmall && !IsGro())
    {
        if (m_config.hook)
        {
            m_config.hook->FlushFlow(m_frame, context);
        }
        Deliver(m_frame);
        m_frame.Clear();
        return;
    }
    if (!m_config.features->IsOn(NicFeature::RX_CHECKSUM) && !IsGro())
    {
        work.Add(Operation::CHECKSUM_BYTE, m_frame.length - m_frame.networkOffset);
    }
    if (m_isHookOn)
    {
        m_config.hook->Receive(m_frame, context);
    }
    else
    {
        if (m_flushesHook)
        {
            m_config.hook->EndPoll(PollFlush::ALL, context);
        }
        m_flushesHook = false;
        buffers.BuildSkb(work);
        Deliver(m_frame);
    }
    m_frame.Clear();
}

bool
ReceiveQueue::LoadFrame(Work& work)
{
    Completion completion = std::move(m_ring.front());
    m_ring.pop_front();
    m_arrival = completion.arrival;
    if (completion.frame)
    {
        // The NIC has merged; each frame still has its descriptor and its memory.
        m_takenSlots += completion.frame->segments;
        offload::SwapFrames(m_frame, *completion.frame);
        ChargeFrame(m_frame, m_hardwareWork, work);
        m_hardwareWork = Work();
        return false;
    }
    m_takenSlots++;
    Work memory;
    const bool isSmall = m_arrival.GetFrameBytes() < m_config.smallBytes;
    m_statistics.smallFrames += isSmall ? 1 : 0;
    const uint32_t linkBytes = offload::LoadHead(m_arrival,
                                                 m_config.address,
                                                 m_config.features->IsOn(NicFeature::RX_VLAN),
                                                 m_frame);
    (isSmall ? *m_smallBuffers : *m_config.buffers).Receive(m_arrival, linkBytes, m_frame, memory);
    ChargeFrame(m_frame, memory, work);
    offload::LoadSuperPacket(*m_arrival.packet, m_frame);
    if (m_config.features->IsOn(NicFeature::RX_CHECKSUM))
    {
        m_frame.checksumState = offload::VerifyChecksum(m_frame);
    }
    return isSmall;
}

bool
ReceiveQueue::IsGro() const
{
    return m_isHookOn && m_config.hook->GetFeature() == NicFeature::GRO;
}

ReceiveContext
ReceiveQueue::MakeContext(Work& work, ReceiveBuffers& buffers)
{
    return ReceiveContext{work, buffers, *this, *m_config.hash, m_config.cpu->GetJiffies()};
}

SoftirqWorker::Answer
ReceiveQueue::NextPiece(Piece& piece)
{
    const Answer answer = GoOn(piece);
    if (answer == Answer::PIECE)
    {
        const auto profile = m_config.cpu->GetCore(m_config.core).GetCostProfile();
        m_statistics.pollCycles += static_cast<uint64_t>(profile->GetCycles(piece.work));
    }
    return answer;
}

std::function<void()>
ReceiveQueue::ReclaimTransmitted(Work& work)
{
    const uint32_t packets = std::exchange(m_completions, 0);
    if (packets == 0)
    {
        return nullptr;
    }
    work.Add(Operation::RECLAIM_TX_DESCRIPTOR, packets);
    return [this, packets]() { m_config.reclaimed(packets); };
}

void
ReceiveQueue::EndPoll(PollFlush flush, Work& work)
{
    if (m_config.hook)
    {
        m_config.hook->EndPoll(flush, MakeContext(work, *m_config.buffers));
    }
}

bool
ReceiveQueue::IsHolding() const
{
    return m_config.hook && m_config.hook->GetBytesHeld() > 0;
}

std::size_t
ReceiveQueue::GetOutputs() const
{
    return m_outputs.size();
}

void
ReceiveQueue::DropOutputsBeyond(std::size_t limit)
{
    while (m_outputs.size() > limit)
    {
        const offload::Frame& frame = m_outputs.back().frame;
        m_statistics.framesBacklogFull += frame.segments;
        m_statistics.bytesBacklogFull += frame.wireBytes;
        ReceiveBuffers::FreeSkb(frame);
        m_outputs.pop_back();
    }
}

void
ReceiveQueue::Rearm()
{
    if (m_completions == 0)
    {
        m_moderation.Forget();
    }
    m_moderation.Unmask();
}

void
ReceiveQueue::Deliver(offload::Frame& frame)
{
    m_outputs.emplace_back();
    Output& output = m_outputs.back();
    const Arrival* first = ReceiveBuffers::GetFirstArrival(frame);
    output.arrival = first ? *first : m_arrival;
    offload::SwapFrames(output.frame, frame);
}

void
ReceiveQueue::DeliverFirst(Piece& piece)
{
    m_config.addUpcallWork(m_outputs.front().arrival, m_outputs.front().frame, piece.work);
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
    ReceiveBuffers::FreeSkb(frame);
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
    bytes += m_config.hardware ? m_config.hardware->GetBytesHeld() : 0;
    for (const Completion& completion : m_ring)
    {
        bytes +=
            completion.frame ? completion.frame->wireBytes : completion.arrival.GetFrameBytes();
    }
    for (const Output& output : m_outputs)
    {
        bytes += output.frame.wireBytes;
    }
    return bytes;
}

ReceiveBuffers::Counters
ReceiveQueue::GetAllocations() const
{
    ReceiveBuffers::Counters sum = m_config.buffers->GetCounters();
    const ReceiveBuffers::Counters& small = m_smallBuffers->GetCounters();
    sum.skbs += small.skbs;
    sum.skbsFreed += small.skbsFreed;
    return sum;
}

} // namespace ns3
