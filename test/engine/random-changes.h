/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_RANDOM_CHANGES_H
#define OFFLOAD_RANDOM_CHANGES_H

#include "packet-builder.h"

#include <cstdint>
#include <random>

/**
 * @file
 * @ingroup offload-test
 * Packets that are changed at random.
 */

namespace ns3::offload::test
{

/// Random numbers, and what they do to packets.
class RandomChanges
{
  public:
    /// @param seed of the random numbers
    explicit RandomChanges(uint32_t seed)
        : m_random(seed)
    {
    }

    /// @return a random number
    uint32_t Any()
    {
        return static_cast<uint32_t>(m_random());
    }

    /// @param limit a number above 0 @return a random number below it
    uint32_t Below(uint32_t limit)
    {
        return Any() % limit;
    }

    /// @param packet to change, now and then, in a way that a rule, or none, is about
    void Disturb(TcpPacket& packet)
    {
        switch (Below(40))
        {
        case 0:
            packet.flags |= static_cast<uint8_t>(1U << Below(8));
            break;
        case 1:
            packet.tos = static_cast<uint8_t>(Any());
            break;
        case 2:
            packet.ipOptions = Bytes(4, 1);
            break;
        case 3:
            packet.tcpOptions = Bytes(4, 1);
            break;
        case 4:
            packet.padding = 1 + Below(8);
            break;
        case 5:
            packet.checksumError = 1; // small: errors must not cancel each other
            break;
        case 6:
            packet.fragment = static_cast<uint16_t>(Below(2) << 15);
            break;
        default:
            break;
        }
    }

  private:
    std::mt19937 m_random; //!< of this run
};

} // namespace ns3::offload::test

#endif // OFFLOAD_RANDOM_CHANGES_H
