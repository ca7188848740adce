/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "perf-results.h"

#include "ns3/attribute-text.h"

#include <cerrno>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
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

/**
 * @param path a file
 * @param text what it has to contain
 * @return false if it could not be written; errno says why
 */
bool
WriteText(const std::string& path, const std::string& text)
{
    std::FILE* file = std::fopen(path.c_str(), "w");
    if (!file)
    {
        return false;
    }
    const bool isWritten =
        std::fwrite(text.data(), 1, text.size(), file) == text.size() && std::fflush(file) == 0;
    const int error = errno;
    const bool isClosed = std::fclose(file) == 0;
    errno = isWritten ? errno : error;
    return isWritten && isClosed;
}

/**
 * Write a file so that it is there whole or not at all. What is no regular file, such as
 * /dev/stdout, is written as it is.
 *
 * @param path the file
 * @param text what it has to contain
 * @return false if it could not be written; errno says why
 */
bool
WriteWhole(const std::string& path, const std::string& text)
{
    namespace fs = std::filesystem;
    std::error_code error;
    if (fs::exists(path, error) && !fs::is_regular_file(path, error))
    {
        return WriteText(path, text);
    }
    // Where a link points to, not in its place.
    const fs::path target = fs::weakly_canonical(path, error);
    const std::string partial = target.string() + ".part";
    if (!WriteText(partial, text))
    {
        const int reason = errno;
        fs::remove(partial, error);
        errno = reason;
        return false;
    }
    fs::rename(partial, target, error);
    errno = error.value();
    return !error;
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
WriteJson(const PerfOptions& options, const std::vector<PerfResult>& results)
{
    nlohmann::ordered_json json;
    for (const auto& [name, value] : options.ListParameters())
    {
        json["parameters"][name] = value;
    }
    for (uint32_t i = 0; i < options.seeds; i++)
    {
        json["seeds"].push_back(options.firstSeed + i);
        json["warm_up_ms"].push_back(results[i].warmUp.GetSeconds() * 1e3);
    }
    for (const auto& summary : Summarize(results))
    {
        auto& quantity = json["quantities"][summary.name];
        quantity["unit"] = summary.unit;
        quantity["mean"] = summary.Mean();
        quantity["stddev"] = summary.Deviation();
        quantity["values"] = summary.values;
    }
    if (options.json == STANDARD_OUTPUT)
    {
        fmt::print("{}\n", json.dump(2)); // whoever called flushes, and looks for errors
        return;
    }
    if (!WriteWhole(options.json, json.dump(2) + "\n"))
    {
        throw ns3::AttributeTextError(
            fmt::format("--json={}: cannot write there ({}); choose a file in a "
                        "folder that may be written, on a disk with room",
                        options.json,
                        std::strerror(errno)));
    }
}
