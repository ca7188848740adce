/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_OWN_ADDRESS_H
#define OFFLOAD_OWN_ADDRESS_H

#include "ns3/address.h"
#include "ns3/ipv4-address.h"
#include "ns3/ipv6-address.h"
#include "ns3/node.h"

#include <cstdint>

namespace ns3
{

/**
 * @ingroup offload
 * Whose an IP address is, seen from a node.
 */
enum class AddressOwner : uint8_t
{
    NO_IP,        //!< the node has no IP of this version, and no addresses
    OTHER,        //!< none of the node's
    OWN_LOOPBACK, //!< that of the node's loopback interface
    OWN_LINK,     //!< that of another interface of the node
};

/**
 * @param owner an owner
 * @return whether it is the node itself
 */
constexpr bool
IsOwn(AddressOwner owner)
{
    return owner >= AddressOwner::OWN_LOOPBACK;
}

/**
 * @param node a node
 * @param address an address
 * @return whose it is
 */
AddressOwner FindAddressOwner(const Node& node, Ipv4Address address);

/// @copydoc FindAddressOwner(const Node&, Ipv4Address)
AddressOwner FindAddressOwner(const Node& node, const Ipv6Address& address);

/// @copydoc FindAddressOwner(const Node&, Ipv4Address)
AddressOwner FindAddressOwner(const Node& node, const Address& address);

} // namespace ns3

#endif // OFFLOAD_OWN_ADDRESS_H
