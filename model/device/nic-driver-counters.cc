/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "device/nic-dma.h"
#include "receive/receive-queue-set.h"
#include "transmit/transmit-queue-set.h"

#include "ns3/nic-driver.h"
#include "ns3/offload-nic.h"

/**
 * @file
 * @ingroup offload
 * What a NicDriver can be asked for, and what it has counted: before its NIC has started, all is 0.
 */

namespace ns3
{

bool
NicDriver::HasStarted() const
{
    return m_queues != nullptr;
}

const NicFeatures&
NicDriver::GetFeatures() const
{
    return m_features;
}

const NicSettings&
NicDriver::GetSettings() const
{
    return *m_nic;
}

const TransmitSettings&
NicDriver::GetTransmitSettings() const
{
    return *m_nic;
}

uint32_t
NicDriver::GetLinkMtu() const
{
    return m_nic->GetLinkMtu();
}

WideMtu&
NicDriver::GetWideMtu()
{
    return *m_wideMtu;
}

Ptr<NetDevice>
NicDriver::GetNetDevice() const
{
    return m_device;
}

HostCpu&
NicDriver::GetCpu() const
{
    return *m_cpu;
}

const ReceiveSettings&
NicDriver::GetReceiveSettings() const
{
    return *m_nic;
}

const ModerationSettings&
NicDriver::GetModeration() const
{
    // A NIC with a processor of its own does not wait for interrupts: it has moderated those of the
    // host.
    static const ModerationSettings none;
    return m_engine ? none : *m_nic;
}

const ReceiveLink&
NicDriver::GetReceiveLink() const
{
    return m_nic->GetLink();
}

bool
NicDriver::MightBeFull() const
{
    return m_queues && (m_dma->IsReceiveLimited() || m_queues->IsAnyRingFull());
}

std::vector<Arrival>
NicDriver::StopExpecting()
{
    return m_queues ? m_queues->StopExpecting() : std::vector<Arrival>();
}

bool
NicDriver::IsFull(const Arrival& arrival) const
{
    return MightBeFull() && IsForOurVlan(arrival) &&
           (m_dma->IsReceiveLimited() ? m_dma->IsFull(arrival) : m_queues->IsRingFull(arrival));
}

void
NicDriver::AddTransmitWork(const TransmitTag::Fields& fields, Work& work) const
{
    m_transmitQueues->AddWork(fields, work);
}

bool
NicDriver::IsSegmentedByNic(const TransmitTag::Fields& fields) const
{
    return m_transmitQueues->IsSegmentedByNic(fields);
}

uint32_t
NicDriver::GetNQueues() const
{
    return m_queues ? m_queues->GetN() : 0;
}

ReceiveStatistics
NicDriver::GetStatistics() const
{
    ReceiveStatistics statistics;
    if (m_queues)
    {
        statistics = m_queues->GetStatistics();
        m_dma->AddTo(statistics);
    }
    return statistics;
}

ReceiveStatistics
NicDriver::GetStatistics(uint32_t queue) const
{
    return m_queues ? m_queues->GetStatistics(queue) : ReceiveStatistics{};
}

uint32_t
NicDriver::GetQueueCore(uint32_t queue) const
{
    return m_queues ? m_queues->GetCore(queue) : 0;
}

Ptr<ReceiveHook>
NicDriver::GetReceiveHook(uint32_t queue) const
{
    return m_queues ? m_queues->GetHook(queue) : nullptr;
}

uint32_t
NicDriver::GetUsedSlots(uint32_t queue) const
{
    return m_queues ? m_queues->GetUsedSlots(queue) : 0;
}

uint64_t
NicDriver::GetBytesWaiting() const
{
    return m_queues ? m_queues->GetBytesWaiting() + m_dma->GetBytesWaiting() : 0;
}

ReceiveBuffers::Counters
NicDriver::GetAllocations() const
{
    return m_queues ? m_queues->GetAllocations() : ReceiveBuffers::Counters{};
}

uint64_t
NicDriver::GetOtherVlanFrames() const
{
    return m_otherVlanFrames;
}

TransmitStatistics
NicDriver::GetTransmitStatistics() const
{
    return m_transmitQueues ? m_transmitQueues->GetStatistics() : TransmitStatistics{};
}

TransmitStatistics
NicDriver::GetTransmitStatistics(uint32_t queue) const
{
    return m_transmitQueues ? m_transmitQueues->GetStatistics(queue) : TransmitStatistics{};
}

uint64_t
NicDriver::GetTransmitPacketsWaiting() const
{
    return m_transmitQueues ? m_transmitQueues->GetPacketsWaiting() : 0;
}

} // namespace ns3
