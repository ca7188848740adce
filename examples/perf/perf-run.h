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

#include <string>
#include <vector>

/**
 * A measured quantity.
 */
struct Quantity
{
    std::string name; //!< name, words joined by underscores
    std::string unit; //!< unit
    double value;     //!< value
};

/**
 * What one seed gave.
 */
struct PerfResult
{
    double warmUp;                    //!< ms that were left out
    std::vector<Quantity> quantities; //!< in the order of the report
};

/**
 * Simulate one seed.
 *
 * @param options what to simulate
 * @param seed the seed
 * @return what was measured after the warm-up
 */
PerfResult RunPerf(const PerfOptions& options, uint32_t seed);

#endif // PERF_RUN_H
