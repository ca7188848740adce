/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/offload-point-to-point-net-device.h"

#include "device/ring-admission.h"
#include "packet/ethernet-wire.h"

#include "ns3/ipv4-l3-protocol.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/ppp-header.h"

namespace ns3
{

namespace
{

constexpr uint32_t PPP_HEADER_BYTES = 2; //!< what the base puts before a packet

} // namespace

NS_OBJECT_ENSURE_REGISTERED(OffloadPointToPointNetDevice);

TypeId
OffloadPointToPointNetDevice::GetTypeId()
{
    static TypeId tid = AddNicAttributes(TypeId("ns3::OffloadPointToPointNetDevice")
                                             .SetParent<PointToPointNetDevice>()
                                             .SetGroupName("Offload")
                                             .AddConstructor<OffloadPointToPointNetDevice>());
    return tid;
}

OffloadPointToPointNetDevice::OffloadPointToPointNetDevice() = default;
OffloadPointToPointNetDevice::~OffloadPointToPointNetDevice() = default;

void
OffloadPointToPointNetDevice::DoInitialize()
{
    DataRateValue rate;
    GetAttribute("DataRate", rate);
    m_rate = rate.Get();
    // Not in the constructor: trace sources are found by the type of the object, which is not
    // known there.
    bool isConnected = TraceConnectWithoutContext(
        "PhyTxBegin",
        MakeCallback(&OffloadPointToPointNetDevice::BeginTransmission, this));
    isConnected &= TraceConnectWithoutContext(
        "PhyTxEnd",
        MakeCallback(&OffloadPointToPointNetDevice::EndTransmission, this));
    NS_ABORT_MSG_IF(!isConnected, "PointToPointNetDevice has lost a trace source");
    RingAdmission::Install(*this, [this](Ptr<const Packet> frame) { return RefuseFrame(frame); });
    OffloadNetDevice::DoInitialize();
}

bool
OffloadPointToPointNetDevice::RefuseFrame(Ptr<const Packet> frame)
{
    if (!m_driver->IsAnyRingFull())
    {
        return false;
    }
    Ptr<Packet> packet = frame->Copy();
    PppHeader header;
    packet->RemoveHeader(header);
    constexpr uint16_t PPP_IPV4 = 0x0021;
    const uint16_t protocol = header.GetProtocol() == PPP_IPV4 ? Ipv4L3Protocol::PROT_NUMBER
                                                               : Ipv6L3Protocol::PROT_NUMBER;
    return RefuseFromWire(packet, protocol, GetAddress(), GetAddress());
}

void
OffloadPointToPointNetDevice::BeginTransmission(Ptr<const Packet> packet)
{
    const uint32_t bytes = packet->GetSize();
    const uint64_t bits = 8ULL * offload::GetWireBytes(bytes - PPP_HEADER_BYTES, vlanId != 0);
    const uint64_t rate = m_rate.GetBitRate();
    const auto stepsPerSecond = static_cast<uint64_t>(Seconds(1).GetTimeStep());
    __extension__ using Wide = unsigned __int128;
    const Wide work = static_cast<Wide>(bits) * stepsPerSecond + m_remainder;
    const auto steps = static_cast<uint64_t>(work / rate);
    m_remainder = static_cast<uint64_t>(work % rate);
    SetInterframeGap(TimeStep(steps) - m_rate.CalculateBytesTxTime(bytes));
    // Here, not where a transmission ends: there the base has not yet left its transmit function.
    m_driver->FeedWire();
}

void
OffloadPointToPointNetDevice::EndTransmission(Ptr<const Packet> /* packet */)
{
    m_driver->NotifySent();
}

} // namespace ns3
