/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/flow-timeline.h"

#include "cpu/ns3-compat.h"

#include "ns3/ethernet-header.h"
#include "ns3/ipv4-header.h"
#include "ns3/ipv6-header.h"
#include "ns3/point-to-point-net-device.h"
#include "ns3/ppp-header.h"
#include "ns3/simulator.h"
#include "ns3/tcp-header.h"
#include "ns3/tcp-l4-protocol.h"

#include <sstream>
#include <utility>

namespace ns3
{

namespace
{

constexpr uint32_t FIRST_THREAD = 1000000; //!< tid of the first connection
/// Frames of a connection that wait for an ACK; beyond that the oldest gets no arrow.
constexpr std::size_t MOST_UNANSWERED = 1 << 16;

} // namespace

FlowTimeline::FlowTimeline(TraceEventFile& file)
    : m_file(file)
{
}

void
FlowTimeline::AddDevice(uint32_t process, Ptr<NetDevice> device)
{
    m_nics.push_back({process,
                      device->GetNode(),
                      DynamicCast<PointToPointNetDevice>(device) != nullptr,
                      std::nullopt});
    Nic& nic = m_nics.back();
    device->TraceConnectWithoutContext(
        "PhyTxBegin",
        MakeFunctionCallback<Ptr<const Packet>>([this, &nic](Ptr<const Packet> frame) {
            nic.sending = Parse(frame, nic.isPpp);
            if (nic.sending)
            {
                nic.sending->start = Simulator::Now();
                nic.sending->track = FindTrack(nic, *nic.sending);
            }
        }));
    device->TraceConnectWithoutContext(
        "PhyTxEnd",
        MakeFunctionCallback<Ptr<const Packet>>([this, &nic](Ptr<const Packet> /* frame */) {
            if (const auto segment = std::exchange(nic.sending, std::nullopt))
            {
                Finish(*segment);
            }
        }));
}

std::optional<FlowTimeline::Segment>
FlowTimeline::Parse(Ptr<const Packet> frame, bool isPpp)
{
    const Ptr<Packet> packet = frame->Copy();
    PppHeader ppp;
    EthernetHeader ethernet;
    isPpp ? packet->RemoveHeader(ppp) : packet->RemoveHeader(ethernet);
    uint8_t version = 0;
    packet->CopyData(&version, 1);
    Segment segment;
    if (version >> 4 == 4)
    {
        Ipv4Header ip;
        packet->RemoveHeader(ip);
        if (ip.GetProtocol() != TcpL4Protocol::PROT_NUMBER || ip.GetFragmentOffset() > 0)
        {
            return std::nullopt;
        }
        segment.flow.local = ip.GetSource();
        segment.flow.peer = ip.GetDestination();
        segment.payload = ip.GetPayloadSize();
    }
    else if (version >> 4 == 6)
    {
        Ipv6Header ip;
        packet->RemoveHeader(ip);
        if (ip.GetNextHeader() != TcpL4Protocol::PROT_NUMBER)
        {
            return std::nullopt;
        }
        segment.flow.local = ip.GetSource();
        segment.flow.peer = ip.GetDestination();
        segment.payload = ip.GetPayloadLength();
    }
    else
    {
        return std::nullopt; // ARP
    }
    TcpHeader tcp;
    segment.payload -= packet->RemoveHeader(tcp);
    segment.flow.localPort = tcp.GetSourcePort();
    segment.flow.peerPort = tcp.GetDestinationPort();
    segment.end = tcp.GetSequenceNumber() + segment.payload;
    segment.ack = tcp.GetAckNumber();
    return segment;
}

TimelineTrack
FlowTimeline::FindTrack(const Nic& nic, const Segment& segment)
{
    const auto key = std::make_pair(nic.process, segment.flow);
    const auto known = m_tracks.find(key);
    if (known != m_tracks.end())
    {
        return known->second;
    }
    const TimelineTrack track{nic.process, FIRST_THREAD + m_counts[nic.process]++};
    m_tracks[key] = track;
    std::ostringstream name;
    name << segment.flow;
    m_file.NameTrack(track, name.str());
    if (const auto socket = segment.flow.FindSocket(nic.node))
    {
        socket->TraceConnectWithoutContext(
            "CongestionWindow",
            MakeFunctionCallback<uint32_t, uint32_t>(
                [this, process = nic.process, window = "cwnd " + name.str()](uint32_t /* before */,
                                                                             uint32_t now) {
                    m_file.Counter(process, Simulator::Now(), window, now);
                }));
    }
    return track;
}

void
FlowTimeline::Finish(const Segment& segment)
{
    const bool hasData = segment.payload > 0;
    m_file.Slice(segment.track,
                 segment.start,
                 Simulator::Now(),
                 hasData ? "data" : "ACK",
                 "frame",
                 hasData ? "end" : "ack",
                 (hasData ? segment.end : segment.ack).GetValue());
    const TcpFlow& flow = segment.flow;
    auto answered = m_unanswered.find({flow.peer, flow.local, flow.peerPort, flow.localPort});
    if (answered != m_unanswered.end())
    {
        auto& frames = answered->second;
        while (!frames.empty() && frames.front().end <= segment.ack)
        {
            m_file.Arrow(frames.front().track,
                         frames.front().start,
                         segment.track,
                         segment.start,
                         "acknowledged");
            frames.pop_front();
        }
    }
    if (hasData)
    {
        auto& frames = m_unanswered[flow];
        frames.push_back(segment);
        if (frames.size() > MOST_UNANSWERED)
        {
            frames.pop_front();
        }
    }
}

} // namespace ns3
