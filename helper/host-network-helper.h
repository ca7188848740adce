/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_HOST_NETWORK_HELPER_H
#define OFFLOAD_HOST_NETWORK_HELPER_H

#include "ns3/internet-stack-helper.h"
#include "ns3/ipv4-address-helper.h"
#include "ns3/net-device-container.h"
#include "ns3/node-container.h"
#include "ns3/offload-point-to-point-helper.h"

#include <vector>

namespace ns3
{

/**
 * @ingroup offload
 * A network of hosts and switches: what the helpers of layouts have in common.
 *
 * Switches forward by IP, at no cost; hosts have NICs and CPUs. A layout makes nodes and links when
 * it is constructed; stacks and addresses come after that, as with ns-3's layout helpers, and
 * routes from Ipv4GlobalRoutingHelper. Where paths are equally short, ns-3's global routing takes
 * one of them for all packets, or with attribute RandomEcmpRouting one for each packet, which
 * reorders.
 */
class HostNetworkHelper
{
  public:
    /**
     * @param stack what hosts and switches get
     */
    void InstallStack(const InternetStackHelper& stack) const;

    /**
     * Give each link a network of its own.
     * @param addresses the first network, and the mask of all
     */
    void AssignIpv4Addresses(Ipv4AddressHelper addresses);

    /**
     * @return the hosts, in the order of the layout
     */
    const NodeContainer& GetHosts() const;

    /**
     * @return the switches, in the order of the layout
     */
    const NodeContainer& GetSwitches() const;

    /**
     * @param index index of a host; the program ends if there is no such host
     * @return the host
     */
    Ptr<Node> GetHost(uint32_t index) const;

    /**
     * @param index index of a host; the program ends if there is no such host
     * @return its NIC
     */
    Ptr<NetDevice> GetNic(uint32_t index) const;

    /**
     * @param index index of a host; the program ends if there is no such host
     * @return the port of the switch that it is connected to
     */
    Ptr<NetDevice> GetPort(uint32_t index) const;

    /**
     * @param index index of a host; the program ends if there is no such host, or it has no address
     *        yet
     * @return its address
     */
    Ipv4Address GetIpv4Address(uint32_t index) const;

  protected:
    /**
     * @param nHosts number of hosts
     * @param nSwitches number of switches
     */
    HostNetworkHelper(uint32_t nHosts, uint32_t nSwitches);

    /**
     * Connect a host; once for each.
     *
     * @param host index of the host
     * @param toSwitch index of its switch
     * @param link makes the link
     */
    void ConnectHost(uint32_t host, uint32_t toSwitch, OffloadPointToPointHelper& link);

    /**
     * Connect two switches.
     *
     * @param a index of one
     * @param b index of the other
     * @param link makes the link
     * @return port of a, port of b
     */
    NetDeviceContainer ConnectSwitches(uint32_t a, uint32_t b, OffloadPointToPointHelper& link);

  private:
    /**
     * End the program if there is no such host.
     * @param index index of a host
     */
    void CheckHost(uint32_t index) const;

    NodeContainer m_hosts;                       //!< hosts
    NodeContainer m_switches;                    //!< switches
    std::vector<NetDeviceContainer> m_hostLinks; //!< NIC and port, by host
    std::vector<NetDeviceContainer> m_fabric;    //!< links between switches
};

} // namespace ns3

#endif // OFFLOAD_HOST_NETWORK_HELPER_H
