/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/router-topology.h"

#include "ns3/internet-stack-helper.h"
#include "ns3/ipv4-address-helper.h"
#include "ns3/ipv4-global-routing-helper.h"
#include "ns3/uinteger.h"

namespace ns3
{

RouterTopology::RouterTopology(const std::string& senderProfile,
                               const std::string& receiverProfile,
                               const std::string& routerProfile)
{
    sender = CreateHost(senderProfile);
    receiver = CreateHost(receiverProfile);
    middle = CreateHost(routerProfile);
}

OffloadNicHelper&
RouterTopology::GetSenderNic()
{
    return m_senderNic;
}

OffloadNicHelper&
RouterTopology::GetReceiverNic()
{
    return m_receiverNic;
}

OffloadNicHelper*
RouterTopology::GetMiddleNic()
{
    return &m_routerNic;
}

void
RouterTopology::BuildLinks()
{
    for (auto* helper : {&m_senderNic, &m_receiverNic, &m_routerNic})
    {
        helper->SetDeviceAttribute("DataRate", DataRateValue(m_rate));
        helper->SetDeviceAttribute("Mtu", UintegerValue(m_mtu));
        helper->SetChannelAttribute("Delay", TimeValue(m_delay));
    }
    const auto first = m_senderNic.Install(sender.node, middle.node, m_routerNic);
    const auto second = m_routerNic.Install(middle.node, receiver.node, m_receiverNic);
    second.Get(0)->SetAttribute("InterruptCore", UintegerValue(1 % middle.cpu->GetNCores()));
    sender.devices.Add(first.Get(0));
    middle.devices.Add(first.Get(1));
    middle.devices.Add(second.Get(0));
    receiver.devices.Add(second.Get(1));
}

std::vector<Address>
RouterTopology::BuildStacks()
{
    InternetStackHelper().Install(NodeContainer(sender.node, middle.node, receiver.node));
    Ipv4AddressHelper addresses("10.0.0.0", "255.255.255.0");
    addresses.Assign(NetDeviceContainer(sender.devices.Get(0), middle.devices.Get(0)));
    addresses.NewNetwork();
    const auto second =
        addresses.Assign(NetDeviceContainer(middle.devices.Get(1), receiver.devices.Get(0)));
    Ipv4GlobalRoutingHelper::PopulateRoutingTables();
    return {second.GetAddress(1)};
}

void
RouterTopology::EnableWirePcap(const std::string& prefix)
{
    m_receiverNic.EnablePcap(prefix, receiver.devices.Get(0));
}

} // namespace ns3
