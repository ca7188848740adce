/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "packet/congestion-mark.h"

#include "ns3/ipv4-header.h"
#include "ns3/ipv6-header.h"
#include "ns3/node.h"
#include "ns3/ppp-header.h"

#include <type_traits>

namespace ns3::offload
{

namespace
{

/**
 * @param frame a frame, from its network header
 * @param header an empty header of its kind
 * @return whether the frame is marked now
 */
template <typename Header>
bool
MarkHeader(Ptr<Packet> frame, Header header)
{
    frame->RemoveHeader(header);
    const bool isCapable = header.GetEcn() != Header::ECN_NotECT;
    if (isCapable)
    {
        header.SetEcn(Header::ECN_CE);
    }
    if constexpr (std::is_same_v<Header, Ipv4Header>)
    {
        if (Node::ChecksumEnabled())
        {
            header.EnableChecksum();
        }
    }
    frame->AddHeader(header);
    return isCapable;
}

} // namespace

bool
MarkCongestion(Ptr<Packet> frame)
{
    constexpr uint16_t PPP_IPV4 = 0x0021;
    PppHeader ppp;
    frame->RemoveHeader(ppp);
    const bool isMarked = ppp.GetProtocol() == PPP_IPV4 ? MarkHeader(frame, Ipv4Header())
                                                        : MarkHeader(frame, Ipv6Header());
    frame->AddHeader(ppp);
    return isMarked;
}

} // namespace ns3::offload
