/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_DELAY_HISTOGRAM_H
#define OFFLOAD_DELAY_HISTOGRAM_H

#include "ns3/log-histogram.h"
#include "ns3/nstime.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace ns3
{

/**
 * @ingroup offload
 * Quantiles of delays. They are counted in bins 1 % wide, by the interval of the simulation that
 * they end in, so that those of the warm-up can be left out afterwards.
 */
class DelayHistogram
{
  public:
    /**
     * @param interval length of an interval, above 0; the first begins at time 0
     */
    explicit DelayHistogram(Time interval);

    /**
     * @param delay a delay that ends now
     */
    void Add(Time delay);

    /**
     * @param start first interval to count
     * @return number of delays
     */
    uint64_t GetCount(std::size_t start = 0) const;

    /**
     * @param share a share of the delays, 0 to 1
     * @param start first interval to count
     * @return what that share is not greater than, within 0.5 %, in us; 0 if there are no delays,
     * or for one below 1 ns
     */
    double GetQuantile(double share, std::size_t start = 0) const;

  private:
    /**
     * @param start first interval to count
     * @return the delays from there on, ns
     */
    LogHistogram Sum(std::size_t start) const;

    Time m_interval;                       //!< length of an interval
    std::vector<LogHistogram> m_intervals; //!< delays, ns, by interval
};

} // namespace ns3

#endif // OFFLOAD_DELAY_HISTOGRAM_H
