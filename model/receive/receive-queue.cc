/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "receive/receive-queue.h"

#include "receive/frame-reading.h"

#include "ns3/assert.h"
#include "ns3/log.h"

#include <algorithm>
#include <utility>

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("ReceiveQueue");

ReceiveQueue::ReceiveQueue(ReceiveDevice& device, const Parts& parts)
    : m_device(device),
      m_parts(parts),
      m_ring(device,
             parts.buffers,
             parts.hardware,
             parts.index,
             [this](uint32_t bytes) { m_moderation.NotifyEvent(bytes); }),
      m_moderation(
          device.GetModeration(),
          [this]() { RaiseInterrupt(); },
          [this]() { m_coming->CatchUpBefore(); }),
      m_coming(Create<ComingFrames>(
          device.GetNetDevice()->GetNode()->GetId(),
          [this](const Arrival& arrival) { Enqueue(arrival); },
          [this]() { return m_moderation.CountUntilAction(); })),
      m_smallBuffers(CreateObject<SkbReceiveBuffers>())
{
}

ReceiveQueue::~ReceiveQueue() = default;

void
ReceiveQueue::Stop()
{
    NS_LOG_FUNCTION(this);
    CheckAccounting();
    m_moderation.Cancel();
    m_coming->Stop();
    m_ring.Stop();
    if (m_parts.hook)
    {
        m_parts.hook->Dispose(); // what it holds lies in memory of this queue
    }
    m_frame.Clear();
    m_outputs.clear();
}

void
ReceiveQueue::RaiseInterrupt()
{
    if (!m_device.GetReceiveLink().HasInterrupt())
    {
        HandleInterrupt();
        return;
    }
    NS_LOG_LOGIC("interrupt for core " << m_parts.core);
    m_device.NotifyInterrupt(m_parts.index, true);
    GetCpu().Execute(CoreContext{m_parts.core, CpuContext::HARDIRQ},
                     Work(Operation::TAKE_INTERRUPT),
                     [this]() {
                         m_statistics.interrupts++;
                         HandleInterrupt();
                     });
}

const ReceiveSettings&
ReceiveQueue::GetSettings() const
{
    return m_device.GetReceiveSettings();
}

HostCpu&
ReceiveQueue::GetCpu() const
{
    return m_device.GetCpu();
}

ReceiveRing&
ReceiveQueue::GetRing()
{
    m_coming->CatchUp();
    return m_ring;
}

void
ReceiveQueue::CountFrame(uint32_t bytes)
{
    m_statistics.frames++;
    m_statistics.bytes += bytes;
}

bool
ReceiveQueue::Enqueue(const Arrival& arrival)
{
    const uint32_t bytes = arrival.GetFrameBytes();
    CountFrame(bytes);
    if (!m_ring.Enqueue(arrival))
    {
        m_statistics.framesRingFull++;
        m_statistics.bytesRingFull += bytes;
        m_device.NotifyRingDrop(arrival);
        return false;
    }
    return true;
}

void
ReceiveQueue::NotifyTransmitted(uint32_t transmitQueue)
{
    if (m_completions.size() <= transmitQueue)
    {
        m_completions.resize(transmitQueue + 1);
    }
    m_completions[transmitQueue]++;
    m_coming->CatchUp();
    m_moderation.NotifyEvent();
    m_coming->Consider();
}

void
ReceiveQueue::ApplyFeatures()
{
    const NicFeatures& features = m_device.GetFeatures();
    const bool isHookOn = m_parts.hook && features.IsOn(m_parts.hook->GetFeature());
    m_flushesHook |= m_isHookOn && !isHookOn;
    m_isHookOn = isHookOn;
    if (m_parts.hook)
    {
        m_parts.hook->ApplyFeatures(features);
    }
    m_ring.SwitchHardware(m_parts.hardware && features.IsOn(m_parts.hardware->GetFeature()));
}

void
ReceiveQueue::PrepareReading()
{
    m_reading = GetFrameReading(m_device);
}

void
ReceiveQueue::TakeFrame(Work& work)
{
    const bool isSmall = LoadFrame(work);
    ReceiveBuffers& buffers = isSmall ? *m_smallBuffers : *m_parts.buffers;
    const ReceiveContext context = MakeContext(work, buffers);
    if (isSmall && !(m_isHookOn && m_parts.hook->TakesSmallFrames()))
    {
        NS_LOG_LOGIC("small frame goes straight up");
        PassHook(buffers, context);
        return;
    }
    if (m_isHookOn && m_parts.hook->NeedsVerifiedChecksums())
    {
        VerifyInSoftware(work);
    }
    if (!m_isHookOn)
    {
        if (std::exchange(m_flushesHook, false))
        {
            m_parts.hook->EndPoll(PollFlush::ALL, context);
        }
        buffers.BuildSkb(work);
        Deliver(m_frame);
    }
    else if (m_frame.checksumState == offload::ChecksumState::NONE &&
             m_parts.hook->NeedsVerifiedChecksums())
    {
        NS_LOG_LOGIC("not for the hook: the checksum is wrong, or nobody can tell");
        PassHook(buffers, context);
        return;
    }
    else
    {
        m_parts.hook->Receive(m_frame, context);
    }
    m_frame.Clear();
}

void
ReceiveQueue::PassHook(ReceiveBuffers& buffers, const ReceiveContext& context)
{
    if (m_parts.hook)
    {
        m_parts.hook->FlushFlow(m_frame, context);
    }
    buffers.BuildSkb(context.work);
    Deliver(m_frame);
    m_frame.Clear();
}

void
ReceiveQueue::VerifyInSoftware(Work& work)
{
    if (!m_device.GetFeatures().IsOn(NicFeature::RX_CHECKSUM))
    {
        work.Add(Operation::CHECKSUM_BYTE, m_frame.length - m_frame.networkOffset);
        m_frame.checksumState = offload::VerifyChecksum(m_frame, m_reading.hasChecksums);
    }
}

bool
ReceiveQueue::LoadFrame(Work& work)
{
    Work memory;
    ReceiveRing::Completion completion = m_ring.Take(memory);
    m_arrival = std::move(completion.arrival);
    if (completion.frame)
    {
        // The NIC has merged; each frame still has its descriptor and its memory.
        offload::SwapFrames(m_frame, *completion.frame);
        m_device.GetReceiveLink().ChargeReceive(m_frame, memory, work);
        return false;
    }
    const bool isSmall = m_arrival.GetFrameBytes() < GetSettings().smallPacketSize;
    m_statistics.smallFrames += isSmall ? 1 : 0;
    (isSmall ? *m_smallBuffers : *m_parts.buffers).Receive(m_arrival, m_reading, m_frame, memory);
    m_device.GetReceiveLink().ChargeReceive(m_frame, memory, work);
    offload::LoadSuperPacket(m_arrival.packet, m_frame);
    if (m_device.GetFeatures().IsOn(NicFeature::RX_CHECKSUM))
    {
        m_frame.checksumState = offload::VerifyChecksum(m_frame, m_reading.hasChecksums);
    }
    return isSmall;
}

ReceiveContext
ReceiveQueue::MakeContext(Work& work, ReceiveBuffers& buffers)
{
    return ReceiveContext{work, buffers, *this, *m_parts.hash, GetCpu().GetJiffies()};
}

void
ReceiveQueue::CountStep(const Work& work)
{
    const auto profile = GetCpu().GetCore(m_parts.core).GetCostProfile();
    m_statistics.pollCycles += static_cast<uint64_t>(profile->GetCycles(work));
}

std::function<void()>
ReceiveQueue::ReclaimTransmitted(Work& work)
{
    if (!HasCompletions())
    {
        return nullptr;
    }
    m_reclaimed = m_completions; // keeps its memory: this is once a poll
    std::fill(m_completions.begin(), m_completions.end(), 0);
    for (const uint32_t packets : m_reclaimed)
    {
        work.Add(Operation::RECLAIM_TX_DESCRIPTOR, packets);
    }
    return [this]() {
        for (uint32_t queue = 0; queue < m_reclaimed.size(); queue++)
        {
            if (m_reclaimed[queue] > 0)
            {
                m_device.ReclaimTransmitted(queue, m_reclaimed[queue]);
            }
        }
    };
}

bool
ReceiveQueue::HasCompletions() const
{
    return std::any_of(m_completions.begin(), m_completions.end(), [](uint32_t packets) {
        return packets > 0;
    });
}

void
ReceiveQueue::EndPoll(PollFlush flush, Work& work)
{
    if (m_parts.hook)
    {
        m_parts.hook->EndPoll(flush, MakeContext(work, *m_parts.buffers));
    }
    CheckAccounting();
}

bool
ReceiveQueue::IsHolding() const
{
    return m_parts.hook && m_parts.hook->GetBytesHeld() > 0;
}

void
ReceiveQueue::DropOutputsBeyond(std::size_t limit)
{
    while (m_outputs.size() > limit)
    {
        const offload::Frame& frame = m_outputs.back().frame;
        NS_LOG_LOGIC("backlog full: packet of " << frame.segments << " frames dropped");
        m_statistics.framesBacklogFull += frame.segments;
        m_statistics.bytesBacklogFull += frame.wireBytes;
        ReceivedPacket::NotifySkbFreed(frame);
        m_outputs.pop_back();
    }
}

void
ReceiveQueue::Rearm()
{
    if (!HasCompletions())
    {
        m_moderation.Forget();
    }
    m_device.NotifyInterrupt(m_parts.index, false);
    m_moderation.Unmask();
    m_coming->Consider();
}

void
ReceiveQueue::Deliver(offload::Frame& frame)
{
    m_outputs.emplace_back();
    Output& output = m_outputs.back();
    const ReceivedPacket* first = ReceivedPacket::FindFirst(frame);
    output.arrival = first ? first->arrival : m_arrival;
    offload::SwapFrames(output.frame, frame);
}

void
ReceiveQueue::DeliverFirst(SoftirqWorker::Step& step)
{
    m_device.AddUpcallWork(m_outputs.front().arrival, m_outputs.front().frame, step.work);
    step.done = [this]() { GoUp(); };
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
    NS_LOG_LOGIC("to the stack: " << frame.segments << " frames, " << frame.length << " bytes");
    m_device.NotifyPoint(frame, ReceivePoint::STACK, m_parts.index);
    GetCpu().SetDeliveringQueue(GetBusyPollQueue());
    m_device.GoUp(output.arrival, frame);
    GetCpu().SetDeliveringQueue(nullptr);
    ReceivedPacket::NotifySkbFreed(frame);
}

void
ReceiveQueue::CheckAccounting() const
{
    NS_ASSERT_MSG(m_statistics.bytes == m_statistics.bytesRingFull + m_statistics.bytesBacklogFull +
                                            m_statistics.bytesDelivered + GetBytesWaiting(),
                  "bytes get lost: " << m_statistics << ", waiting " << GetBytesWaiting());
}

uint64_t
ReceiveQueue::GetBytesWaiting() const
{
    uint64_t bytes = m_ring.GetBytesWaiting();
    bytes += m_parts.hook ? m_parts.hook->GetBytesHeld() : 0;
    for (const Output& output : m_outputs)
    {
        bytes += output.frame.wireBytes;
    }
    return bytes;
}

ReceiveBuffers::Counters
ReceiveQueue::GetAllocations() const
{
    ReceiveBuffers::Counters sum = m_parts.buffers->GetCounters();
    sum += m_smallBuffers->GetCounters();
    return sum;
}

} // namespace ns3
