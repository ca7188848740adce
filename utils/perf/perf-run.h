/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef PERF_RUN_H
#define PERF_RUN_H

#include "perf-options.h"

#include "ns3/steady-measurement.h"

#include <string>
#include <utility>
#include <vector>

/**
 * What one seed gave.
 */
struct PerfResult
{
    ns3::Time warmUp;                                         //!< what was left out
    std::vector<std::pair<std::string, std::string>> unasked; //!< options that had no value: theirs
    std::vector<ns3::SteadyMeasurement::Quantity> quantities; //!< in the order of the report
};

/**
 * Simulate one seed; throws an AttributeTextError.
 *
 * @param options what to simulate
 * @param seed the seed
 * @return what was measured after the warm-up
 */
PerfResult RunPerf(const PerfOptions& options, uint32_t seed);

#endif // PERF_RUN_H
