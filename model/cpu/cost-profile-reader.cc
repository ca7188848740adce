/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "cpu/cost-profile-reader.h"

#include "cpu/operation-price.h"

#include <algorithm>
#include <cmath>
#include <filesystem>

namespace ns3
{

namespace
{

/// What the status of a price may be.
const std::set<std::string> STATUSES{"published", "fitted", "derived", "assumed"};

} // namespace

CostProfileReader::CostProfileReader(const std::string& path, std::vector<std::string> users)
    : TomlReader(path),
      m_files(std::move(users))
{
    m_files.push_back(std::filesystem::weakly_canonical(path).string());
}

void
CostProfileReader::Read(CostProfile& profile) const
{
    const toml::table file = Parse();
    RefuseUnknownKeys(file, {"name", "machine", "base", "nic", "cpu", "costs"});
    const bool hasBase = file.contains("base");
    if (hasBase)
    {
        ReadBase(file, profile);
    }
    profile.m_name = Get<std::string>(file, "name", "a string");
    profile.m_machine = Get<std::string>(file, "machine", "a string");
    if (file.contains("nic"))
    {
        profile.m_nic = Get<std::string>(file, "nic", "the name of a NIC or a path");
    }

    if (!hasBase || file.contains("cpu"))
    {
        ReadCpu(GetTable(file, "cpu"), profile);
    }
    if (!hasBase || file.contains("costs"))
    {
        ReadCosts(GetTable(file, "costs"), hasBase, profile);
    }
    profile.SetClock(profile.m_clock);
}

void
CostProfileReader::ReadBase(const toml::table& file, CostProfile& profile) const
{
    const auto name = Get<std::string>(file, "base", "the name of a profile or a path");
    const std::string path = FindTomlFile("profile", name);
    const auto canonical = std::filesystem::weakly_canonical(path).string();
    if (std::find(m_files.begin(), m_files.end(), canonical) != m_files.end())
    {
        Fail(*file.get("base"), "profile " + name + " is its own base: give another one");
    }
    CostProfileReader(path, m_files).Read(profile);
    profile.m_base = name;
}

void
CostProfileReader::ReadCpu(const toml::table& cpu, CostProfile& profile) const
{
    RefuseUnknownKeys(cpu, {"clock_ghz", "cores"});
    const auto clock = Get<double>(cpu, "clock_ghz", "a number of GHz above 0");
    if (!std::isfinite(clock) || clock < MIN_CLOCK_GHZ || clock > MAX_CLOCK_GHZ)
    {
        Fail(*cpu.get("clock_ghz"), "clock_ghz must be from 0.000001 to 1000 GHz");
    }
    profile.m_clock = ToClock(clock);
    const auto cores = Get<int64_t>(cpu, "cores", "a whole number from 1 to 1024");
    if (cores < 1 || cores > 1024)
    {
        Fail(*cpu.get("cores"), "cores must be a whole number from 1 to 1024");
    }
    profile.m_cores = static_cast<uint32_t>(cores);
}

void
CostProfileReader::ReadCosts(const toml::table& costs, bool hasBase, CostProfile& profile) const
{
    for (const auto& [key, node] : costs)
    {
        Operation operation;
        if (!FindOperation(std::string(key.str()), operation))
        {
            Fail(node,
                 "unknown operation \"" + std::string(key.str()) +
                     "\": a cost is that of an operation on an object (offload-perf "
                     "--PrintOperations lists them), not of a mode or an experiment");
        }
    }
    for (std::size_t i = 0; i < N_OPERATIONS; i++)
    {
        const OperationInfo& info = GetOperationInfo(static_cast<Operation>(i));
        if (costs.contains(info.name))
        {
            profile.m_costs[i] = ReadCost(GetTable(costs, info.name), info);
        }
        else if (!hasBase)
        {
            Fail(costs,
                 "operation \"" + std::string(info.name) + "\" is missing: write [costs." +
                     info.name + "] with cycles or nanoseconds, per = \"" + info.unit +
                     "\", status and source (" + info.text + ")");
        }
    }
}

OperationCost
CostProfileReader::ReadCost(const toml::table& entry, const OperationInfo& info) const
{
    const std::string name = info.name;
    RefuseUnknownKeys(entry, {"cycles", "nanoseconds", "per", "status", "source", "range"});
    if (entry.contains("cycles") == entry.contains("nanoseconds"))
    {
        Fail(entry,
             name + " needs a price in either cycles, which follow the clock, or nanoseconds, for "
                    "what waits for memory or a bus");
    }
    OperationCost cost;
    cost.unit = entry.contains("cycles") ? CostUnit::CYCLES : CostUnit::NANOSECONDS;
    const char* const unit = GetCostUnitName(cost.unit);
    cost.price = Get<double>(entry, unit, "a number");
    if (!IsPrice(cost.price, cost.unit))
    {
        Fail(*entry.get(unit),
             std::string(unit) + " of " + name + " must be " + DescribePrices(cost.unit));
    }
    if (Get<std::string>(entry, "per", "a string") != info.unit)
    {
        Fail(*entry.get("per"), name + " is counted per \"" + info.unit + "\"");
    }
    cost.status = Get<std::string>(entry, "status", "a string");
    if (STATUSES.count(cost.status) == 0)
    {
        Fail(*entry.get("status"), "status of " + name + " must be one of " + JoinNames(STATUSES));
    }
    cost.source = Get<std::string>(entry, "source", "a string");
    if (cost.source.empty())
    {
        Fail(*entry.get("source"),
             "source of " + name +
                 " is empty: say where it is published, what it is fitted to or derived from, or "
                 "why it is assumed");
    }
    if (entry.contains("range"))
    {
        cost.range = ReadRange(entry, name, cost);
    }
    else if (cost.status == "assumed")
    {
        Fail(entry,
             name + " is assumed: give range = [lowest, highest], between which it plausibly is");
    }
    return cost;
}

CostRange
CostProfileReader::ReadRange(const toml::table& entry,
                             const std::string& name,
                             const OperationCost& cost) const
{
    const toml::node& node = *entry.get("range");
    const toml::array* bounds = node.as_array();
    const auto at = [bounds](std::size_t index) {
        return bounds && bounds->size() == 2 ? bounds->get(index)->value<double>() : std::nullopt;
    };
    const auto low = at(0);
    const auto high = at(1);
    if (!low || !high || !IsPrice(*low, cost.unit) || !IsPrice(*high, cost.unit) || *low >= *high)
    {
        Fail(node,
             "range of " + name +
                 " must be [lowest, highest], two prices of which the first is "
                 "lower");
    }
    if (cost.price < *low || cost.price > *high)
    {
        Fail(node, "range of " + name + " must contain its price");
    }
    return {*low, *high};
}

} // namespace ns3
