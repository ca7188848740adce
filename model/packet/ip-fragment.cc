/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "packet/ip-fragment.h"

#include "engine/header-fields.h"

#include "ns3/ipv4-l3-protocol.h"
#include "ns3/ipv6-l3-protocol.h"

#include <array>

namespace ns3::offload
{

FragmentPlace
FindFragmentPlace(const Arrival& arrival)
{
    std::array<uint8_t, ipv6::HEADER_LENGTH + fragment::HEADER_LENGTH> bytes;
    const uint32_t length = arrival.packet.CopyData(bytes.data(), bytes.size());
    if (arrival.protocol == Ipv4L3Protocol::PROT_NUMBER && length >= ipv4::MIN_HEADER_LENGTH &&
        ipv4::IsFragment(bytes.data()))
    {
        const bool hasMore = Load16(&bytes[ipv4::FRAGMENT]) & ipv4::MORE_FRAGMENTS;
        return hasMore ? FragmentPlace::INNER : FragmentPlace::LAST;
    }
    if (arrival.protocol == Ipv6L3Protocol::PROT_NUMBER && length == bytes.size() &&
        bytes[ipv6::NEXT_HEADER] == protocol::FRAGMENT)
    {
        const bool hasMore =
            Load16(&bytes[ipv6::HEADER_LENGTH + fragment::OFFSET]) & fragment::MORE_FRAGMENTS;
        return hasMore ? FragmentPlace::INNER : FragmentPlace::LAST;
    }
    return FragmentPlace::WHOLE;
}

} // namespace ns3::offload
