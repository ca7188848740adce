/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_REPLAY_REPORT_H
#define OFFLOAD_REPLAY_REPORT_H

#include "frame-loader.h"
#include "replay-options.h"
#include "replay-result.h"

#include <memory>
#include <string>
#include <vector>

/**
 * @file
 * @ingroup offload
 * What a replay has found, for all forms of output.
 */

namespace ns3::offload::replay
{

/// A replay that has ended.
struct Replay
{
    const ReplayOptions& options;                       //!< what was asked for
    std::string captureName;                            //!< what was read
    std::string linkName;                               //!< its link type
    CaptureFacts facts;                                 //!< what it turned out to be
    uint64_t skipped{0};                                //!< frames that the filter has skipped
    uint64_t cut{0};                                    //!< packets written without their end
    std::vector<std::unique_ptr<ReplayResult>> results; //!< by setting
};

/// A number that was measured.
struct Quantity
{
    std::string name;   //!< in snake case
    std::string unit;   //!< unit
    double value;       //!< value
    bool isAlwaysThere; //!< shown even where it is 0
};

/**
 * @param replay a replay
 * @param index which of its settings
 * @return all quantities; the same names, in the same order, for all settings of one direction
 */
std::vector<Quantity> ListQuantities(const Replay& replay, std::size_t index);

/**
 * @param replay a replay
 * @return what makes its results doubtful, as sentences with a remedy
 */
std::vector<std::string> ListWarnings(const Replay& replay);

/**
 * @param row of a time series
 * @param profile costs
 * @return share of a core in it, %
 */
double ShareOfCore(const TimeSeries::Row& row, const CostProfile& profile);

/**
 * Print the results as a table.
 * @param file where to
 * @param replay a replay
 */
void PrintText(std::FILE* file, const Replay& replay);

/**
 * Write the results as JSON; throws a ReplayError.
 * @param path a file, - for standard output
 * @param replay a replay
 */
void WriteJson(const std::string& path, const Replay& replay);

} // namespace ns3::offload::replay

#endif // OFFLOAD_REPLAY_REPORT_H
