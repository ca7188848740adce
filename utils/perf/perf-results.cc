/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "perf-results.h"

#include <cmath>
#include <fmt/format.h>
#include <numeric>

namespace
{

/**
 * A quantity over all seeds.
 */
struct Summary
{
    std::string name;           //!< name
    std::string unit;           //!< unit
    std::vector<double> values; //!< by seed

    /**
     * @return mean
     */
    double Mean() const
    {
        const double sum = std::accumulate(values.begin(), values.end(), 0.0);
        return sum / static_cast<double>(values.size());
    }

    /**
     * @return standard deviation of the values; 0 for one
     */
    double Deviation() const
    {
        const double mean = Mean();
        double squares = 0;
        for (const double value : values)
        {
            squares += (value - mean) * (value - mean);
        }
        const auto count = static_cast<double>(values.size());
        return count > 1 ? std::sqrt(squares / (count - 1)) : 0;
    }
};

/**
 * @param results by seed
 * @return by quantity
 */
std::vector<Summary>
Summarize(const std::vector<PerfResult>& results)
{
    std::vector<Summary> summaries;
    for (const auto& result : results)
    {
        for (std::size_t i = 0; i < result.quantities.size(); i++)
        {
            const auto& quantity = result.quantities[i];
            if (summaries.size() <= i)
            {
                summaries.push_back({quantity.name, quantity.unit, {}});
            }
            summaries[i].values.push_back(quantity.value);
        }
    }
    return summaries;
}

} // namespace

void
PrintTable(const PerfOptions& options, const std::vector<PerfResult>& results)
{
    for (const auto& [name, value] : options.ListParameters())
    {
        if (options.IsGiven(name))
        {
            fmt::print("--{}={} ", name, value);
        }
    }
    fmt::print("({}, {} flow{}, {} seed{})\n\n",
               options.topology,
               options.flows,
               options.flows == 1 ? "" : "s",
               options.seeds,
               options.seeds == 1 ? "" : "s");
    if (!results.front().unasked.empty())
    {
        fmt::print("not asked for: ");
        for (const auto& [name, value] : results.front().unasked)
        {
            fmt::print("--{}={} ", name, value);
        }
        fmt::print("\n\n");
    }
    fmt::print("{:<30} {:>14} {:>12}  {}\n", "quantity", "mean", "deviation", "unit");
    for (const auto& summary : Summarize(results))
    {
        const double mean = summary.Mean();
        if (mean != 0 || summary.name.find("_core") == std::string::npos)
        {
            fmt::print("{:<30} {:>14.3f} {:>12.3f}  {}\n",
                       summary.name,
                       mean,
                       summary.Deviation(),
                       summary.unit);
        }
    }
}

void
WriteJson(const PerfOptions& options, const std::vector<PerfResult>& results, ns3::ResultFile& file)
{
    for (const auto& [name, value] : options.ListParameters())
    {
        file.Add(name, value);
    }
    for (const auto& [name, value] : results.front().unasked)
    {
        file.Add(name, value);
    }
    std::vector<uint32_t> seeds;
    std::vector<double> warmUps;
    for (uint32_t i = 0; i < options.seeds; i++)
    {
        seeds.push_back(options.firstSeed + i);
        warmUps.push_back(results[i].warmUp.GetSeconds() * 1e3);
    }
    file.Add("seed", seeds);
    file.Add("warm_up", warmUps, "ms");
    for (const auto& summary : Summarize(results))
    {
        file.Add(summary.name, summary.values, summary.unit);
    }
    file.Write();
}
