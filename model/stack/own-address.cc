/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "stack/own-address.h"

#include "ns3/ipv4.h"
#include "ns3/ipv6.h"

namespace ns3
{

namespace
{

/**
 * @tparam Ip Ipv4 or Ipv6
 * @tparam IpAddress its addresses
 * @param ip of a node, or null
 * @param address an address
 * @return whose it is
 */
template <typename Ip, typename IpAddress>
AddressOwner
FindOwner(Ptr<Ip> ip, const IpAddress& address)
{
    constexpr int32_t LOOPBACK = 0; // ns-3's IP makes it its first interface
    if (!ip)
    {
        return AddressOwner::NO_IP;
    }
    const int32_t interface = ip->GetInterfaceForAddress(address);
    if (interface < LOOPBACK)
    {
        return AddressOwner::OTHER;
    }
    return interface == LOOPBACK ? AddressOwner::OWN_LOOPBACK : AddressOwner::OWN_LINK;
}

} // namespace

AddressOwner
FindAddressOwner(const Node& node, Ipv4Address address)
{
    return FindOwner(node.GetObject<Ipv4>(), address);
}

AddressOwner
FindAddressOwner(const Node& node, const Ipv6Address& address)
{
    return FindOwner(node.GetObject<Ipv6>(), address);
}

AddressOwner
FindAddressOwner(const Node& node, const Address& address)
{
    return Ipv4Address::IsMatchingType(address)
               ? FindAddressOwner(node, Ipv4Address::ConvertFrom(address))
               : FindAddressOwner(node, Ipv6Address::ConvertFrom(address));
}

} // namespace ns3
