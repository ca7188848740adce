/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_REPLAY_PLOT_H
#define OFFLOAD_REPLAY_PLOT_H

#include <string>

/**
 * @file
 * @ingroup offload
 * Plots of a replay, drawn by gnuplot.
 */

namespace ns3::offload::replay
{

struct Replay;

/**
 * Find out before the replay whether a plot can be drawn; throws a ReplayError.
 * @param path the file
 */
void CheckPlot(const std::string& path);

/**
 * Draw the results over time; throws a ReplayError.
 * @param path the file
 * @param replay a replay
 */
void DrawPlot(const std::string& path, const Replay& replay);

} // namespace ns3::offload::replay

#endif // OFFLOAD_REPLAY_PLOT_H
