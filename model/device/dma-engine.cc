/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "device/dma-engine.h"

#include "ns3/simulator.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace ns3
{

DmaEngine::DmaEngine(const DataRate& rate, const uint64_t& descriptors)
    : m_rate(rate),
      m_descriptors(descriptors)
{
}

DmaEngine::~DmaEngine()
{
    Stop();
}

void
DmaEngine::Transfer(uint32_t bytes, uint32_t descriptors, std::function<void()> done)
{
    m_transfers.push_back({bytes, descriptors, std::move(done)});
    m_bytes += bytes;
    if (m_transfers.size() == 1)
    {
        m_late = 0; // it was idle
        Begin();
    }
}

void
DmaEngine::Begin()
{
    const Transferring& transfer = m_transfers.front();
    const auto bits = static_cast<double>(m_rate.GetBitRate());
    const auto descriptors = static_cast<double>(m_descriptors);
    const double ofBytes = bits > 0 ? 8.0 * transfer.bytes / bits : 0;
    const double ofDescriptors = descriptors > 0 ? transfer.descriptors / descriptors : 0;
    const auto stepsPerSecond = static_cast<double>(Seconds(1).GetTimeStep());
    const double steps = std::max(ofBytes, ofDescriptors) * stepsPerSecond + m_late;
    const double whole = std::floor(steps);
    m_late = steps - whole;
    m_event = Simulator::Schedule(TimeStep(static_cast<uint64_t>(whole)), &DmaEngine::Finish, this);
}

void
DmaEngine::Finish()
{
    const Transferring transfer = std::move(m_transfers.front());
    m_transfers.pop_front();
    m_bytes -= transfer.bytes;
    if (!m_transfers.empty())
    {
        Begin();
    }
    transfer.done();
}

uint64_t
DmaEngine::GetBytesWaiting() const
{
    return m_bytes;
}

uint64_t
DmaEngine::GetTransfersWaiting() const
{
    return m_transfers.size();
}

void
DmaEngine::Stop()
{
    m_event.Cancel();
    for (Transferring& transfer : m_transfers)
    {
        transfer.done = nullptr; // and with it the packet
    }
}

} // namespace ns3
