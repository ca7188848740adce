/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef SEGMENTATION_PLACE_H
#define SEGMENTATION_PLACE_H

#include "host-pair.h"

#include "ns3/ipv4-header.h"
#include "ns3/ppp-header.h"
#include "ns3/tcp-header.h"
#include "ns3/tcp-l4-protocol.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

/**
 * @ingroup offload-test
 * Where a super-packet is segmented.
 */
struct SegmentationPlace
{
    const char* name; //!< in names of tests
    bool gso;         //!< feature tx-gso
    bool tso;         //!< feature tx-tcp-segmentation
};

/// @ingroup offload-test The places that are compared.
inline constexpr SegmentationPlace PLACES[] = {
    {"none", false, false},
    {"driver", true, false},
    {"NIC", true, true},
};

/**
 * @ingroup offload-test
 * What the wire has seen of a host.
 */
struct WireLog
{
    std::vector<std::pair<uint32_t, uint32_t>> data; //!< sequence number and payload, in order
    std::multiset<uint16_t> identifications;         //!< of IPv4
    /// Length of IP packet, fragment offset and whether fragments follow, in order.
    std::vector<std::tuple<uint32_t, uint32_t, bool>> packets;
    uint32_t longest{0}; //!< bytes of IP packet
    uint64_t fins{0};    //!< frames with FIN
    uint64_t marks{0};   //!< frames with CE

    /**
     * A frame begins on the wire.
     * @param packet the frame, with its PPP header
     */
    void Note(ns3::Ptr<const ns3::Packet> packet)
    {
        ns3::Ptr<ns3::Packet> copy = packet->Copy();
        ns3::PppHeader ppp;
        copy->RemoveHeader(ppp);
        longest = std::max(longest, copy->GetSize());
        ns3::Ipv4Header ip;
        copy->RemoveHeader(ip);
        identifications.insert(ip.GetIdentification());
        packets.emplace_back(copy->GetSize() + 20, ip.GetFragmentOffset(), !ip.IsLastFragment());
        marks += ip.GetEcn() == ns3::Ipv4Header::ECN_CE ? 1 : 0;
        if (ip.GetProtocol() != ns3::TcpL4Protocol::PROT_NUMBER || ip.GetFragmentOffset() > 0)
        {
            return;
        }
        ns3::TcpHeader tcp;
        copy->RemoveHeader(tcp);
        if (copy->GetSize() > 0)
        {
            data.emplace_back(tcp.GetSequenceNumber().GetValue(), copy->GetSize());
        }
        fins += tcp.GetFlags() & ns3::TcpHeader::FIN ? 1 : 0;
    }
};

/**
 * Prepare a pair of hosts.
 * @param pair the pair
 * @param place where its super-packets are segmented
 */
inline void
SetPlace(HostPair& pair, const SegmentationPlace& place)
{
    pair.link.SetDeviceAttribute("tx-gso", ns3::BooleanValue(place.gso));
    pair.link.SetDeviceAttribute("tx-tcp-segmentation", ns3::BooleanValue(place.tso));
}

#endif // SEGMENTATION_PLACE_H
