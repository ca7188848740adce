/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/offload-topology.h"

#include "ns3/abort.h"
#include "ns3/inet-socket-address.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/string.h"

namespace ns3
{

Ptr<NicDriver>
OffloadTopology::Host::GetDriver(uint32_t index) const
{
    NS_ABORT_MSG_IF(index >= devices.GetN(),
                    "The host has " << devices.GetN() << " NICs, and no NIC " << index
                                    << ": call OffloadTopology::Build before, which makes them");
    return devices.Get(index)->GetObject<NicDriver>();
}

OffloadTopology::Host
OffloadTopology::CreateHost(const std::string& profile)
{
    Host host{CreateObject<Node>(), CreateObject<HostCpu>(), {}};
    host.cpu->SetAttribute("Profile", StringValue(profile));
    host.node->AggregateObject(host.cpu);
    return host;
}

void
OffloadTopology::Build()
{
    NS_ABORT_MSG_IF(receiver.devices.GetN() > 0, "OffloadTopology::Build was called twice");
    BuildLinks();
    m_remotes = BuildStacks();
}

void
OffloadTopology::SetRate(DataRate rate)
{
    NS_ABORT_MSG_IF(rate.GetBitRate() == 0, "The rate of a link is 0: give a rate above 0");
    m_rate = rate;
}

void
OffloadTopology::SetDelay(Time delay)
{
    NS_ABORT_MSG_IF(delay.IsStrictlyNegative(),
                    "The delay of a link is " << delay.As(Time::US) << ": give 0 or more");
    m_delay = delay;
}

void
OffloadTopology::SetMtu(uint16_t mtu)
{
    m_mtu = mtu;
}

OffloadNicHelper*
OffloadTopology::GetMiddleNic()
{
    return nullptr;
}

Address
OffloadTopology::GetLocal(uint16_t port) const
{
    return InetSocketAddress(Ipv4Address::GetAny(), port);
}

Address
OffloadTopology::GetRemote(uint16_t port, uint32_t index) const
{
    NS_ABORT_MSG_IF(m_remotes.empty(), "OffloadTopology::GetRemote was called before Build");
    NS_ABORT_MSG_IF(index >= m_remotes.size(),
                    "There is no receiver " << index << ": the topology has receivers 0 to "
                                            << m_remotes.size() - 1);
    const Address& remote = m_remotes[index];
    return Ipv4Address::IsMatchingType(remote)
               ? Address(InetSocketAddress(Ipv4Address::ConvertFrom(remote), port))
               : Address(Inet6SocketAddress(Ipv6Address::ConvertFrom(remote), port));
}

NodeContainer
OffloadTopology::GetHosts() const
{
    NodeContainer hosts;
    for (const Host& host : GetSenders())
    {
        hosts.Add(host.node);
    }
    if (middle.node)
    {
        hosts.Add(middle.node);
    }
    for (const Host& host : GetReceivers())
    {
        if (host.node != sender.node)
        {
            hosts.Add(host.node);
        }
    }
    return hosts;
}

std::vector<OffloadTopology::Host>
OffloadTopology::GetSenders() const
{
    std::vector<Host> hosts{sender};
    hosts.insert(hosts.end(), otherSenders.begin(), otherSenders.end());
    return hosts;
}

std::vector<OffloadTopology::Host>
OffloadTopology::GetReceivers() const
{
    std::vector<Host> hosts{receiver};
    hosts.insert(hosts.end(), otherReceivers.begin(), otherReceivers.end());
    return hosts;
}

Ptr<SwitchPortQueue>
OffloadTopology::GetPortQueue() const
{
    return nullptr;
}

void
OffloadTopology::EnablePcap(const std::string& prefix)
{
    EnableWirePcap(prefix + "-wire");
    GetReceiverNic().EnableStackPcap(prefix + "-stack", receiver.devices.Get(0));
}

void
OffloadTopology::EnableWirePcap(const std::string& /* prefix */)
{
}

} // namespace ns3
