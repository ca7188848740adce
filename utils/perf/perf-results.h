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

#include <vector>

/// As --json: results go there, and nothing else does.
constexpr const char* STANDARD_OUTPUT = "-";

/**
 * Print the means over all seeds.
 *
 * @param options what was simulated
 * @param results by seed
 */
void PrintTable(const PerfOptions& options, const std::vector<PerfResult>& results);

/**
 * Write parameters and quantities to the file that the options name, whole or not at all, or to the
 * standard output; throws an AttributeTextError.
 *
 * @param options what was simulated, and the file
 * @param results by seed
 */
void WriteJson(const PerfOptions& options, const std::vector<PerfResult>& results);

#endif // PERF_RESULTS_H
