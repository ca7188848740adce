/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/guest-topology.h"

#include "ns3/bridge-helper.h"
#include "ns3/internet-stack-helper.h"
#include "ns3/ipv4-address-helper.h"
#include "ns3/uinteger.h"

namespace ns3
{

GuestTopology::GuestTopology(Receiver kind,
                             const std::string& senderProfile,
                             const std::string& receiverProfile,
                             const std::string& hostProfile)
    : m_kind(kind)
{
    sender = CreateHost(senderProfile);
    receiver = CreateHost(receiverProfile);
    middle = CreateHost(hostProfile);
}

OffloadNicHelper&
GuestTopology::GetSenderNic()
{
    return m_senderLink;
}

OffloadNicHelper&
GuestTopology::GetReceiverNic()
{
    if (m_kind == Receiver::GUEST)
    {
        return m_receiverLink;
    }
    return m_receiverWireNic;
}

OffloadNicHelper*
GuestTopology::GetMiddleNic()
{
    return m_kind == Receiver::WIRE ? &m_hostWireNic : nullptr;
}

void
GuestTopology::BuildLinks()
{
    m_senderLink.SetDeviceAttribute("Mtu", UintegerValue(m_mtu));
    m_receiverLink.SetDeviceAttribute("Mtu", UintegerValue(m_mtu));
    const auto first = m_senderLink.Install(sender.node, middle.node);
    sender.devices.Add(first.Get(0));
    middle.devices.Add(first.Get(1));
    if (m_kind == Receiver::GUEST)
    {
        const auto second = m_receiverLink.Install(receiver.node, middle.node);
        receiver.devices.Add(second.Get(0));
        middle.devices.Add(second.Get(1));
    }
    else
    {
        BuildWire();
    }
    BridgeHelper().Install(middle.node, middle.devices);
}

void
GuestTopology::BuildWire()
{
    m_hostWireNic.SetChannelAttribute("DataRate", DataRateValue(m_rate));
    m_hostWireNic.SetChannelAttribute("Delay", TimeValue(m_delay));
    m_hostWireNic.SetDeviceAttribute("Mtu", UintegerValue(m_mtu));
    m_receiverWireNic.SetDeviceAttribute("Mtu", UintegerValue(m_mtu));
    middle.devices.Add(m_hostWireNic.Install(NodeContainer(middle.node)));
    const auto channel = DynamicCast<CsmaChannel>(middle.devices.Get(1)->GetChannel());
    receiver.devices.Add(m_receiverWireNic.Install(receiver.node, channel));
    for (const auto& device : {middle.devices.Get(1), receiver.devices.Get(0)})
    {
        // The stock channel is half-duplex, which Ethernet at this rate is not: data and ACKs
        // wait for each other, and are to do so for as short a time as may be.
        constexpr uint32_t RETRIES = 10000;
        DynamicCast<CsmaNetDevice>(device)->SetBackoffParams(NanoSeconds(50), 1, 2, 1, RETRIES);
    }
}

std::vector<Address>
GuestTopology::BuildStacks()
{
    InternetStackHelper().Install(NodeContainer(sender.node, receiver.node));
    const NetDeviceContainer ends(sender.devices, receiver.devices);
    return {Ipv4AddressHelper("10.0.0.0", "255.255.255.0").Assign(ends).GetAddress(1)};
}

void
GuestTopology::EnableWirePcap(const std::string& prefix)
{
    if (m_kind == Receiver::WIRE)
    {
        m_receiverWireNic.EnablePcap(prefix, receiver.devices.Get(0));
    }
}

} // namespace ns3
