/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "reference-pages.h"

#include "ns3/cost-profile.h"

#include <sstream>
#include <stdexcept>

using namespace ns3;

namespace
{

/**
 * @param name name of a profile that comes with the module
 * @return the profile
 */
Ptr<const CostProfile>
LoadProfile(const std::string& name)
{
    std::string error;
    const auto profile = CostProfile::Load(name, error);
    if (!profile)
    {
        throw std::runtime_error(error);
    }
    return profile;
}

/**
 * @param value a number
 * @return it in as few digits as it needs
 */
std::string
FormatNumber(double value)
{
    std::ostringstream text;
    text << value;
    return text.str();
}

/**
 * @param call called with each operation
 */
template <typename Function>
void
ForEachOperation(Function call)
{
    for (std::size_t i = 0; i < N_OPERATIONS; i++)
    {
        call(static_cast<Operation>(i));
    }
}

/**
 * @param one a cost
 * @param other another one
 * @return true if the same is said of both
 */
bool
IsSame(const OperationCost& one, const OperationCost& other)
{
    return one.price == other.price && one.unit == other.unit && one.status == other.status &&
           one.source == other.source;
}

} // namespace

RstPage
MakeOperationsPage()
{
    RstPage page("operations", "Operations");
    page.AddParagraph("What a host does to an object, and what a cost profile puts a price on.");
    RstPage::Rows rows;
    ForEachOperation([&rows](Operation operation) {
        const OperationInfo& info = GetOperationInfo(operation);
        rows.push_back({Literal(info.name),
                        EscapeRst(info.unit),
                        EscapeRst(GetCostCategoryName(info.category)),
                        EscapeRst(info.text)});
    });
    page.AddTable({25, 12, 13, 50}, {"Operation", "Cycles per", "Category", "What is done"}, rows);

    return page;
}

RstPage
MakeProfilesPage()
{
    RstPage page("profiles", "Cost profiles");
    page.AddParagraph("The cost profiles that come with the module. *Published* prices stand in a "
                      "source, *fitted* ones make figures of a source come out, *derived* ones "
                      "follow from others or from what the machine is. *Assumed* ones have a "
                      "range, within which the true one plausibly is. A price in ns does not "
                      "follow the clock.");
    for (const auto& name : CostProfile::GetNames())
    {
        const auto profile = LoadProfile(name);
        page.AddSection(name);
        constexpr double GHZ = 1e9;
        page.AddParagraph(EscapeRst(profile->GetMachine()) +
                          ". Cores: " + std::to_string(profile->GetCores()) + ", at " +
                          FormatNumber(static_cast<double>(profile->GetClock()) / GHZ) + " GHz.");
        if (profile->IsFree())
        {
            page.AddParagraph("Every operation costs 0 cycles.");
            continue;
        }
        const std::string& baseName = profile->GetBase();
        const auto base = baseName.empty() ? nullptr : LoadProfile(baseName);
        if (base)
        {
            page.AddParagraph("As " + Literal(baseName) + ", but for:");
        }
        RstPage::Rows rows;
        ForEachOperation([&](Operation operation) {
            const OperationCost& cost = profile->GetCost(operation);
            if (base && IsSame(cost, base->GetCost(operation)))
            {
                return;
            }
            const bool isTime = cost.unit == CostUnit::NANOSECONDS;
            rows.push_back({Literal(GetOperationInfo(operation).name),
                            FormatNumber(cost.price) + (isTime ? " ns" : ""),
                            EscapeRst(cost.status),
                            cost.range ? FormatNumber(cost.range->low) + " to " +
                                             FormatNumber(cost.range->high)
                                       : "",
                            EscapeRst(cost.source)});
        });
        page.AddTable({25, 10, 10, 15, 40},
                      {"Operation", "Cycles or ns", "Status", "Range", "Source"},
                      rows);
    }
    return page;
}
