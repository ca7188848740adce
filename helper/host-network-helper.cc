/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/host-network-helper.h"

#include "ns3/abort.h"
#include "ns3/ipv4.h"
#include "ns3/switch-helper.h"

namespace ns3
{

HostNetworkHelper::HostNetworkHelper(uint32_t nHosts, uint32_t nSwitches)
    : m_hostLinks(nHosts)
{
    m_hosts.Create(nHosts);
    m_switches.Create(nSwitches);
    SwitchHelper().Install(m_switches);
}

void
HostNetworkHelper::ConnectHost(uint32_t host, uint32_t toSwitch, OffloadPointToPointHelper& link)
{
    m_hostLinks[host] = link.Install(m_hosts.Get(host), m_switches.Get(toSwitch));
}

NetDeviceContainer
HostNetworkHelper::ConnectSwitches(uint32_t a, uint32_t b, OffloadPointToPointHelper& link)
{
    m_fabric.push_back(link.Install(m_switches.Get(a), m_switches.Get(b)));
    return m_fabric.back();
}

void
HostNetworkHelper::InstallStack(const InternetStackHelper& stack) const
{
    stack.Install(m_hosts);
    stack.Install(m_switches);
}

void
HostNetworkHelper::AssignIpv4Addresses(Ipv4AddressHelper addresses)
{
    for (const auto* links : {&m_hostLinks, &m_fabric})
    {
        for (const NetDeviceContainer& link : *links)
        {
            addresses.Assign(link);
            addresses.NewNetwork();
        }
    }
}

const NodeContainer&
HostNetworkHelper::GetHosts() const
{
    return m_hosts;
}

const NodeContainer&
HostNetworkHelper::GetSwitches() const
{
    return m_switches;
}

void
HostNetworkHelper::CheckHost(uint32_t index) const
{
    NS_ABORT_MSG_IF(index >= m_hosts.GetN(),
                    "There is no host " << index << ": the layout has hosts 0 to "
                                        << m_hosts.GetN() - 1);
}

Ptr<Node>
HostNetworkHelper::GetHost(uint32_t index) const
{
    CheckHost(index);
    return m_hosts.Get(index);
}

Ptr<NetDevice>
HostNetworkHelper::GetNic(uint32_t index) const
{
    CheckHost(index);
    return m_hostLinks[index].Get(0);
}

Ptr<NetDevice>
HostNetworkHelper::GetPort(uint32_t index) const
{
    CheckHost(index);
    return m_hostLinks[index].Get(1);
}

Ipv4Address
HostNetworkHelper::GetIpv4Address(uint32_t index) const
{
    const auto ipv4 = GetHost(index)->GetObject<Ipv4>();
    const int32_t interface = ipv4 ? ipv4->GetInterfaceForDevice(GetNic(index)) : -1;
    NS_ABORT_MSG_IF(interface < 0,
                    "Host " << index << " has no address: call InstallStack and "
                            << "AssignIpv4Addresses before");
    return ipv4->GetAddress(interface, 0).GetLocal();
}

} // namespace ns3
