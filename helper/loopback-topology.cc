/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/loopback-topology.h"

#include "ns3/internet-stack-helper.h"
#include "ns3/ipv4-address.h"
#include "ns3/uinteger.h"

namespace ns3
{

LoopbackTopology::LoopbackTopology(const std::string& profile, const std::string& device)
    : m_nic(PLAIN_HOST, device)
{
    receiver = CreateHost(profile);
    sender = receiver;
}

OffloadNicHelper&
LoopbackTopology::GetSenderNic()
{
    return m_nic;
}

OffloadNicHelper&
LoopbackTopology::GetReceiverNic()
{
    return m_nic;
}

void
LoopbackTopology::BuildLinks()
{
    m_nic.SetDeviceAttribute("Mtu", UintegerValue(m_mtu));
    receiver.devices.Add(m_nic.Install(receiver.node));
    sender.devices = receiver.devices;
}

std::vector<Address>
LoopbackTopology::BuildStacks()
{
    InternetStackHelper().Install(receiver.node);
    return {Ipv4Address::GetLoopback()};
}

} // namespace ns3
