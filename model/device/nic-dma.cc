/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "device/nic-dma.h"

#include "packet/ethernet-wire.h"

#include "ns3/log.h"

#include <utility>

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("NicDma");

NicDma::NicDma(const DmaSettings& settings,
               std::function<void(const Arrival&)> toRing,
               std::function<void(const Departure&)> toWire)
    : m_settings(settings),
      m_toRing(std::move(toRing)),
      m_toWire(std::move(toWire)),
      m_receive(settings.rxDmaRate, settings.rxDmaDescriptors),
      m_transmit(settings.txDmaRate, settings.txDmaDescriptors)
{
}

bool
NicDma::IsFull(const Arrival& arrival) const
{
    return m_receive.GetBytesWaiting() + arrival.GetFrameBytes() > m_settings.rxFifo;
}

bool
NicDma::Receive(const Arrival& arrival)
{
    const uint32_t bytes = arrival.GetFrameBytes();
    if (IsFull(arrival))
    {
        NS_LOG_LOGIC("FIFO full: " << m_receive.GetBytesWaiting() << " bytes wait, frame of "
                                   << bytes << " bytes dropped");
        m_drops++;
        m_dropBytes += bytes;
        return false;
    }
    m_receive.Transfer(bytes, 1, [this, arrival]() { m_toRing(arrival); });
    return true;
}

void
NicDma::Transmit(const Departure& departure)
{
    if (!m_transmit.IsLimited())
    {
        m_toWire(departure);
        return;
    }
    const uint32_t bytes = departure.GetBytes() + offload::ETHERNET_HEADER_BYTES;
    m_transmit.Transfer(bytes, departure.descriptors, [this, departure]() { m_toWire(departure); });
}

void
NicDma::AddTo(ReceiveStatistics& statistics) const
{
    statistics.fifoErrors += m_drops;
    statistics.bytesFifoErrors += m_dropBytes;
    statistics.frames += m_drops + m_receive.GetTransfersWaiting();
    statistics.bytes += m_dropBytes + m_receive.GetBytesWaiting();
}

uint64_t
NicDma::GetBytesWaiting() const
{
    return m_receive.GetBytesWaiting();
}

void
NicDma::Stop()
{
    m_receive.Stop();
    m_transmit.Stop();
}

} // namespace ns3
