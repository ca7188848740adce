/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/nic-link.h"

#include "packet/memory-page.h"

namespace ns3
{

bool
NicLink::HasDma() const
{
    return false;
}

bool
EthernetLink::HasDma() const
{
    return true;
}

void
EthernetLink::ChargeReceive(const offload::Frame& frame, const Work& memory, Work& work) const
{
    // Merged in hardware or not, each frame has its descriptor.
    work.Add(Operation::LOAD_HEADER).Add(Operation::READ_RX_DESCRIPTOR, frame.segments).Add(memory);
}

bool
EthernetLink::SegmentsInNic() const
{
    return true;
}

bool
EthernetLink::CompletesAtOnce() const
{
    return false;
}

void
EthernetLink::ChargeTransmit(uint32_t packets, uint32_t pages, bool isMapped, Work& work) const
{
    work.Add(Operation::POST_TX_DESCRIPTOR, packets).Add(Operation::MAP_PAGE, isMapped ? pages : 0);
}

bool
LoopbackLink::UsesBacklog() const
{
    return true;
}

void
LoopbackLink::ChargeReceive(const offload::Frame& /* frame */,
                            const Work& /* memory */,
                            Work& work) const
{
    work.Add(Operation::QUEUE_BACKLOG);
}

bool
LoopbackLink::SegmentsInNic() const
{
    return true;
}

bool
LoopbackLink::CompletesAtOnce() const
{
    return true;
}

void
LoopbackLink::ChargeTransmit(uint32_t /* packets */,
                             uint32_t /* pages */,
                             bool /* isMapped */,
                             Work& /* work */) const
{
    // The other end takes the packet as it is, and pays.
}

VethLink::VethLink(bool usesNapi)
    : m_usesNapi(usesNapi)
{
}

bool
VethLink::UsesBacklog() const
{
    return !m_usesNapi;
}

bool
VethLink::HasInterrupt() const
{
    return false;
}

bool
VethLink::SegmentsInNic() const
{
    return false;
}

void
ParavirtualLink::ChargeReceive(const offload::Frame& frame, const Work& memory, Work& work) const
{
    work.Add(memory)
        .Add(Operation::PASS_PACKET)
        .Add(Operation::PASS_PAGE, offload::CountPages(frame.length));
}

bool
ParavirtualLink::SegmentsInNic() const
{
    return false;
}

bool
ParavirtualLink::CompletesAtOnce() const
{
    return false;
}

void
ParavirtualLink::ChargeTransmit(uint32_t packets,
                                uint32_t pages,
                                bool /* isMapped */,
                                Work& work) const
{
    work.Add(Operation::PASS_PACKET, packets).Add(Operation::PASS_PAGE, pages);
}

} // namespace ns3
