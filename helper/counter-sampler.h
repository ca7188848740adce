/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_COUNTER_SAMPLER_H
#define OFFLOAD_COUNTER_SAMPLER_H

#include "ns3/event-id.h"
#include "ns3/nstime.h"

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace ns3
{

/**
 * @ingroup offload
 * Samples counters at equal intervals, so that what was counted during the warm-up can be left
 * out afterwards (see FindSteadyState).
 */
class CounterSampler
{
  public:
    /// Answers with what was counted so far.
    using Counter = std::function<double()>;

    /**
     * @param interval time from one sample to the next, above 0
     */
    explicit CounterSampler(Time interval);

    ~CounterSampler();

    CounterSampler(const CounterSampler&) = delete;
    CounterSampler& operator=(const CounterSampler&) = delete;

    /**
     * @param name name of a counter, which must be new
     * @param counter the counter; what it asks must outlive the simulation
     */
    void Add(const std::string& name, Counter counter);

    /// Take the first sample now, and one in each interval from now on.
    void Start();

    /**
     * @return time from one sample to the next
     */
    Time GetInterval() const;

    /**
     * @param name name of a counter
     * @return what it counted in each interval that is over
     */
    std::vector<double> GetIntervals(const std::string& name) const;

    /**
     * @param name name of a counter
     * @param start first interval to count
     * @return what it counted from there to the last sample; 0 if there was none
     */
    double GetCount(const std::string& name, std::size_t start = 0) const;

  private:
    /// A counter and its samples.
    struct Series
    {
        Counter counter;             //!< the counter
        std::vector<double> samples; //!< one at the begin of each interval
    };

    /**
     * @param name name of a counter
     * @return its series
     */
    const Series& Find(const std::string& name) const;

    /// Take a sample of each counter.
    void Sample();

    Time m_interval;                        //!< from one sample to the next
    std::map<std::string, Series> m_series; //!< by name
    EventId m_next;                         //!< next sample
};

} // namespace ns3

#endif // OFFLOAD_COUNTER_SAMPLER_H
