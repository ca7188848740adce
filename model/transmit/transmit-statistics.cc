/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/transmit-statistics.h"

namespace ns3
{

TransmitStatistics&
TransmitStatistics::operator+=(const TransmitStatistics& other)
{
    packets += other.packets;
    superPackets += other.superPackets;
    frames += other.frames;
    done += other.done;
    stops += other.stops;
    softwareSegmented += other.softwareSegmented;
    drops += other.drops;
    return *this;
}

std::ostream&
operator<<(std::ostream& os, const TransmitStatistics& statistics)
{
    return os << "packets=" << statistics.packets << " superPackets=" << statistics.superPackets
              << " frames=" << statistics.frames << " done=" << statistics.done
              << " stops=" << statistics.stops
              << " softwareSegmented=" << statistics.softwareSegmented
              << " drops=" << statistics.drops;
}

} // namespace ns3
