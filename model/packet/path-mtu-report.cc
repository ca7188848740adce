/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "packet/path-mtu-report.h"

#include "engine/header-fields.h"

#include <array>

namespace ns3::offload
{

std::optional<Ipv6Address>
FindNarrowPath(Ptr<const Packet> packet)
{
    constexpr uint8_t ICMPV6 = 58;
    constexpr uint8_t PACKET_TOO_BIG = 2;
    constexpr uint32_t ICMPV6_HEADER = 8;
    std::array<uint8_t, 2 * ipv6::HEADER_LENGTH + ICMPV6_HEADER> bytes;
    if (packet->CopyData(bytes.data(), bytes.size()) != bytes.size() ||
        bytes[ipv6::NEXT_HEADER] != ICMPV6 || bytes[ipv6::HEADER_LENGTH] != PACKET_TOO_BIG)
    {
        return std::nullopt;
    }
    const uint8_t* sent = bytes.data() + ipv6::HEADER_LENGTH + ICMPV6_HEADER;
    return Ipv6Address::Deserialize(sent + ipv6::DESTINATION);
}

} // namespace ns3::offload
