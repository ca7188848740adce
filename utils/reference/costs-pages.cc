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

    page.AddSection("Cycles by profile");
    std::vector<std::string> header{"Operation"};
    std::vector<int> widths{25};
    std::vector<Ptr<const CostProfile>> profiles;
    for (const auto& name : CostProfile::GetNames())
    {
        profiles.push_back(LoadProfile(name));
        header.push_back(Literal(name));
        widths.push_back(15);
    }
    RstPage::Rows cycles;
    ForEachOperation([&](Operation operation) {
        cycles.push_back({Literal(GetOperationInfo(operation).name)});
        for (const auto& profile : profiles)
        {
            cycles.back().push_back(FormatNumber(profile->GetCost(operation).cycles));
        }
    });
    page.AddTable(widths, header, cycles);
    return page;
}

RstPage
MakeProfilesPage()
{
    RstPage page("profiles", "Cost profiles");
    page.AddParagraph("The cost profiles that come with the module. *Fitted* values reproduce a "
                      "published figure, *measured* ones come from a machine, *chosen* ones are "
                      "estimates.");
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
        RstPage::Rows rows;
        ForEachOperation([&](Operation operation) {
            const OperationCost& cost = profile->GetCost(operation);
            rows.push_back({Literal(GetOperationInfo(operation).name),
                            FormatNumber(cost.cycles),
                            EscapeRst(cost.status),
                            EscapeRst(cost.source)});
        });
        page.AddTable({25, 10, 10, 55}, {"Operation", "Cycles", "Status", "Source"}, rows);
    }
    return page;
}
