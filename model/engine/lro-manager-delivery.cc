/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "engine/engine-assert.h"
#include "engine/lro-arrival.h"
#include "engine/lro-manager.h"

/**
 * @file
 * @ingroup offload
 * ns3::offload::LroManager implementation: what it delivers, and when it is told to.
 */

namespace ns3::offload
{

LroReport
LroManager::FlushPacket(const Frame& frame, const HeaderLocation& location)
{
    LroReport report;
    if (IsTcpOverIpv4(location))
    {
        LroTcpSegment segment;
        segment.Read(frame, location);
        const LroDescriptorTable::Lookup lookup = FindDescriptor(segment.key, report);
        if (lookup.isActive)
        {
            Flush(lookup.slot, LroFlushReason::FLOW_FLUSH, report);
        }
    }
    AssertLaws();
    return report;
}

LroReport
LroManager::FlushAll()
{
    LroReport report;
    for (uint32_t slot = 0; slot < m_table.Size() && m_table.ActiveCount() > 0; ++slot)
    {
        if (m_table.IsActive(slot))
        {
            Flush(slot, LroFlushReason::FLUSH_ALL, report);
        }
    }
    AssertLaws();
    OFFLOAD_ENGINE_ASSERT(ActiveSessions() == 0, "nothing is held after a flush of all");
    return report;
}

void
LroManager::Flush(uint32_t slot, LroFlushReason reason, LroReport& report)
{
    LroSession& session = m_table.Session(slot);
    report.headersRewritten += session.Finish() ? 1 : 0;
    report.flushReason = reason;
    ++report.sessionsFlushed;
    ++m_counters.flushed;
    ++m_counters.flushes[reason];
    LroDelivery delivery;
    delivery.isSession = true;
    delivery.flushReason = reason;
    Deliver(session.SuperPacket(), delivery, report);
    m_table.Release(slot);
}

void
LroManager::Pass(Arrival& arrival, uint32_t sum, LroReport& report)
{
    if (arrival.mode == Mode::FRAGS)
    {
        BuildSkb(arrival.frame, arrival.headBytes, report);
        arrival.frame.checksum = sum;
    }
    // In both modes, and whatever the driver has written into an sk_buff.
    arrival.frame.checksumState = m_config.ipSummed;
    LroDelivery delivery;
    delivery.passReason = report.reason;
    Deliver(arrival.frame, delivery, report);
    arrival.frame.Clear();
}

void
LroManager::BuildSkb(Frame& frame, uint32_t headBytes, LroReport& report) const
{
    frame.ReturnHead(headBytes);
    const uint32_t headLength = frame.head.Length();
    BufferCount& buffers = frame.buffers;
    buffers.skbHeads = 1;
    buffers.fragListMembers = 0;
    buffers.headAllocBytes = headBytes + m_config.fragAlignPad;
    buffers.linearBytes =
        headLength > ethernet::HEADER_LENGTH ? headLength - ethernet::HEADER_LENGTH : 0;
    // A fragment whose bytes all went into the head stays attached, with no bytes.
    buffers.frags = static_cast<uint32_t>(frame.frags.size());
    report.skbHeadsAllocated += 1;
    report.headBytesCopied += headLength;
    report.fragsLinked += buffers.frags;
}

void
LroManager::Deliver(Frame& frame, LroDelivery& delivery, LroReport& report)
{
    if (frame.vlanTci)
    {
        delivery.upcall =
            m_config.napi ? LroUpcall::VLAN_HWACCEL_RECEIVE_SKB : LroUpcall::VLAN_HWACCEL_RX;
    }
    else
    {
        delivery.upcall = m_config.napi ? LroUpcall::NETIF_RECEIVE_SKB : LroUpcall::NETIF_RX;
    }
    ++report.framesDelivered;
    m_counters.bytesDelivered += frame.wireBytes;
    m_sink.Deliver(frame, delivery);
}

} // namespace ns3::offload
