/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/offload-csma-net-device.h"

#include "device/ring-admission.h"
#include "packet/ethernet-wire.h"

#include "ns3/csma-channel.h"
#include "ns3/ethernet-header.h"
#include "ns3/ethernet-trailer.h"

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(OffloadCsmaNetDevice);

TypeId
OffloadCsmaNetDevice::GetTypeId()
{
    static TypeId tid = AddNicAttributes(TypeId("ns3::OffloadCsmaNetDevice")
                                             .SetParent<CsmaNetDevice>()
                                             .SetGroupName("Offload")
                                             .AddConstructor<OffloadCsmaNetDevice>());
    return tid;
}

OffloadCsmaNetDevice::OffloadCsmaNetDevice() = default;
OffloadCsmaNetDevice::~OffloadCsmaNetDevice() = default;

void
OffloadCsmaNetDevice::DoInitialize()
{
    auto channel = DynamicCast<CsmaChannel>(GetChannel());
    NS_ABORT_MSG_IF(!channel,
                    "OffloadCsmaNetDevice has no channel: install it with OffloadCsmaHelper, or "
                    "call Attach");
    // Not in the constructor: trace sources are found by the type of the object, which is not
    // known there.
    const auto end = MakeCallback(&OffloadCsmaNetDevice::EndTransmission, this);
    const bool isConnected = TraceConnectWithoutContext("PhyTxEnd", end);
    NS_ABORT_MSG_IF(!isConnected || !TraceConnectWithoutContext("PhyTxDrop", end),
                    "CsmaNetDevice has lost a trace source");
    RingAdmission::Install(*this, [this](Ptr<const Packet> frame) { return RefuseFrame(frame); });
    OffloadNetDevice::DoInitialize();
}

bool
OffloadCsmaNetDevice::RefuseFrame(Ptr<const Packet> frame)
{
    if (!m_driver->MightBeFull())
    {
        return false;
    }
    Ptr<Packet> packet = frame->Copy();
    EthernetTrailer trailer;
    packet->RemoveTrailer(trailer);
    EthernetHeader header(false);
    packet->RemoveHeader(header);
    const Mac48Address to = header.GetDestination();
    const bool isForUs = to.IsGroup() || to == Mac48Address::ConvertFrom(GetAddress());
    // A frame with a length instead of a type, which is none of IP, goes to the first queue.
    return (isForUs || m_isPromiscuous) &&
           RefuseFromWire(packet, header.GetLengthType(), header.GetSource(), to);
}

void
OffloadCsmaNetDevice::SetGap()
{
    constexpr uint32_t BETWEEN_FRAMES =
        offload::ETHERNET_PREAMBLE_BYTES + offload::ETHERNET_GAP_BYTES;
    const auto channel = DynamicCast<CsmaChannel>(GetChannel());
    SetInterframeGap(channel->GetDataRate().CalculateBytesTxTime(BETWEEN_FRAMES));
}

void
OffloadCsmaNetDevice::EndTransmission(Ptr<const Packet> /* packet */)
{
    SetGap(); // here, before the base waits for as long
    m_driver->NotifySent();
    m_driver->FeedWire();
}

} // namespace ns3
