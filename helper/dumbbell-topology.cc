/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/dumbbell-topology.h"

#include "ns3/abort.h"
#include "ns3/internet-stack-helper.h"
#include "ns3/ipv4-address-helper.h"
#include "ns3/ipv4-global-routing-helper.h"
#include "ns3/switch-helper.h"
#include "ns3/uinteger.h"

namespace ns3
{

DumbbellTopology::DumbbellTopology(uint32_t nSenders,
                                   uint32_t nReceivers,
                                   const std::string& senderProfile,
                                   const std::string& receiverProfile)
{
    NS_ABORT_MSG_IF(nSenders == 0 || nReceivers == 0,
                    "DumbbellTopology got " << nSenders << " senders and " << nReceivers
                                            << " receivers: give at least 1 of each");
    sender = CreateHost(senderProfile);
    receiver = CreateHost(receiverProfile);
    for (uint32_t i = 1; i < nSenders; i++)
    {
        otherSenders.push_back(CreateHost(senderProfile));
    }
    for (uint32_t i = 1; i < nReceivers; i++)
    {
        otherReceivers.push_back(CreateHost(receiverProfile));
    }
    m_switches.Create(2);
    SwitchHelper().Install(m_switches);
}

SwitchPortHelper&
DumbbellTopology::GetPort()
{
    return m_port;
}

OffloadNicHelper&
DumbbellTopology::GetSenderNic()
{
    return m_senderNic;
}

OffloadNicHelper&
DumbbellTopology::GetReceiverNic()
{
    return m_receiverNic;
}

Ptr<SwitchPortQueue>
DumbbellTopology::GetPortQueue() const
{
    return m_queue;
}

void
DumbbellTopology::BuildLinks()
{
    for (auto* helper : {&m_senderNic, &m_receiverNic})
    {
        helper->SetDeviceAttribute("DataRate", DataRateValue(m_rate));
        helper->SetDeviceAttribute("Mtu", UintegerValue(m_mtu));
        helper->SetChannelAttribute("Delay", TimeValue(m_delay));
    }
    const auto connect = [this](Host& host, uint32_t toSwitch, OffloadPointToPointHelper& nic) {
        m_links.push_back(nic.Install(host.node, m_switches.Get(toSwitch)));
        host.devices.Add(m_links.back().Get(0));
    };
    connect(sender, 0, m_senderNic);
    for (Host& host : otherSenders)
    {
        connect(host, 0, m_senderNic);
    }
    connect(receiver, 1, m_receiverNic);
    for (Host& host : otherReceivers)
    {
        connect(host, 1, m_receiverNic);
    }
    m_links.push_back(m_senderNic.Install(m_switches));
    m_queue = m_port.Install(m_links.back().Get(0));
}

std::vector<Address>
DumbbellTopology::BuildStacks()
{
    const NodeContainer hosts = GetHosts();
    InternetStackHelper().Install(NodeContainer(hosts, m_switches));
    Ipv4AddressHelper networks("10.0.0.0", "255.255.255.252");
    std::vector<Address> receivers;
    for (std::size_t link = 0; link < m_links.size(); link++)
    {
        const auto addresses = networks.Assign(m_links[link]);
        networks.NewNetwork();
        if (link > otherSenders.size() && link < hosts.GetN())
        {
            receivers.emplace_back(addresses.GetAddress(0));
        }
    }
    Ipv4GlobalRoutingHelper::PopulateRoutingTables();
    return receivers;
}

void
DumbbellTopology::EnableWirePcap(const std::string& prefix)
{
    m_receiverNic.EnablePcap(prefix, receiver.devices.Get(0));
}

} // namespace ns3
