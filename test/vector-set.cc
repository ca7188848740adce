/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "vector-set.h"

#include "vector-gro.h"
#include "vector-gso.h"
#include "vector-lro.h"

#include <algorithm>
#include <fmt/format.h>
#include <fstream>
#include <ostream>

/**
 * @file
 * @ingroup offload-test
 * Finding, running and comparing recorded cases.
 */

namespace ns3::offload::vectors
{

namespace fs = std::filesystem;

namespace
{

/// Bytes of a difference that are shown: enough to recognise a header field.
constexpr std::ptrdiff_t SHOWN = 8;

/// @param folder a folder @return every cases.json in and below it, sorted
std::vector<fs::path>
FindSets(const fs::path& folder)
{
    std::error_code error;
    std::vector<fs::path> sets;
    for (fs::recursive_directory_iterator it(folder, error), end; !error && it != end;
         it.increment(error))
    {
        if (it->path().filename() == "cases.json")
        {
            sets.push_back(it->path());
        }
    }
    if (error)
    {
        throw VectorError(fmt::format("{}: {}; name a folder with recorded cases",
                                      folder.string(),
                                      error.message()));
    }
    if (sets.empty())
    {
        throw VectorError(fmt::format("{}: no cases.json in it or below; name a folder with "
                                      "recorded cases, such as test/data",
                                      folder.string()));
    }
    std::sort(sets.begin(), sets.end());
    return sets;
}

/// @param path a cases.json @return its content
json
ReadSet(const fs::path& path)
{
    std::ifstream file(path);
    if (!file)
    {
        throw VectorError(fmt::format("{}: cannot be read; check its permissions", path.string()));
    }
    json set = json::parse(file);
    if (!set.is_object() || !set.contains("cases") || !set["cases"].is_array() ||
        set["cases"].empty())
    {
        throw VectorError(fmt::format("{}: has no list \"cases\", or an empty one; copy the case "
                                      "set again",
                                      path.string()));
    }
    return set;
}

/// @param kinds all kinds @param set a case set @param path its file @return the kind it is of
const VectorKind&
KindOf(const std::vector<std::unique_ptr<VectorKind>>& kinds, const json& set, const fs::path& path)
{
    for (const auto& kind : kinds)
    {
        if (kind->Recognises(set))
        {
            return *kind;
        }
    }
    throw VectorError(fmt::format("{}: cases of an unknown kind (format {}); this program knows "
                                  "inet-lro, GRO and GSO sets: name a folder of those, or add a "
                                  "VectorKind",
                                  path.string(),
                                  set.value("format", json()).dump()));
}

/// @param number of errors to add to @param log where to @param message what is wrong
void
LogError(uint32_t& number, std::ostream& log, const std::string& message)
{
    ++number;
    log << "error: " << message << "\n";
}

/// @param kind of the set @param path its cases.json @param set content @param tally result
/// @param log told of what goes wrong
void
RunSet(const VectorKind& kind,
       const fs::path& path,
       const json& set,
       VectorTally& tally,
       std::ostream& log)
{
    Captures captures(path.parent_path());
    uint32_t index = 0;
    for (const json& testCase : set["cases"])
    {
        const auto report = [&](const std::string& name, const std::string& difference) {
            ++(difference.empty() ? tally.passed : tally.failed);
            if (!difference.empty())
            {
                log << "FAIL " << (path.parent_path() / name).string() << ": " << difference
                    << "\n";
            }
        };
        // A fault of one case must not hide the others.
        try
        {
            kind.Run(captures, testCase, report);
        }
        catch (const VectorError& error)
        {
            LogError(tally.errors, log, error.what());
        }
        catch (const json::exception& error)
        {
            LogError(tally.errors,
                     log,
                     fmt::format("{}: case {} is malformed: {}; copy the case set again",
                                 path.string(),
                                 index,
                                 error.what()));
        }
        ++index;
    }
}

} // namespace

std::vector<std::unique_ptr<VectorKind>>
MakeVectorKinds()
{
    std::vector<std::unique_ptr<VectorKind>> kinds;
    kinds.push_back(std::make_unique<LroVectors>());
    kinds.push_back(std::make_unique<GroVectors>());
    kinds.push_back(std::make_unique<GsoVectors>());
    return kinds;
}

VectorTally
RunVectors(const fs::path& folder, std::ostream& log)
{
    VectorTally tally;
    const auto kinds = MakeVectorKinds();
    try
    {
        for (const fs::path& path : FindSets(folder))
        {
            try
            {
                const json set = ReadSet(path);
                RunSet(KindOf(kinds, set, path), path, set, tally, log);
            }
            catch (const VectorError& error)
            {
                LogError(tally.errors, log, error.what());
            }
            catch (const json::exception& error)
            {
                LogError(tally.errors,
                         log,
                         fmt::format("{}: not JSON: {}; copy the case set again",
                                     path.string(),
                                     error.what()));
            }
        }
    }
    catch (const VectorError& error)
    {
        LogError(tally.errors, log, error.what());
    }
    return tally;
}

std::string
FirstDifference(const json& expected, const json& actual, const std::string& where)
{
    if (expected.is_object() && actual.is_object())
    {
        for (const auto& [key, value] : expected.items())
        {
            const auto found = actual.find(key);
            if (found == actual.end())
            {
                return fmt::format("{}.{}: expected {}, but nothing is known of it",
                                   where,
                                   key,
                                   value.dump());
            }
            std::string difference = FirstDifference(value, *found, where + "." + key);
            if (!difference.empty())
            {
                return difference;
            }
        }
        return "";
    }
    return expected == actual
               ? ""
               : fmt::format("{}: expected {}, got {}", where, expected.dump(), actual.dump());
}

std::string
FirstDifference(const Bytes& expected, const Bytes& actual, const std::string& where)
{
    const auto [e, a] =
        std::mismatch(expected.begin(), expected.end(), actual.begin(), actual.end());
    if (e == expected.end() && a == actual.end())
    {
        return "";
    }
    const auto show = [](Bytes::const_iterator begin, Bytes::const_iterator end) {
        return fmt::format("{:02x}", fmt::join(begin, begin + std::min(SHOWN, end - begin), " "));
    };
    return fmt::format("{}: byte {}: expected {} ({} bytes in all), got {} ({} bytes)",
                       where,
                       e - expected.begin(),
                       show(e, expected.end()),
                       expected.size(),
                       show(a, actual.end()),
                       actual.size());
}

} // namespace ns3::offload::vectors
