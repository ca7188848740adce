/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_LATENCY_STACK_H
#define OFFLOAD_LATENCY_STACK_H

#include "ns3/log-histogram.h"
#include "ns3/nstime.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace ns3
{

/**
 * @ingroup offload
 * Where a packet of the wire is from its sender's NIC to the application that reads it.
 */
enum class LatencyPart : uint8_t
{
    WIRE,        //!< between NICs, what is in between included
    MODERATION,  //!< in the receive ring, while the NIC holds its interrupt back
    RING,        //!< in the receive ring, from the interrupt to the driver
    SOFTIRQ,     //!< with driver, receive hook and protocols, which may hold it
    BACKLOG,     //!< in the backlog of a core
    SOCKET,      //!< in the socket, which may wait for what is missing before it
    APPLICATION, //!< with the task that reads it: wake-up, system call, copy
    COUNT        //!< number of parts
};

/// Number of parts.
constexpr std::size_t N_LATENCY_PARTS = static_cast<std::size_t>(LatencyPart::COUNT);

/// A time for each part.
using LatencyParts = std::array<Time, N_LATENCY_PARTS>;

/**
 * @param part a part
 * @return its name
 */
const char* GetLatencyPartName(LatencyPart part);

/**
 * @ingroup offload
 * Where the time of packets goes, part by part, in memory that does not grow with their number.
 *
 * The quantiles of parts do not add up to that of the sum: a packet that waits long in one place
 * need not wait long in another. So a stack is had as well: the mean parts of those packets whose
 * sum is the quantile's, which do.
 */
class LatencyStack
{
  public:
    /**
     * @param parts where the time of a packet has gone
     */
    void Add(const LatencyParts& parts);

    /**
     * @return number of packets
     */
    uint64_t GetCount() const;

    /**
     * @param part a part
     * @return its mean, us
     */
    double GetMean(LatencyPart part) const;

    /**
     * @param part a part
     * @param share a share of the packets, 0 to 1
     * @return what the part is not greater than for that share, within 0.5 %, us
     */
    double GetQuantile(LatencyPart part, double share) const;

    /**
     * @param share a share of the packets, 0 to 1
     * @return what the sum of the parts is not greater than for that share, within 0.5 %, us
     */
    double GetQuantile(double share) const;

    /**
     * @param part a part
     * @param share a share of the packets, 0 to 1
     * @return mean of the part over the packets whose sum is that quantile, within 1 %, us
     */
    double GetStacked(LatencyPart part, double share) const;

  private:
    /// What packets have spent, ns, by part.
    struct Total
    {
        uint64_t packets{0};                         //!< how many
        std::array<double, N_LATENCY_PARTS> parts{}; //!< ns
    };

    std::array<LogHistogram, N_LATENCY_PARTS> m_parts; //!< ns
    LogHistogram m_sums;                               //!< ns
    std::vector<Total> m_totals;                       //!< by bin of the sum
};

} // namespace ns3

#endif // OFFLOAD_LATENCY_STACK_H
