/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_ETHTOOL_HELPER_H
#define OFFLOAD_ETHTOOL_HELPER_H

#include "ns3/net-device.h"
#include "ns3/nstime.h"

#include <cstdint>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

namespace ns3
{

/**
 * @ingroup offload
 * What ethtool -S tells of a NIC: all of its counters, by name.
 */
class EthtoolHelper
{
  public:
    /// Counters in the order in which they are printed: name and value.
    using Statistics = std::vector<std::pair<std::string, uint64_t>>;

    /**
     * @param device a NIC of this module; the program ends if it is none
     * @return what it has counted so far, of all queues (rx_..., tx_...) and of each receive queue
     * (rxN_...): ReceiveStatistics, TransmitStatistics, the memory, and the outcomes of its receive
     * hook
     */
    static Statistics ListStatistics(Ptr<NetDevice> device);

    /**
     * Print the counters as ethtool -S does.
     *
     * @param device a NIC of this module
     * @param os where to
     */
    static void PrintStatistics(Ptr<NetDevice> device, std::ostream& os);

    /**
     * Print the counters as ethtool -S does, after a line with the time, when the simulation is
     * there.
     *
     * @param at when, from now
     * @param device a NIC of this module
     * @param os where to; must outlive the simulation
     */
    static void PrintStatisticsAt(Time at, Ptr<NetDevice> device, std::ostream& os);
};

} // namespace ns3

#endif // OFFLOAD_ETHTOOL_HELPER_H
