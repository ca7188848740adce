/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_TRANSMIT_DEPARTURE_H
#define OFFLOAD_TRANSMIT_DEPARTURE_H

#include "ns3/address.h"
#include "ns3/packet.h"
#include "ns3/transmit-tag.h"

#include <cstdint>
#include <optional>

namespace ns3
{

/**
 * @ingroup offload
 * A packet on its way from a host's stack to the wire.
 */
struct Departure
{
    Ptr<Packet> packet;          //!< from its network header; its TransmitTag is taken off
    TransmitTag::Fields fields;  //!< what that said
    std::optional<Address> from; //!< who sends it, if that is not the NIC (a bridge's port)
    Address to;                  //!< whom the link is to take it to
    uint16_t protocol{0};        //!< Ethernet type
    uint32_t queue{0};           //!< transmit queue: index of its NetDeviceQueue
    bool isMore{false};          //!< frames of the same packet follow, from the same descriptor
    uint32_t descriptors{1}; //!< that the NIC reads for it: a super-packet's first frame has one
};

} // namespace ns3

#endif // OFFLOAD_TRANSMIT_DEPARTURE_H
