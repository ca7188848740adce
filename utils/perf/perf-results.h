/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef PERF_RESULTS_H
#define PERF_RESULTS_H

#include "perf-options.h"
#include "perf-run.h"

#include "ns3/result-file.h"

#include <vector>

/**
 * Print the means over all seeds.
 *
 * @param options what was simulated
 * @param results by seed
 */
void PrintTable(const PerfOptions& options, const std::vector<PerfResult>& results);

/**
 * Write parameters, and the quantities of each seed.
 *
 * @param options what was simulated
 * @param results by seed
 * @param file where they go
 */
void WriteJson(const PerfOptions& options,
               const std::vector<PerfResult>& results,
               ns3::ResultFile& file);

#endif // PERF_RESULTS_H
