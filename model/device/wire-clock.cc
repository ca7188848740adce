/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "device/wire-clock.h"

#include "packet/ethernet-wire.h"

#include <utility>

namespace ns3
{

Time
WireClock::Advance(uint32_t packetBytes, bool hasTag, uint64_t rate)
{
    if (rate != std::exchange(m_rate, rate))
    {
        m_remainder = 0; // of a wire that was faster or slower
    }
    const uint64_t bits = 8ULL * offload::GetWireBytes(packetBytes, hasTag);
    const auto stepsPerSecond = static_cast<uint64_t>(Seconds(1).GetTimeStep());
    __extension__ using Wide = unsigned __int128;
    const Wide work = static_cast<Wide>(bits) * stepsPerSecond + m_remainder;
    const auto steps = static_cast<uint64_t>(work / rate);
    m_remainder = static_cast<uint64_t>(work % rate);
    return TimeStep(steps);
}

} // namespace ns3
