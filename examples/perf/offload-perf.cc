/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "perf-options.h"
#include "perf-run.h"

#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

/**
 * @file
 * @ingroup offload
 * What iperf3 is for real hosts: measures a TCP transfer between two simulated ones.
 */

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
        double sum = 0;
        for (const double value : values)
        {
            sum += value;
        }
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
            const Quantity& quantity = result.quantities[i];
            if (summaries.size() <= i)
            {
                summaries.push_back({quantity.name, quantity.unit, {}});
            }
            summaries[i].values.push_back(quantity.value);
        }
    }
    return summaries;
}

/**
 * @param options what was simulated
 * @param summaries what was measured
 */
void
PrintTable(const PerfOptions& options, const std::vector<Summary>& summaries)
{
    const std::string nic = options.nic == "custom" ? fmt::format("hook {}, buffers {} (order {})",
                                                                  options.hook,
                                                                  options.buffers,
                                                                  options.pageOrder)
                                                    : "NIC " + options.nic;
    fmt::print("{} receiver, {}, MTU {}, {} flow{}, {} seed{}\n\n",
               options.profile,
               nic,
               options.mtu,
               options.flows,
               options.flows == 1 ? "" : "s",
               options.seeds,
               options.seeds == 1 ? "" : "s");
    fmt::print("{:<30} {:>14} {:>12}  {}\n", "quantity", "mean", "deviation", "unit");
    for (const auto& summary : summaries)
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

/**
 * @param options what was simulated, and the file
 * @param results by seed
 * @param summaries what was measured
 */
void
WriteJson(const PerfOptions& options,
          const std::vector<PerfResult>& results,
          const std::vector<Summary>& summaries)
{
    nlohmann::ordered_json json;
    for (const auto& [name, value] : ListParameters(options))
    {
        json["parameters"][name] = value;
    }
    for (uint32_t i = 0; i < options.seeds; i++)
    {
        json["seeds"].push_back(options.firstSeed + i);
        json["warm_up_ms"].push_back(results[i].warmUp);
    }
    for (const auto& summary : summaries)
    {
        auto& quantity = json["quantities"][summary.name];
        quantity["unit"] = summary.unit;
        quantity["mean"] = summary.Mean();
        quantity["stddev"] = summary.Deviation();
        quantity["values"] = summary.values;
    }
    // Written beside its place and renamed, so that a result is there whole or not at all.
    const std::string partial = options.json + ".part";
    std::FILE* file = std::fopen(partial.c_str(), "w");
    if (!file)
    {
        Fail(fmt::format("--json={}: cannot write there; choose a file in a folder that exists "
                         "and may be written",
                         options.json));
    }
    fmt::print(file, "{}\n", json.dump(2));
    std::error_code error;
    if (std::fclose(file) == 0)
    {
        std::filesystem::rename(partial, options.json, error);
    }
    else
    {
        error = std::make_error_code(std::errc::io_error);
    }
    if (error)
    {
        Fail(fmt::format("--json={}: {}", options.json, error.message()));
    }
}

} // namespace

int
main(int argc, char* argv[])
{
    const PerfOptions options = ParsePerfOptions(argc, argv);
    std::vector<PerfResult> results;
    for (uint32_t i = 0; i < options.seeds; i++)
    {
        results.push_back(RunPerf(options, options.firstSeed + i));
    }
    const auto summaries = Summarize(results);
    PrintTable(options, summaries);
    if (!options.json.empty())
    {
        WriteJson(options, results, summaries);
    }
    return 0;
}
