/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/transmit-settings.h"

#include "ns3/object-base.h"
#include "ns3/uinteger.h"

namespace ns3
{

TypeId
TransmitSettings::AddAttributes(TypeId tid)
{
    constexpr uint32_t SMALLEST_MTU = 68; // of IPv4, RFC 791
    constexpr uint32_t LARGEST_PACKET = 65535;
    const TransmitSettings defaults;
    return tid
        .AddAttribute("TxRing",
                      "Descriptors of the transmit ring: one for a packet, whether the NIC "
                      "segments it or not.",
                      UintegerValue(defaults.txRing),
                      MakeUintegerAccessor(&TransmitSettings::txRing),
                      MakeUintegerChecker<uint32_t>(1, 65536))
        .AddAttribute("GsoMaxSize",
                      "Bytes of IP packet that a super-packet has at most (gso_max_size).",
                      UintegerValue(defaults.gsoMaxSize),
                      MakeUintegerAccessor(&TransmitSettings::gsoMaxSize),
                      MakeUintegerChecker<uint32_t>(SMALLEST_MTU, LARGEST_PACKET))
        .AddAttribute("GsoMaxSegs",
                      "Segments that a super-packet has at most (gso_max_segs).",
                      UintegerValue(defaults.gsoMaxSegs),
                      MakeUintegerAccessor(&TransmitSettings::gsoMaxSegs),
                      MakeUintegerChecker<uint32_t>(1, 65535))
        .AddAttribute("TsoMaxSize",
                      "Bytes of payload that the NIC can segment (tso_max_size); larger "
                      "super-packets are segmented in software.",
                      UintegerValue(defaults.tsoMaxSize),
                      MakeUintegerAccessor(&TransmitSettings::tsoMaxSize),
                      MakeUintegerChecker<uint32_t>(1, 8 * LARGEST_PACKET))
        .AddAttribute("TsoMaxSegs",
                      "Segments that the NIC can make of a super-packet (tso_max_segs).",
                      UintegerValue(defaults.tsoMaxSegs),
                      MakeUintegerAccessor(&TransmitSettings::tsoMaxSegs),
                      MakeUintegerChecker<uint32_t>(1, 65535));
}

} // namespace ns3
