/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_GRO_FRAMES_H
#define OFFLOAD_GRO_FRAMES_H

#include "gro-bench.h"

#include <cstdint>
#include <vector>

/**
 * @file
 * @ingroup offload-test
 * Frames of one flow for tests of GRO that chains them.
 */

namespace ns3::offload::test
{

/// @return settings with fraglist
inline GroConfig
WithLists()
{
    GroConfig config;
    config.fraglist = true;
    return config;
}

/// @param number of frames @param isFixed whether all have one identification
/// @return TCP segments, the last one shorter
inline std::vector<Bytes>
TcpFrames(uint32_t number, bool isFixed)
{
    std::vector<Bytes> frames;
    TcpPacket packet;
    packet.timestamps = Timestamps{7, 9};
    for (uint32_t i = 0; i < number; ++i)
    {
        packet.payload = TcpPacket::Pattern(i + 1 == number ? 77 : 200, static_cast<uint8_t>(i));
        frames.push_back(packet.Build());
        packet.sequence += static_cast<uint32_t>(packet.payload.size());
        packet.identification = static_cast<uint16_t>(packet.identification + (isFixed ? 0 : 1));
    }
    return frames;
}

/// @param number of frames @param packet the first, the last one is shorter @return datagrams
inline std::vector<Bytes>
UdpFrames(uint32_t number, UdpPacket packet)
{
    std::vector<Bytes> frames;
    for (uint32_t i = 0; i < number; ++i)
    {
        packet.payload = TcpPacket::Pattern(i + 1 == number ? 33 : 100, static_cast<uint8_t>(i));
        frames.push_back(packet.Build());
        ++packet.identification;
    }
    return frames;
}

} // namespace ns3::offload::test

#endif // OFFLOAD_GRO_FRAMES_H
