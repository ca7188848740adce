/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_TRANSMIT_STATISTICS_H
#define OFFLOAD_TRANSMIT_STATISTICS_H

#include <cstdint>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

namespace ns3
{

/**
 * @ingroup offload
 * What a transmit queue has counted: its driver's side and its ring.
 *
 * Laws: packets = done + NicDriver::GetTransmitPacketsWaiting(); frames >= done.
 */
struct TransmitStatistics
{
    uint64_t packets{0};           //!< packets posted, whole or wire frames
    uint64_t superPackets{0};      //!< of which the NIC segments (TSO, USO, UFO)
    uint64_t frames{0};            //!< frames that the wire has sent, or lost
    uint64_t done{0};              //!< packets of which the wire has all frames
    uint64_t stops{0};             //!< times that the ring was full and stopped the queue disc
    uint64_t softwareSegmented{0}; //!< super-packets that the driver segmented
    uint64_t drops{0};             //!< packets that the driver dropped, for the ring was full

    /**
     * @param other what another queue has counted
     * @return this, with that added
     */
    TransmitStatistics& operator+=(const TransmitStatistics& other);

    /**
     * @return names and values of all fields
     */
    std::vector<std::pair<std::string, uint64_t>> List() const;
};

/**
 * @param os where to
 * @param statistics what was counted
 * @return os
 */
std::ostream& operator<<(std::ostream& os, const TransmitStatistics& statistics);

} // namespace ns3

#endif // OFFLOAD_TRANSMIT_STATISTICS_H
