/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/cost-profile.h"

#include "data/toml-reader.h"

#include "ns3/abort.h"
#include "ns3/log.h"

#include <algorithm>
#include <cmath>

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("CostProfile");

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

/// Cycles of an operation at most. Any count of it, and the sum over all operations, then fits the
/// 64 bits that a core keeps its time in.
constexpr double MAX_CYCLES = 1e7;

/**
 * @param cycles a price
 * @return true if it can be charged
 */
bool
IsPrice(double cycles)
{
    return cycles >= 0 && cycles <= MAX_CYCLES; // not a number is neither
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
class CostProfileReader : private TomlReader
{
  public:
    using TomlReader::TomlReader;

    /**
     * @param profile what to fill
     */
    void Read(CostProfile& profile) const
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
    }

  private:
    /**
     * Begin with what another profile says.
     * @param file the file's content
     * @param profile what to fill
     */
    void ReadBase(const toml::table& file, CostProfile& profile) const
    {
        const auto name = Get<std::string>(file, "base", "the name of a profile or a path");
        const std::string path = FindTomlFile("profile", name);
        const CostProfileReader base(path);
        if (base.Parse().contains("base")) // so that none can be its own
        {
            Fail(*file.get("base"), "profile " + name + " has a base itself: give that one");
        }
        base.Read(profile);
    }

    /**
     * @param cpu the table of the processor
     * @param profile what to fill
     */
    void ReadCpu(const toml::table& cpu, CostProfile& profile) const
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

    /**
     * @param costs the table of costs
     * @param hasBase whether the profile has all costs already
     * @param profile what to fill
     */
    void ReadCosts(const toml::table& costs, bool hasBase, CostProfile& profile) const
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
            if (!costs.contains(info.name))
            {
                if (hasBase)
                {
                    continue;
                }
                Fail(costs,
                     "operation \"" + std::string(info.name) + "\" is missing: write [costs." +
                         info.name + "] with cycles, per = \"" + info.unit +
                         "\", status and source (" + info.text + ")");
            }
            const toml::table& entry = GetTable(costs, info.name);
            RefuseUnknownKeys(entry, {"cycles", "per", "status", "source"});
            OperationCost& cost = profile.m_costs[i];
            cost.cycles = Get<double>(entry, "cycles", "a number");
            if (!IsPrice(cost.cycles))
            {
                Fail(*entry.get("cycles"),
                     "cycles of " + std::string(info.name) + " must be 0 or more, and at most 1e7");
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
};

Ptr<const CostProfile>
CostProfile::Load(const std::string& nameOrPath, std::string& error)
{
    NS_LOG_FUNCTION(nameOrPath);
    try
    {
        auto profile = Create<CostProfile>();
        const std::string path = FindTomlFile("profile", nameOrPath);
        CostProfileReader(path).Read(*profile);
        NS_LOG_LOGIC("profile " << profile->m_name << " of " << path << ": " << profile->m_machine);
        return profile;
    }
    catch (const std::runtime_error& e)
    {
        error = e.what();
        NS_LOG_LOGIC("refused: " << error);
        return nullptr;
    }
}

std::vector<std::string>
CostProfile::GetNames()
{
    return ListTomlFiles("profile");
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
        error = "unknown operation \"" + operation + "\": use one of " + JoinNames(names);
        return nullptr;
    }
    if (!IsPrice(cycles))
    {
        error = "cost of " + operation + " must be 0 cycles or more, and at most 1e7";
        return nullptr;
    }
    NS_LOG_LOGIC("a copy of profile " << m_name << ": " << found << " costs " << cycles
                                      << " cycles");
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

const std::string&
CostProfile::GetNic() const
{
    return m_nic;
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

int64_t
CostProfile::GetCycles(const Work& work) const
{
    int64_t cycles = 0;
    for (std::size_t i = 0; i < N_OPERATIONS; i++)
    {
        const auto operation = static_cast<Operation>(i);
        if (const uint32_t count = work.Count(operation))
        {
            cycles += GetCycles(operation, count);
        }
    }
    return cycles;
}

bool
CostProfile::IsFree() const
{
    return std::all_of(m_costs.begin(), m_costs.end(), [](const OperationCost& cost) {
        return cost.cycles == 0;
    });
}

} // namespace ns3
