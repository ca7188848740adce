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
#include <ostream>
#include <set>
#include <utility>
#include <vector>

namespace offloadtest
{

using namespace ns3;

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
 * An IPv4 packet on a wire.
 */
struct WirePacket
{
    uint32_t length; //!< bytes
    uint32_t offset; //!< fragment offset, bytes
    bool isMore;     //!< fragments follow

    /// @param other another one @return true if they are the same
    bool operator==(const WirePacket& other) const
    {
        return length == other.length && offset == other.offset && isMore == other.isMore;
    }
};

/**
 * @param os where to
 * @param packet what to print
 * @return where to
 */
inline std::ostream&
operator<<(std::ostream& os, const WirePacket& packet)
{
    return os << packet.length << " bytes at " << packet.offset << (packet.isMore ? ", more" : "");
}

/**
 * @ingroup offload-test
 * What the wire has seen of a host.
 */
struct WireLog
{
    std::vector<std::pair<uint32_t, uint32_t>> data; //!< sequence number and payload, in order
    std::multiset<uint16_t> identifications;         //!< of IPv4
    std::vector<WirePacket> packets;                 //!< all, in order
    uint32_t longest{0};                             //!< bytes of IP packet
    uint64_t fins{0};                                //!< frames with FIN
    uint64_t marks{0};                               //!< frames with CE
    uint64_t reductions{0};                          //!< frames with CWR

    /**
     * Note what a device sends from now on.
     * @param device the device
     */
    void Watch(Ptr<NetDevice> device)
    {
        device->TraceConnectWithoutContext("PhyTxBegin", MakeCallback(&WireLog::Note, this));
    }

    /**
     * A frame begins on the wire.
     * @param packet the frame, with its PPP header
     */
    void Note(Ptr<const Packet> packet)
    {
        Ptr<Packet> copy = packet->Copy();
        PppHeader ppp;
        copy->RemoveHeader(ppp);
        longest = std::max(longest, copy->GetSize());
        Ipv4Header ip;
        copy->RemoveHeader(ip);
        identifications.insert(ip.GetIdentification());
        packets.push_back({copy->GetSize() + 20, ip.GetFragmentOffset(), !ip.IsLastFragment()});
        marks += ip.GetEcn() == Ipv4Header::ECN_CE ? 1 : 0;
        if (ip.GetProtocol() != TcpL4Protocol::PROT_NUMBER || ip.GetFragmentOffset() > 0)
        {
            return;
        }
        TcpHeader tcp;
        copy->RemoveHeader(tcp);
        if (copy->GetSize() > 0)
        {
            data.emplace_back(tcp.GetSequenceNumber().GetValue(), copy->GetSize());
        }
        fins += tcp.GetFlags() & TcpHeader::FIN ? 1 : 0;
        reductions += tcp.GetFlags() & TcpHeader::CWR ? 1 : 0;
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
    pair.link.SetDeviceAttribute("tx-gso", BooleanValue(place.gso));
    pair.link.SetDeviceAttribute("tx-tcp-segmentation", BooleanValue(place.tso));
}

} // namespace offloadtest

#endif // SEGMENTATION_PLACE_H
