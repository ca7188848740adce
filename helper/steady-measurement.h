/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_STEADY_MEASUREMENT_H
#define OFFLOAD_STEADY_MEASUREMENT_H

#include "ns3/counter-sampler.h"
#include "ns3/delay-histogram.h"
#include "ns3/host-cpu.h"
#include "ns3/nstime.h"

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace ns3
{

/**
 * @ingroup offload
 * Quantities of a simulation after its warm-up: rates, ratios, loads of cores and quantiles of
 * delays, each added as a name, a unit and what counts it.
 *
 * Add quantities, call Start, simulate, and call Report. Where the warm-up ends is found by
 * FindSteadyState, from what the first counter counts.
 */
class SteadyMeasurement
{
  public:
    /// Answers with what was counted so far.
    using Counter = CounterSampler::Counter;

    /// A measured quantity.
    struct Quantity
    {
        std::string name; //!< name
        std::string unit; //!< unit
        double value;     //!< value
    };

    /**
     * @param interval time from one sample of the counters to the next
     * @param progress what tells when the warm-up is over, such as bytes received
     */
    SteadyMeasurement(Time interval, Counter progress);

    /**
     * Count something for values that ask for it.
     *
     * @param name name of the count
     * @param counter what counts it
     */
    void AddCounter(const std::string& name, Counter counter);

    /**
     * Measure what is counted each second.
     *
     * @param name name of the quantity, by which the others can ask for the count
     * @param counter what counts it
     * @param unit unit
     * @param divisor counts in one of the unit
     */
    void AddRate(const std::string& name,
                 Counter counter,
                 const std::string& unit = "1/s",
                 double divisor = 1);

    /**
     * Measure what is counted for one of another counter's; 0 where that counts nothing.
     *
     * @param name name of the quantity
     * @param unit unit
     * @param counter what counts it
     * @param to the other counter
     * @param factor what the ratio is multiplied by
     */
    void AddRatio(const std::string& name,
                  const std::string& unit,
                  Counter counter,
                  Counter to,
                  double factor = 1);

    /**
     * Measure the load of all cores of a host: SIDE_coreN_busy and SIDE_coreN_CATEGORY, in percent.
     *
     * @param side begin of the names
     * @param cpu the host
     */
    void AddCores(const std::string& side, Ptr<HostCpu> cpu);

    /**
     * Measure the load of a core by one count of cycles, in percent.
     *
     * @param name name of the quantity
     * @param cpu the host
     * @param core whose cycles
     * @param cycles what counts them
     */
    void AddLoad(const std::string& name, Ptr<HostCpu> cpu, uint32_t core, Counter cycles);

    /**
     * @param name name of the quantity, in us
     * @param delays what has the delays; it must outlive this object
     * @param share a share of the delays, 0 to 1
     */
    void AddQuantile(const std::string& name, const DelayHistogram& delays, double share);

    /**
     * Measure what follows from other counts, or is asked at the end.
     *
     * @param name name of the quantity
     * @param unit unit
     * @param value answers with its value when the simulation is over
     */
    void AddValue(const std::string& name, const std::string& unit, std::function<double()> value);

    /// Measure from now on.
    void Start();

    /**
     * Find the end of the warm-up, and compute all quantities.
     * @return the quantities in the order in which they were added
     */
    std::vector<Quantity> Report();

    /**
     * @return length of the warm-up, as Report has found it
     */
    Time GetWarmUp() const;

    /**
     * @return whether there was progress before the end of what Report takes for the warm-up, and
     * none after it: nothing is as steady as a standstill
     */
    bool IsStandstill() const;

    /**
     * @param name name of a counter, a rate or a load
     * @return what was counted after the warm-up
     */
    double GetCount(const std::string& name) const;

    /**
     * @return time from the end of the warm-up to the last sample, s
     */
    double GetSeconds() const;

  private:
    /// A quantity and how to compute it.
    struct Row
    {
        std::string name;              //!< name
        std::string unit;              //!< unit
        std::function<double()> value; //!< answers with its value
    };

    CounterSampler m_sampler;   //!< counters
    std::vector<Row> m_rows;    //!< quantities
    std::size_t m_start{0};     //!< intervals of the warm-up
    std::size_t m_intervals{0}; //!< intervals in all
};

} // namespace ns3

#endif // OFFLOAD_STEADY_MEASUREMENT_H
