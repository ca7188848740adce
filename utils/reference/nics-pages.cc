/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "data/toml-reader.h"
#include "reference-pages.h"

#include "ns3/boolean.h"
#include "ns3/nic-features.h"
#include "ns3/nic-preset.h"
#include "ns3/offload-point-to-point-net-device.h"

#include <stdexcept>

using namespace ns3;

namespace
{

/**
 * @param list a list of strings, or null
 * @return its strings as literals
 */
std::string
JoinLiterals(const toml::array* list)
{
    std::string text;
    for (std::size_t i = 0; list && i < list->size(); i++)
    {
        text += (text.empty() ? "" : ", ") + Literal(list->get(i)->value_or(""));
    }
    return text;
}

/**
 * @param preset the file of a NIC
 * @return a row for each setting in it
 */
RstPage::Rows
GetSettings(const toml::table& preset)
{
    RstPage::Rows rows;
    for (const auto& [part, node] : preset)
    {
        const toml::table* settings = node.as_table();
        if (!settings)
        {
            continue;
        }
        const std::string type = (*settings)["type"].value_or("");
        const std::string name =
            std::string(part.str()) + (type.empty() ? "" : ": " + Literal(type));
        const bool isBare = settings->size() == (type.empty() ? 0U : 1U);
        if (isBare)
        {
            rows.push_back({name, "", "", ""});
        }
        for (const auto& [key, setting] : *settings)
        {
            if (const toml::table* entry = setting.as_table())
            {
                rows.push_back({name,
                                Literal(std::string(key.str())),
                                Literal((*entry)["value"].value_or("")),
                                EscapeRst((*entry)["source"].value_or(""))});
            }
        }
    }
    return rows;
}

} // namespace

RstPage
MakeFeaturesPage()
{
    RstPage page("features", "Features");
    page.AddParagraph("Features of a NIC have ethtool's names. Each is an attribute of the NIC.");
    RstPage::Rows rows;
    const TypeId device = OffloadPointToPointNetDevice::GetTypeId();
    for (const auto& row : NicFeatures().List())
    {
        TypeId::AttributeInformation info;
        if (!device.LookupAttributeByName(row.name, &info))
        {
            throw std::runtime_error("feature " + row.name + " is no attribute of " +
                                     device.GetName());
        }
        const auto isOn = DynamicCast<const BooleanValue>(info.initialValue)->Get();
        rows.push_back({Literal(row.name), isOn ? "on" : "off", EscapeRst(info.help)});
    }
    page.AddTable({30, 10, 60}, {"Feature", "Default", "What it does"}, rows);

    page.AddParagraph(
        "A kernel switches a feature off while one that it needs is off, or while one "
        "that excludes it is on.");
    for (const auto& kernel : NicFeatures::GetKernels())
    {
        page.AddSection(kernel);
        const auto file = toml::parse_file(FindTomlFile("kernel", kernel));
        const toml::array* rules = file["rule"].as_array();
        RstPage::Rows table;
        for (std::size_t i = 0; rules && i < rules->size(); i++)
        {
            const toml::table& rule = *rules->get(i)->as_table();
            table.push_back({Literal(rule["feature"].value_or("")),
                             JoinLiterals(rule["needs"].as_array()),
                             JoinLiterals(rule["excludes"].as_array()),
                             EscapeRst(rule["source"].value_or(""))});
        }
        page.AddTable({25, 25, 15, 35}, {"Feature", "Needs", "Excluded by", "Source"}, table);
    }
    return page;
}

RstPage
MakeNicsPage()
{
    RstPage page("nics", "NICs");
    page.AddParagraph(
        "The NICs that come with the module, to be chosen by name. An attribute that is "
        "not listed has its default.");
    for (const auto& name : NicPreset::GetNames())
    {
        std::string error;
        const auto preset = NicPreset::Load(name, error);
        if (!preset)
        {
            throw std::runtime_error(error);
        }
        page.AddSection(name);
        page.AddParagraph(EscapeRst(preset->GetText()));
        const auto file = toml::parse_file(FindTomlFile("nic", name));
        page.AddTable({25, 20, 10, 45},
                      {"Part", "Attribute", "Value", "Source"},
                      GetSettings(file));
    }
    return page;
}
