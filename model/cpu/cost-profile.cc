/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/cost-profile.h"

#include "ns3/abort.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <set>
#include <sstream>
#include <toml++/toml.h>

namespace ns3
{

namespace
{

/**
 * @param name name of an operation
 * @param [out] operation the operation
 * @return true if there is one of this name
 */
bool
FindOperation(const std::string& name, Operation& operation)
{
    for (std::size_t i = 0; i < N_OPERATIONS; i++)
    {
        operation = static_cast<Operation>(i);
        if (name == GetOperationInfo(operation).name)
        {
            return true;
        }
    }
    return false;
}

/**
 * @param names some names
 * @return them in one line
 */
std::string
Join(const std::vector<std::string>& names)
{
    std::string line;
    for (const auto& name : names)
    {
        line += (line.empty() ? "" : ", ") + name;
    }
    return line;
}

/**
 * @param cycles a price
 * @return true if it can be charged
 */
bool
IsPrice(double cycles)
{
    return std::isfinite(cycles) && cycles >= 0;
}

constexpr double MIN_CLOCK_GHZ = 1e-6; //!< 1 kHz
constexpr double MAX_CLOCK_GHZ = 1e3;  //!< far beyond any machine

/**
 * @param ghz a clock in GHz
 * @return the clock in Hz; whole kHz, so that a core can keep time without rounding errors
 */
uint64_t
ToClock(double ghz)
{
    return static_cast<uint64_t>(std::llround(ghz * 1e6)) * 1000;
}

} // namespace

/**
 * Turns a parsed file into a profile, or throws a sentence with file and line.
 */
class CostProfileReader
{
  public:
    /**
     * @param path the file
     */
    explicit CostProfileReader(const std::string& path)
        : m_path(path)
    {
    }

    /**
     * @param profile what to fill
     */
    void Read(CostProfile& profile) const
    {
        const toml::table file = toml::parse_file(m_path);
        RefuseUnknownKeys(file, {"name", "machine", "cpu", "costs"});
        profile.m_name = Get<std::string>(file, "name", "a string");
        profile.m_machine = Get<std::string>(file, "machine", "a string");

        const toml::table& cpu = GetTable(file, "cpu");
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
        ReadCosts(GetTable(file, "costs"), profile);
    }

  private:
    /**
     * @param costs the table of costs
     * @param profile what to fill
     */
    void ReadCosts(const toml::table& costs, CostProfile& profile) const
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
            const toml::table& entry = GetTable(costs, info.name);
            RefuseUnknownKeys(entry, {"cycles", "per", "status", "source"});
            OperationCost& cost = profile.m_costs[i];
            cost.cycles = Get<double>(entry, "cycles", "a number");
            if (!IsPrice(cost.cycles))
            {
                Fail(*entry.get("cycles"),
                     "cycles of " + std::string(info.name) + " must be 0 or more");
            }
            if (Get<std::string>(entry, "per", "a string") != info.unit)
            {
                Fail(*entry.get("per"),
                     std::string(info.name) + " is counted per \"" + info.unit + "\"");
            }
            cost.status = Get<std::string>(entry, "status", "a string");
            if (cost.status != "fitted" && cost.status != "chosen" && cost.status != "measured")
            {
                Fail(*entry.get("status"), "status must be fitted, chosen or measured");
            }
            cost.source = Get<std::string>(entry, "source", "a string");
        }
    }

    /**
     * @param node where in the file
     * @param problem what is wrong there, with the remedy
     */
    [[noreturn]] void Fail(const toml::node& node, const std::string& problem) const
    {
        std::ostringstream text;
        text << m_path << ":" << node.source().begin.line << ": " << problem;
        throw std::runtime_error(text.str());
    }

    /**
     * @param table a table
     * @param known the keys that it may have
     */
    void RefuseUnknownKeys(const toml::table& table, const std::set<std::string>& known) const
    {
        for (const auto& [key, node] : table)
        {
            if (!known.count(std::string(key.str())))
            {
                Fail(node,
                     "unknown key \"" + std::string(key.str()) + "\"; known here: " +
                         Join(std::vector<std::string>(known.begin(), known.end())));
            }
        }
    }

    /**
     * @param table where to look
     * @param key what for
     * @return the table of that name
     */
    const toml::table& GetTable(const toml::table& table, const std::string& key) const
    {
        const toml::table* found = table[key].as_table();
        if (!found)
        {
            Fail(table, "table \"" + key + "\" is missing");
        }
        return *found;
    }

    /**
     * @param table where to look
     * @param key what for
     * @param what what it must be
     * @return the value
     */
    template <typename T>
    T Get(const toml::table& table, const std::string& key, const char* what) const
    {
        const toml::node* node = table.get(key);
        if (!node)
        {
            Fail(table, "key \"" + key + "\" is missing: give " + what);
        }
        const auto value = node->value<T>();
        if (!value)
        {
            Fail(*node, "\"" + key + "\" must be " + what);
        }
        return *value;
    }

    std::string m_path; //!< the file
};

Ptr<const CostProfile>
CostProfile::Load(const std::string& nameOrPath, std::string& error)
{
    std::string path = nameOrPath;
    const bool isPath =
        path.find('/') != std::string::npos || std::filesystem::path(path).extension() == ".toml";
    if (!isPath)
    {
        const auto names = GetNames();
        if (std::find(names.begin(), names.end(), nameOrPath) == names.end())
        {
            error = "unknown profile \"" + nameOrPath + "\": use one of " + Join(names) +
                    ", or the path of a .toml file";
            return nullptr;
        }
        path = std::string(OFFLOAD_PROFILE_DIR) + "/" + nameOrPath + ".toml";
    }
    if (!std::filesystem::is_regular_file(path))
    {
        error = path + ": no such profile file";
        return nullptr;
    }
    auto profile = Create<CostProfile>();
    try
    {
        CostProfileReader(path).Read(*profile);
    }
    catch (const toml::parse_error& e)
    {
        std::ostringstream text;
        text << path << ":" << e.source().begin.line << ": not valid TOML: " << e.description();
        error = text.str();
        return nullptr;
    }
    catch (const std::runtime_error& e)
    {
        error = e.what();
        return nullptr;
    }
    return profile;
}

std::vector<std::string>
CostProfile::GetNames()
{
    std::vector<std::string> names;
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator(OFFLOAD_PROFILE_DIR, ignored))
    {
        if (entry.path().extension() == ".toml")
        {
            names.push_back(entry.path().stem().string());
        }
    }
    std::sort(names.begin(), names.end());
    return names;
}

Ptr<const CostProfile>
CostProfile::WithCost(const std::string& operation, double cycles, std::string& error) const
{
    Operation found;
    if (!FindOperation(operation, found))
    {
        std::vector<std::string> names;
        for (std::size_t i = 0; i < N_OPERATIONS; i++)
        {
            names.emplace_back(GetOperationInfo(static_cast<Operation>(i)).name);
        }
        error = "unknown operation \"" + operation + "\": use one of " + Join(names);
        return nullptr;
    }
    if (!IsPrice(cycles))
    {
        error = "cost of " + operation + " must be 0 cycles or more";
        return nullptr;
    }
    auto copy = Create<CostProfile>(*this);
    OperationCost& cost = copy->m_costs[static_cast<std::size_t>(found)];
    cost.cycles = cycles;
    cost.status = "chosen";
    cost.source = "changed by the user";
    return copy;
}

Ptr<const CostProfile>
CostProfile::WithClock(double ghz) const
{
    NS_ABORT_MSG_IF(!(ghz >= MIN_CLOCK_GHZ && ghz <= MAX_CLOCK_GHZ),
                    "Clock is " << ghz << " GHz: give a number from 0.000001 to 1000");
    auto copy = Create<CostProfile>(*this);
    copy->m_clock = ToClock(ghz);
    return copy;
}

const std::string&
CostProfile::GetName() const
{
    return m_name;
}

const std::string&
CostProfile::GetMachine() const
{
    return m_machine;
}

uint64_t
CostProfile::GetClock() const
{
    return m_clock;
}

uint32_t
CostProfile::GetCores() const
{
    return m_cores;
}

const OperationCost&
CostProfile::GetCost(Operation operation) const
{
    return m_costs[static_cast<std::size_t>(operation)];
}

int64_t
CostProfile::GetCycles(Operation operation, uint32_t count) const
{
    return std::llround(m_costs[static_cast<std::size_t>(operation)].cycles * count);
}

bool
CostProfile::IsFree() const
{
    return std::all_of(m_costs.begin(), m_costs.end(), [](const OperationCost& cost) {
        return cost.cycles == 0;
    });
}

} // namespace ns3
