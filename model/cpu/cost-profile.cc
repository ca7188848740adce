/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/cost-profile.h"

#include "cpu/cost-profile-reader.h"
#include "cpu/operation-price.h"

#include "ns3/abort.h"
#include "ns3/log.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("CostProfile");

const char*
GetCostUnitName(CostUnit unit)
{
    return unit == CostUnit::CYCLES ? "cycles" : "nanoseconds";
}

Ptr<const CostProfile>
CostProfile::Load(const std::string& nameOrPath, std::string& error)
{
    NS_LOG_FUNCTION(nameOrPath);
    try
    {
        // A thousand hosts have few profiles, and one takes as long to read as many frames to
        // simulate. A path may name another file next time; the module's own files stay.
        static std::map<std::string, Ptr<const CostProfile>> known;
        const std::string path = FindTomlFile("profile", nameOrPath);
        const bool isNamed = path != nameOrPath;
        const auto found = isNamed ? known.find(path) : known.end();
        if (found != known.end())
        {
            return found->second;
        }
        auto profile = Create<CostProfile>();
        CostProfileReader(path).Read(*profile);
        NS_LOG_LOGIC("profile " << profile->m_name << " of " << path << ": " << profile->m_machine);
        if (isNamed)
        {
            known[path] = profile;
        }
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
    return WithPrice(operation, cycles, CostUnit::CYCLES, error);
}

Ptr<const CostProfile>
CostProfile::WithTime(const std::string& operation, double nanoseconds, std::string& error) const
{
    return WithPrice(operation, nanoseconds, CostUnit::NANOSECONDS, error);
}

Ptr<const CostProfile>
CostProfile::WithPrice(const std::string& operation,
                       double price,
                       CostUnit unit,
                       std::string& error) const
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
    if (!IsPrice(price, unit))
    {
        error = std::string(GetCostUnitName(unit)) + " of " + operation + " must be " +
                DescribePrices(unit);
        return nullptr;
    }
    NS_LOG_LOGIC("a copy of profile " << m_name << ": " << found << " costs " << price << " "
                                      << GetCostUnitName(unit));
    auto copy = Create<CostProfile>(*this);
    OperationCost& cost = copy->m_costs[static_cast<std::size_t>(found)];
    cost.price = price;
    cost.unit = unit;
    cost.status = "assumed";
    cost.source = "changed by the user";
    cost.range.reset();
    copy->SetClock(m_clock);
    return copy;
}

Ptr<const CostProfile>
CostProfile::WithClock(double ghz) const
{
    NS_ABORT_MSG_IF(!(ghz >= MIN_CLOCK_GHZ && ghz <= MAX_CLOCK_GHZ),
                    "Clock is " << ghz << " GHz: give a number from 0.000001 to 1000");
    auto copy = Create<CostProfile>(*this);
    copy->SetClock(ToClock(ghz));
    return copy;
}

void
CostProfile::SetClock(uint64_t hz)
{
    m_clock = hz;
    const double cyclesPerNanosecond = static_cast<double>(hz) / 1e9;
    for (OperationCost& cost : m_costs)
    {
        cost.cycles = cost.unit == CostUnit::CYCLES ? cost.price : cost.price * cyclesPerNanosecond;
    }
}

const std::string&
CostProfile::GetName() const
{
    return m_name;
}

const std::string&
CostProfile::GetBase() const
{
    return m_base;
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
