/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_STEADY_STATE_H
#define OFFLOAD_STEADY_STATE_H

#include <cstddef>
#include <vector>

namespace ns3
{

/**
 * @ingroup offload
 * Find where a series has left its warm-up behind: the Marginal Standard Error Rule (MSER;
 * K. P. White, "An effective truncation heuristic for bias reduction in simulation output",
 * Simulation 69(6), 1997). It truncates where the standard error of the mean of the rest is
 * smallest.
 *
 * @param series a quantity at equal intervals
 * @return number of values to leave out, at most half of them
 */
std::size_t FindSteadyState(const std::vector<double>& series);

} // namespace ns3

#endif // OFFLOAD_STEADY_STATE_H
