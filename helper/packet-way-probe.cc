/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/packet-way-probe.h"

#include "cpu/ns3-compat.h"

#include "ns3/host-cpu.h"
#include "ns3/packet-sink.h"
#include "ns3/simulator.h"

#include <algorithm>
#include <array>
#include <utility>

namespace ns3
{

namespace
{

/**
 * @param packet a packet from its network header
 * @return bytes of it without what pads its frame
 */
uint32_t
GetUnpaddedSize(Ptr<const Packet> packet)
{
    constexpr uint32_t BYTES = 6; // up to the lengths of both versions of IP
    constexpr uint32_t IPV6_HEADER = 40;
    std::array<uint8_t, BYTES> header{};
    packet->CopyData(header.data(), BYTES);
    const uint32_t length = header[0] >> 4 == 4 ? (header[2] << 8 | header[3])
                                                : (header[4] << 8 | header[5]) + IPV6_HEADER;
    // No length at all in what is larger than its field.
    const bool isGiven = length > IPV6_HEADER || header[0] >> 4 == 4;
    return isGiven && length > 0 ? std::min(length, packet->GetSize()) : packet->GetSize();
}

} // namespace

PacketWayProbe::PacketWayProbe(Ptr<Node> host, Observer observer)
    : m_host(host),
      m_observer(std::move(observer)),
      m_interrupts(host->GetNDevices())
{
    for (uint32_t i = 0; i < host->GetNDevices(); i++)
    {
        Connect(host->GetDevice(i), m_interrupts[i]);
    }
    HostCpu::Get(host)->TraceConnectWithoutContext(
        "Read",
        MakeFunctionCallback<Ptr<const Packet>, uint32_t, Time>(
            [this](Ptr<const Packet> packet, uint32_t /* core */, Time begin) {
                Read(packet, begin);
            }));
    for (uint32_t i = 0; i < host->GetNApplications(); i++)
    {
        if (const auto sink = DynamicCast<PacketSink>(host->GetApplication(i)))
        {
            sink->TraceConnectWithoutContext(
                "Rx",
                MakeFunctionCallback<Ptr<const Packet>, const Address&>(
                    [this](Ptr<const Packet> packet, const Address& /* from */) {
                        Read(packet, Simulator::Now());
                    }));
        }
    }
}

void
PacketWayProbe::Connect(Ptr<NetDevice> device, Interrupts& interrupts)
{
    const auto driver = device->GetObject<NicDriver>();
    if (!driver)
    {
        return;
    }
    // A device without a wire has no such trace source.
    device->TraceConnectWithoutContext("PhyTxBegin", MakeCallback(&PacketWayProbe::Depart, this));
    driver->TraceConnectWithoutContext(
        "Interrupt",
        MakeFunctionCallback<uint32_t, bool>([&interrupts](uint32_t queue, bool isMasked) {
            interrupts.resize(std::max<std::size_t>(interrupts.size(), queue + 1));
            Interrupt& interrupt = interrupts[queue];
            interrupt.isMasked = isMasked;
            (isMasked ? interrupt.raised : interrupt.unmasked) = Simulator::Now();
        }));
    driver->TraceConnectWithoutContext(
        "ReceivePoint",
        MakeFunctionCallback<Ptr<const Packet>, ReceivePoint, uint32_t>(
            [this, &interrupts](Ptr<const Packet> packet, ReceivePoint point, uint32_t queue) {
                Pass(packet, point, queue < interrupts.size() ? interrupts[queue] : Interrupt());
            }));
}

void
PacketWayProbe::Depart(Ptr<const Packet> frame)
{
    if (!PacketWayTag::Find(frame)) // not forwarded
    {
        frame->AddByteTag(PacketWayTag(Simulator::Now()));
    }
}

void
PacketWayProbe::Pass(Ptr<const Packet> packet, ReceivePoint point, const Interrupt& interrupt)
{
    PacketWayTag tag = PacketWayTag::Find(packet).value_or(PacketWayTag(Simulator::Now()));
    switch (point)
    {
    case ReceivePoint::RING:
        tag.Arrive(m_host->GetId(), LatencyPart::RING);
        break;
    case ReceivePoint::DRIVER:
        LeaveRing(tag, interrupt);
        break;
    case ReceivePoint::BACKLOG:
        if (tag.GetPart() == LatencyPart::SOFTIRQ)
        {
            tag.GoOn(LatencyPart::BACKLOG, Simulator::Now());
        }
        else // of a device without ring
        {
            tag.Arrive(m_host->GetId(), LatencyPart::BACKLOG);
        }
        break;
    case ReceivePoint::SOFTIRQ:
        tag.GoOn(LatencyPart::SOFTIRQ, Simulator::Now());
        break;
    case ReceivePoint::STACK:
        tag.GoOn(LatencyPart::SOCKET, Simulator::Now());
        break;
    }
    const uint32_t end = GetUnpaddedSize(packet);
    packet->AddByteTag(tag, end - 1, end);
}

void
PacketWayProbe::LeaveRing(PacketWayTag& tag, const Interrupt& interrupt)
{
    const Time now = Simulator::Now();
    if (tag.GetPart() == LatencyPart::RING)
    {
        const Time held = Max(tag.GetSince(), interrupt.unmasked);
        const Time raised = interrupt.isMasked ? interrupt.raised : now; // a timer made it poll
        if (raised > held)
        {
            tag.GoOn(LatencyPart::MODERATION, held);
            tag.GoOn(LatencyPart::RING, raised);
        }
    }
    tag.GoOn(LatencyPart::SOFTIRQ, now);
}

void
PacketWayProbe::Read(Ptr<const Packet> packet, Time begin)
{
    ByteTagIterator tags = packet->GetByteTagIterator();
    while (tags.HasNext())
    {
        const ByteTagIterator::Item item = tags.Next();
        if (item.GetTypeId() != PacketWayTag::GetTypeId())
        {
            continue;
        }
        PacketWayTag tag;
        item.GetTag(tag);
        if (tag.GetPart() == LatencyPart::SOCKET && tag.GetNode() == m_host->GetId())
        {
            tag.GoOn(LatencyPart::APPLICATION, Max(begin, tag.GetSince()));
            tag.GoOn(LatencyPart::APPLICATION, Simulator::Now());
            m_observer(tag.GetParts());
        }
    }
}

} // namespace ns3
