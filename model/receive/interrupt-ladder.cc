/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */
#include "receive/interrupt-ladder.h"

#include <array>

namespace ns3
{

namespace
{

// Gaps of 10, 50 and 84 us.
constexpr std::array<double, 3> RATES{{1e6 / 10, 1e6 / 50, 1e6 / 84}}; //!< interrupts/s, by class
constexpr double LOW_RATE = 10e6;  //!< bytes/s up to which latency matters most
constexpr double BULK_RATE = 20e6; //!< bytes/s beyond which it does not matter
constexpr double SMOOTHING = 0.1;  //!< weight of the newest

} // namespace

Time
InterruptLadder::Climb(uint64_t bytes)
{
    if (bytes == 0)
    {
        return GetGap();
    }
    const double rate = static_cast<double>(bytes) * m_rate;
    switch (m_class)
    {
    case Class::LOWEST_LATENCY:
        m_class = rate > LOW_RATE ? Class::LOW_LATENCY : m_class;
        break;
    case Class::LOW_LATENCY:
        m_class = rate > BULK_RATE   ? Class::BULK
                  : rate <= LOW_RATE ? Class::LOWEST_LATENCY
                                     : m_class;
        break;
    case Class::BULK:
        m_class = rate <= BULK_RATE ? Class::LOW_LATENCY : m_class;
        break;
    }
    m_rate += SMOOTHING * (RATES[static_cast<std::size_t>(m_class)] - m_rate);
    return GetGap();
}

Time
InterruptLadder::GetGap() const
{
    return Seconds(1 / m_rate);
}

} // namespace ns3
