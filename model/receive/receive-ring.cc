/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "receive/receive-ring.h"

#include "receive/frame-reading.h"

#include "ns3/assert.h"
#include "ns3/log.h"

#include <utility>

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("ReceiveRing");

uint32_t
ReceiveRing::Completion::GetWireBytes() const
{
    return frame ? frame->wireBytes : arrival.GetFrameBytes();
}

ReceiveRing::ReceiveRing(const ReceiveDevice& device,
                         Ptr<ReceiveBuffers> buffers,
                         Ptr<HardwareMerger> hardware,
                         uint32_t queue,
                         std::function<void(uint32_t bytes)> completed)
    : m_device(device),
      m_buffers(buffers),
      m_hardware(hardware),
      m_queue(queue),
      m_completed(std::move(completed))
{
    if (m_hardware)
    {
        m_hardware->Start([this](offload::Frame& frame) {
            auto merged = std::make_unique<offload::Frame>();
            offload::SwapFrames(*merged, frame);
            const ReceivedPacket* first = ReceivedPacket::FindFirst(*merged);
            Complete(Completion{first->arrival, std::move(merged)});
        });
    }
}

bool
ReceiveRing::IsFull() const
{
    return m_usedSlots >= m_device.GetReceiveSettings().rxRing;
}

bool
ReceiveRing::Enqueue(const Arrival& arrival)
{
    if (IsFull())
    {
        NS_LOG_LOGIC("ring full: " << m_usedSlots << " slots used, frame of "
                                   << arrival.GetFrameBytes() << " bytes dropped");
        return false;
    }
    m_usedSlots++;
    m_device.NotifyPoint(arrival, ReceivePoint::RING, m_queue);
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
ReceiveRing::EnqueueWithoutSlot(const Arrival& arrival)
{
    m_device.NotifyPoint(arrival, ReceivePoint::BACKLOG, m_queue);
    m_completions.push_back(Completion{arrival, nullptr});
}

void
ReceiveRing::MergeInHardware(const Arrival& arrival)
{
    const offload::FrameReading reading = GetFrameReading(m_device);
    offload::Frame frame;
    m_buffers->Receive(arrival, reading, frame, m_hardwareWork);
    if (m_device.GetFeatures().IsOn(NicFeature::RX_CHECKSUM))
    {
        frame.checksumState = offload::VerifyChecksum(frame, reading.hasChecksums);
    }
    if (frame.checksumState == offload::ChecksumState::NONE)
    {
        NS_LOG_LOGIC("not merged: the NIC has not found the checksum right");
        auto single = std::make_unique<offload::Frame>();
        offload::SwapFrames(*single, frame);
        Complete(Completion{arrival, std::move(single)});
        return;
    }
    // The interrupt comes when the NIC is done: its handler may run at once, and look at what the
    // NIC holds.
    m_isMerging = true;
    m_hardware->Receive(frame);
    m_isMerging = false;
    for (const uint32_t bytes : std::exchange(m_merged, {}))
    {
        m_completed(bytes);
    }
}

void
ReceiveRing::Complete(Completion completion)
{
    const uint32_t bytes = completion.GetWireBytes();
    m_completions.push_back(std::move(completion));
    if (m_isMerging)
    {
        m_merged.push_back(bytes);
    }
    else
    {
        m_completed(bytes);
    }
}

bool
ReceiveRing::IsEmpty() const
{
    return m_completions.empty();
}

ReceiveRing::Completion
ReceiveRing::Take(Work& memory)
{
    Completion completion = std::move(m_completions.front());
    m_completions.pop_front();
    m_takenSlots += completion.frame ? completion.frame->segments : 1;
    if (completion.frame)
    {
        memory = std::exchange(m_hardwareWork, Work());
        m_device.NotifyPoint(*completion.frame, ReceivePoint::DRIVER, m_queue);
    }
    else
    {
        m_device.NotifyPoint(completion.arrival, ReceivePoint::DRIVER, m_queue);
    }
    return completion;
}

void
ReceiveRing::Refill()
{
    NS_ASSERT_MSG(m_takenSlots <= m_usedSlots,
                  m_takenSlots << " slots taken of " << m_usedSlots << " used");
    m_usedSlots -= m_takenSlots;
    m_takenSlots = 0;
}

void
ReceiveRing::SwitchHardware(bool isOn)
{
    if (m_isHardwareOn && !isOn)
    {
        m_hardware->FlushAll();
    }
    m_isHardwareOn = isOn;
}

uint32_t
ReceiveRing::GetUsedSlots() const
{
    return m_usedSlots;
}

uint64_t
ReceiveRing::GetBytesWaiting() const
{
    uint64_t bytes = m_hardware ? m_hardware->GetBytesHeld() : 0;
    for (const Completion& completion : m_completions)
    {
        bytes += completion.GetWireBytes();
    }
    return bytes;
}

void
ReceiveRing::Stop()
{
    m_completions.clear();
    if (m_hardware)
    {
        m_hardware->Dispose(); // what it holds lies in the driver's memory
    }
}

} // namespace ns3
