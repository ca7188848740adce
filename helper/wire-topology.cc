/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/wire-topology.h"

#include "ns3/inet6-socket-address.h"
#include "ns3/internet-stack-helper.h"
#include "ns3/ipv4-address-helper.h"
#include "ns3/ipv6-address-helper.h"
#include "ns3/uinteger.h"

namespace ns3
{

WireTopology::WireTopology(const std::string& senderProfile, const std::string& receiverProfile)
{
    sender = CreateHost(senderProfile);
    receiver = CreateHost(receiverProfile);
}

void
WireTopology::SetIpv6(bool isOn)
{
    m_isIpv6 = isOn;
}

OffloadNicHelper&
WireTopology::GetSenderNic()
{
    return m_senderNic;
}

OffloadNicHelper&
WireTopology::GetReceiverNic()
{
    return m_receiverNic;
}

Address
WireTopology::GetLocal(uint16_t port) const
{
    return m_isIpv6 ? Address(Inet6SocketAddress(Ipv6Address::GetAny(), port))
                    : OffloadTopology::GetLocal(port);
}

void
WireTopology::BuildLinks()
{
    for (auto* helper : {&m_senderNic, &m_receiverNic})
    {
        helper->SetDeviceAttribute("DataRate", DataRateValue(m_rate));
        helper->SetDeviceAttribute("Mtu", UintegerValue(m_mtu));
    }
    m_senderNic.SetChannelAttribute("Delay", TimeValue(m_delay));
    const auto devices = m_senderNic.Install(sender.node, receiver.node, m_receiverNic);
    sender.devices.Add(devices.Get(0));
    receiver.devices.Add(devices.Get(1));
}

std::vector<Address>
WireTopology::BuildStacks()
{
    const NetDeviceContainer devices(sender.devices, receiver.devices);
    InternetStackHelper().Install(NodeContainer(sender.node, receiver.node));
    const auto addresses = Ipv4AddressHelper("10.0.0.0", "255.255.255.0").Assign(devices);
    return {m_isIpv6 ? Address(Ipv6AddressHelper("fd00::", 64).Assign(devices).GetAddress(1, 1))
                     : Address(addresses.GetAddress(1))};
}

void
WireTopology::EnableWirePcap(const std::string& prefix)
{
    m_receiverNic.EnablePcap(prefix, receiver.devices.Get(0));
}

} // namespace ns3
