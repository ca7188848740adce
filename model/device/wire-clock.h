/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_WIRE_CLOCK_H
#define OFFLOAD_WIRE_CLOCK_H

#include "ns3/nstime.h"

#include <cstdint>

namespace ns3
{

/**
 * @ingroup offload
 * How long a wire is busy with each frame: the time of its Ethernet frame, preamble, frame check
 * sequence and gap, 1538 bytes for 1500 bytes of IP. Fractions of a time step are carried on.
 */
class WireClock
{
  public:
    /**
     * A frame is sent.
     *
     * @param packetBytes its bytes of IP packet
     * @param hasTag whether it has an 802.1Q tag
     * @param rate of the wire, bits a second, above 0
     * @return when the next one can begin, from its beginning on
     */
    Time Advance(uint32_t packetBytes, bool hasTag, uint64_t rate);

  private:
    uint64_t m_rate{0};      //!< of the wire, bits a second, when it was last looked at
    uint64_t m_remainder{0}; //!< part of a time step by which the wire is late, times the rate
};

} // namespace ns3

#endif // OFFLOAD_WIRE_CLOCK_H
