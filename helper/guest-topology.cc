/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/guest-topology.h"

#include "cpu/run-warning.h"

#include "ns3/bridge-helper.h"
#include "ns3/internet-stack-helper.h"
#include "ns3/ipv4-address-helper.h"
#include "ns3/uinteger.h"

#include <sstream>

namespace ns3
{

GuestTopology::GuestTopology(Way way,
                             const std::string& senderProfile,
                             const std::string& receiverProfile,
                             const std::string& hostProfile)
    : m_way(way)
{
    sender = CreateHost(senderProfile);
    receiver = CreateHost(receiverProfile);
    middle = CreateHost(hostProfile);
}

OffloadNicHelper&
GuestTopology::GetSenderNic()
{
    if (m_way == Way::WIRE_TO_GUEST)
    {
        return m_otherWireNic;
    }
    return m_senderLink;
}

OffloadNicHelper&
GuestTopology::GetReceiverNic()
{
    if (m_way == Way::GUEST_TO_WIRE)
    {
        return m_otherWireNic;
    }
    return m_receiverLink;
}

OffloadNicHelper*
GuestTopology::GetMiddleNic()
{
    return m_way == Way::GUEST_TO_GUEST ? nullptr : &m_hostWireNic;
}

void
GuestTopology::BuildLinks()
{
    if (m_way == Way::WIRE_TO_GUEST)
    {
        BuildWire(sender);
    }
    else
    {
        BuildGuest(m_senderLink, sender);
    }
    if (m_way == Way::GUEST_TO_WIRE)
    {
        BuildWire(receiver);
    }
    else
    {
        BuildGuest(m_receiverLink, receiver);
    }
    BridgeHelper().Install(middle.node, middle.devices);
}

void
GuestTopology::BuildGuest(ParavirtualHelper& link, Host& guest)
{
    link.SetDeviceAttribute("Mtu", UintegerValue(m_mtu));
    const auto ends = link.Install(guest.node, middle.node);
    guest.devices.Add(ends.Get(0));
    middle.devices.Add(ends.Get(1));
}

void
GuestTopology::WarnOfDelay() const
{
    const Time frame = m_rate.CalculateBytesTxTime(m_mtu);
    if (10 * m_delay <= frame)
    {
        return;
    }
    std::ostringstream text;
    text << "The wire of a guest is half duplex (a CSMA channel), and a frame holds it for its "
            "delay, too: a frame of "
         << m_mtu << " bytes, which takes " << frame.As(Time::NS) << ", holds it for "
         << (frame + m_delay).As(Time::NS) << ". For the rate of the link choose a delay of "
         << (frame / 10).As(Time::NS) << " or less";
    WarnInRun(text.str());
}

void
GuestTopology::BuildWire(Host& host)
{
    WarnOfDelay();
    m_hostWireNic.SetChannelAttribute("DataRate", DataRateValue(m_rate));
    m_hostWireNic.SetChannelAttribute("Delay", TimeValue(m_delay));
    m_hostWireNic.SetDeviceAttribute("Mtu", UintegerValue(m_mtu));
    m_otherWireNic.SetDeviceAttribute("Mtu", UintegerValue(m_mtu));
    const auto nic = m_hostWireNic.Install(NodeContainer(middle.node));
    middle.devices.Add(nic);
    const auto channel = DynamicCast<CsmaChannel>(nic.Get(0)->GetChannel());
    host.devices.Add(m_otherWireNic.Install(host.node, channel));
    for (const auto& device : {nic.Get(0), host.devices.Get(0)})
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
    if (m_way != Way::GUEST_TO_GUEST)
    {
        const auto& host = m_way == Way::GUEST_TO_WIRE ? receiver : sender;
        m_otherWireNic.EnablePcap(prefix, host.devices.Get(0));
    }
}

} // namespace ns3
