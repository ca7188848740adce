/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_LEAF_SPINE_ROUTING_H
#define OFFLOAD_LEAF_SPINE_ROUTING_H

#include "ns3/ipv4-routing-protocol.h"

#include <cstdint>
#include <vector>

/**
 * @file
 * @ingroup offload
 * Routing in a leaf-spine network.
 */

namespace ns3
{

/**
 * @ingroup offload
 * The types of RouteInput's callbacks, which older ns-3 takes by value and newer by reference.
 */
template <typename Function>
struct RouteInputTypes;

/// As above, of a function.
template <typename Unicast, typename Multicast, typename Local, typename Error>
struct RouteInputTypes<bool (Ipv4RoutingProtocol::*)(Ptr<const Packet>,
                                                     const Ipv4Header&,
                                                     Ptr<const NetDevice>,
                                                     Unicast,
                                                     Multicast,
                                                     Local,
                                                     Error)>
{
    using UnicastForward = Unicast;     //!< forwards a packet
    using MulticastForward = Multicast; //!< forwards a packet to many
    using LocalDeliver = Local;         //!< delivers a packet
    using ErrorReport = Error;          //!< is told why not
};

/**
 * @ingroup offload
 * Routing of a switch by arithmetic on addresses: what a packet costs does not depend on the number
 * of hosts, as it does with tables that are searched.
 *
 * A host has the address 10.LEAF.HOST.1. A leaf sends to its own hosts, and to others over the
 * spine that a hash of addresses and ports chooses (ECMP), so that a flow stays on one path.
 */
class LeafSpineRouting : public Ipv4RoutingProtocol
{
  public:
    using Types = RouteInputTypes<decltype(&Ipv4RoutingProtocol::RouteInput)>; //!< of callbacks

    /**
     * @brief Get the type ID.
     * @return the object TypeId
     */
    static TypeId GetTypeId();

    /**
     * @param device where packets for a host of this leaf leave; hosts in order. Of a leaf
     */
    void AddHost(Ptr<NetDevice> device);

    /**
     * @param device where packets go up, of a leaf, or down to a leaf, of a spine; in order
     */
    void AddSwitch(Ptr<NetDevice> device);

    /**
     * @param leaf number of this leaf, or NO_LEAF for a spine
     */
    void SetLeaf(uint32_t leaf);

    static constexpr uint32_t NO_LEAF = 0xffffffff; //!< a spine

    /**
     * @param packet a packet that this node sends, from its transport header on
     * @param header its IP header
     * @param device where it must leave, or null
     * @param [out] error no error, or why there is no route
     * @return the route, or null
     */
    Ptr<Ipv4Route> RouteOutput(Ptr<Packet> packet,
                               const Ipv4Header& header,
                               Ptr<NetDevice> device,
                               Socket::SocketErrno& error) override;
    /**
     * @param packet a packet that has come, from its transport header on
     * @param header its IP header
     * @param device where it came
     * @param forward gets it to send it on
     * @param forwardToMany is not called
     * @param deliver is not called
     * @param report gets it if there is no way to its destination
     * @return true
     */
    bool RouteInput(Ptr<const Packet> packet,
                    const Ipv4Header& header,
                    Ptr<const NetDevice> device,
                    Types::UnicastForward forward,
                    Types::MulticastForward forwardToMany,
                    Types::LocalDeliver deliver,
                    Types::ErrorReport report) override;
    /// Nothing: links do not change. @param interface its index
    void NotifyInterfaceUp(uint32_t interface) override;
    /// Nothing: links do not change. @param interface its index
    void NotifyInterfaceDown(uint32_t interface) override;
    /// Nothing: links do not change. @param interface its index @param address one more
    void NotifyAddAddress(uint32_t interface, Ipv4InterfaceAddress address) override;
    /// Nothing: links do not change. @param interface its index @param address one fewer
    void NotifyRemoveAddress(uint32_t interface, Ipv4InterfaceAddress address) override;
    /// @param ipv4 of the node
    void SetIpv4(Ptr<Ipv4> ipv4) override;
    /// @param stream where to print @param unit of times
    void PrintRoutingTable(Ptr<OutputStreamWrapper> stream, Time::Unit unit) const override;

  protected:
    /// Let go of node and devices.
    void DoDispose() override;

  private:
    /**
     * @param packet a packet, from its transport header on
     * @param header its IP header
     * @return where it leaves, or null: its destination is no host
     */
    Ptr<NetDevice> FindDevice(Ptr<const Packet> packet, const Ipv4Header& header) const;

    uint32_t m_leaf{NO_LEAF};               //!< number of the leaf
    std::vector<Ptr<NetDevice>> m_hosts;    //!< to hosts
    std::vector<Ptr<NetDevice>> m_switches; //!< to spines or leaves
};

} // namespace ns3

#endif // OFFLOAD_LEAF_SPINE_ROUTING_H
