/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_LEAF_SPINE_TOPOLOGY_H
#define OFFLOAD_LEAF_SPINE_TOPOLOGY_H

#include "leaf-spine-routing.h"
#include "offload-point-to-point-helper.h"

#include "ns3/data-rate.h"
#include "ns3/ipv4-address.h"
#include "ns3/net-device-container.h"
#include "ns3/node-container.h"
#include "ns3/nstime.h"

#include <cstdint>
#include <vector>

/**
 * @file
 * @ingroup offload
 * A large leaf-spine network.
 */

namespace ns3
{

/**
 * @ingroup offload
 * Hosts at leaves, each leaf at all spines, for studies with hundreds of hosts, of which some are
 * modelled in full and the others are ns-3's nodes.
 *
 * Switches are ns3::LeafSpineRouting: a packet costs the same in a large network as in a small one.
 * With ns-3's MPI a leaf and its hosts are one rank's, and spines are shared out. Where hosts are
 * all modelled and few, LeafSpineHelper does with any routing.
 */
class LeafSpineTopology
{
  public:
    /// How large, and how fast.
    struct Shape
    {
        uint32_t leaves{4};             //!< 1 to 256
        uint32_t spines{4};             //!< 1 to 16
        uint32_t hostsPerLeaf{4};       //!< 1 to 256
        uint32_t modelled{16};          //!< hosts that are modelled, spread over the leaves
        DataRate hostRate{"25Gbps"};    //!< of links to hosts
        DataRate fabricRate{"100Gbps"}; //!< of links between switches
        Time delay{MicroSeconds(1)};    //!< of each link
        uint32_t portFrames{512};       //!< that wait at a port of a switch at most
        uint32_t ranks{1};              //!< MPI's
        bool trains{false};             //!< attribute Trains of NICs and ports of switches
    };

    /**
     * @param shape what to build; the program ends if a number is out of range
     */
    explicit LeafSpineTopology(const Shape& shape);

    /**
     * @return what makes the NICs of modelled hosts, before Build()
     */
    OffloadPointToPointHelper& GetNic();

    /// Make links, stacks and addresses, once.
    void Build();

    /**
     * @return the hosts, leaf by leaf
     */
    const NodeContainer& GetHosts() const;

    /**
     * @param host number of a host
     * @return whether it is modelled
     */
    bool IsModelled(uint32_t host) const;

    /**
     * @param host number of a host
     * @return its address
     */
    Ipv4Address GetAddress(uint32_t host) const;

    /**
     * @param a number of a host
     * @param b number of another
     * @return links between them, 2 or 4
     */
    uint32_t CountLinks(uint32_t a, uint32_t b) const;

  private:
    /**
     * Connect a host that is not modelled.
     *
     * @param host the host
     * @param leaf its leaf
     * @return the devices of both
     */
    NetDeviceContainer ConnectStock(Ptr<Node> host, Ptr<Node> leaf) const;

    /**
     * @param host number of a host: it gets its link, stack, address and route
     */
    void BuildHost(uint32_t host);

    /**
     * @param leaf number of a leaf: it gets its links to all spines
     */
    void BuildUplinks(uint32_t leaf);

    const Shape m_shape;                               //!< what to build
    NodeContainer m_hosts;                             //!< hosts
    NodeContainer m_leaves;                            //!< leaves
    NodeContainer m_spines;                            //!< spines
    std::vector<Ptr<LeafSpineRouting>> m_leafRouting;  //!< of each leaf
    std::vector<Ptr<LeafSpineRouting>> m_spineRouting; //!< of each spine
    OffloadPointToPointHelper m_nic;                   //!< makes links of modelled hosts
    OffloadPointToPointHelper m_fabric;                //!< makes links between switches
};

} // namespace ns3

#endif // OFFLOAD_LEAF_SPINE_TOPOLOGY_H
