/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "replay-options.h"

#include "capture-reader.h"
#include "replay-help.h"

#include "ns3/attribute-text.h"
#include "ns3/boolean.h"
#include "ns3/double.h"
#include "ns3/string.h"
#include "ns3/uinteger.h"

#include <cstdlib>
#include <fmt/format.h>

namespace ns3::offload::replay
{

namespace
{

/**
 * Set an option by its text; throws a ReplayError.
 * @param object what has it
 * @param name its name
 * @param text its value
 */
void
Set(Ptr<Object> object, const std::string& name, const std::string& text)
{
    try
    {
        SetAttributeByText(object, name, text);
    }
    catch (const AttributeTextError& error)
    {
        throw ReplayError(fmt::format("--{}={}: {}", name, text, error.what()));
    }
}

/// @param type a type @param name a name @return whether it has an attribute of this name
bool
Has(TypeId type, const std::string& name)
{
    TypeId::AttributeInformation info;
    return type.LookupAttributeByName(name, &info);
}

/// @param name an option @return whether it is true or false
bool
IsFlag(const std::string& name)
{
    for (const TypeId& type : {ReplayOptions::GetTypeId(), ReplaySettings::GetTypeId()})
    {
        TypeId::AttributeInformation info;
        if (type.LookupAttributeByName(name, &info))
        {
            return info.checker->GetValueTypeName() == MakeBooleanChecker()->GetValueTypeName();
        }
    }
    return false;
}

/// @param text NAME=VALUE,NAME=VALUE of --compare @return values by names
std::map<std::string, std::string>
ParseVariant(const std::string& text)
{
    std::map<std::string, std::string> texts;
    std::size_t begin = 0;
    while (begin <= text.size())
    {
        const std::size_t end = std::min(text.find(',', begin), text.size());
        const std::string setting = text.substr(begin, end - begin);
        const std::size_t equals = setting.find('=');
        const std::string name = setting.substr(0, equals);
        if (equals == std::string::npos || !Has(ReplaySettings::GetTypeId(), name))
        {
            throw ReplayError(
                fmt::format("--compare={}: \"{}\" is no NAME=VALUE of a setting: give "
                            "them as offload=gro,rx-usecs=50us; --PrintHelp lists those "
                            "that there are",
                            text,
                            setting));
        }
        if (!texts.emplace(name, setting.substr(equals + 1)).second)
        {
            throw ReplayError(fmt::format("--compare={}: {} is given twice", text, name));
        }
        begin = end + 1;
    }
    return texts;
}

} // namespace

TypeId
ReplayOptions::GetTypeId()
{
    using Self = ReplayOptions;
    const auto text =
        [](TypeId& type, const char* name, std::string Self::*member, const char* help) {
            type.AddAttribute(name,
                              help,
                              StringValue(""),
                              MakeStringAccessor(member),
                              MakeStringChecker());
        };
    static const TypeId tid = [&text]() {
        constexpr uint32_t MANY = 10000000;
        TypeId type = TypeId("offload-replay-options").SetParent<Object>();
        text(type,
             "filter",
             &Self::filter,
             "frames to replay, in tcpdump's syntax (man pcap-filter)");
        text(type,
             "write",
             &Self::write,
             "write what comes out to this pcap file; - for standard output");
        text(type, "json", &Self::json, "write all results to this file; - for standard output");
        text(type, "plot", &Self::plot, "plot the results over time (FILE.svg, .png or .pdf)");
        text(type, "profile", &Self::profile, "cost profile: name, or path of a file");
        type.AddAttribute("clock",
                          "clock of the cores in GHz; 0 for that of the profile",
                          DoubleValue(0),
                          MakeDoubleAccessor(&Self::clock),
                          MakeDoubleChecker<double>(0, 1000));
        type.AddAttribute("mtu",
                          "MTU of the device, bytes of IP packet",
                          UintegerValue(1500),
                          MakeUintegerAccessor(&Self::mtu),
                          MakeUintegerChecker<uint32_t>(68, 65535));
        type.AddAttribute("rx-vlan-offload",
                          "the NIC takes VLAN tags out of the frames (ethtool -K)",
                          BooleanValue(true),
                          MakeBooleanAccessor(&Self::rxVlanOffload),
                          MakeBooleanChecker());
        type.AddAttribute(
            "fix-checksums",
            "replace wrong checksums by right ones, as the NIC of the sender would have",
            BooleanValue(false),
            MakeBooleanAccessor(&Self::fixChecksums),
            MakeBooleanChecker());
        type.AddAttribute("max-flows",
                          "flows that have a row of their own; the rest is grouped",
                          UintegerValue(10000),
                          MakeUintegerAccessor(&Self::maxFlows),
                          MakeUintegerChecker<uint32_t>(2, MANY));
        type.AddAttribute("quiet",
                          "show neither progress nor the table",
                          BooleanValue(false),
                          MakeBooleanAccessor(&Self::quiet),
                          MakeBooleanChecker());
        return type;
    }();
    return tid;
}

void
ReplayOptions::Parse(int argc, char* argv[])
{
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    for (const std::string& argument : arguments)
    {
        if (argument == "--help" || argument == "-h" || argument == "--PrintHelp")
        {
            PrintHelp();
            std::exit(0);
        }
    }
    for (std::size_t i = 0; i < arguments.size(); i++)
    {
        std::string argument = arguments[i];
        if (argument.rfind("--", 0) == 0 && argument.find('=') == std::string::npos)
        {
            const bool hasValue = i + 1 < arguments.size() && arguments[i + 1].rfind("--", 0) != 0;
            if (IsFlag(argument.substr(2)))
            {
                argument += "=true";
            }
            else if (hasValue)
            {
                i++;
                argument += "=" + arguments[i];
            }
        }
        Take(argument);
    }
    if (capture.empty())
    {
        throw ReplayError("no capture is named: offload-replay CAPTURE --NAME=VALUE..., - for "
                          "standard input; --PrintHelp lists the options");
    }
    LoadProfile();
    MakeVariants();
    CheckUse();
    CheckFiles();
}

void
ReplayOptions::Take(const std::string& argument)
{
    if (argument.rfind("--", 0) != 0)
    {
        if (argument.empty() || !capture.empty())
        {
            throw ReplayError(fmt::format("\"{}\" is one capture too many, after \"{}\": join them "
                                          "by mergecap, or replay one after the other",
                                          argument,
                                          capture));
        }
        capture = argument;
        return;
    }
    const auto equals = argument.find('=');
    if (equals == std::string::npos)
    {
        throw ReplayError(fmt::format("\"{}\" is no option: give each as --NAME=VALUE; --PrintHelp "
                                      "lists them",
                                      argument));
    }
    const std::string name = argument.substr(2, equals - 2);
    const std::string text = argument.substr(equals + 1);
    if (text.empty())
    {
        throw ReplayError(fmt::format("{} is empty: give a value, or leave it out", argument));
    }
    if (name == "compare")
    {
        m_compare.push_back(text);
        return;
    }
    const bool isCost = name.rfind("cost.", 0) == 0;
    const bool isOwn = Has(GetTypeId(), name);
    if (!isCost && !isOwn && !Has(ReplaySettings::GetTypeId(), name))
    {
        throw ReplayError(fmt::format("{}: there is no option --{}: --PrintHelp lists those that "
                                      "there are",
                                      argument,
                                      name));
    }
    auto& texts = isCost ? m_costs : isOwn ? m_given : m_common;
    const auto [given, isNew] = texts.emplace(isCost ? name.substr(5) : name, text);
    if (!isNew)
    {
        throw ReplayError(
            fmt::format("{}: --{} is given twice, first as {}: leave one of the two out",
                        argument,
                        name,
                        given->second));
    }
    if (isOwn)
    {
        Set(Ptr<Object>(this), name, text);
    }
}

void
ReplayOptions::LoadProfile()
{
    if (profile.empty())
    {
        if (m_given.count("clock") > 0 || !m_costs.empty())
        {
            throw ReplayError(
                "--clock and --cost.NAME change a cost profile, and there is none: give "
                "--profile too");
        }
        return;
    }
    std::string error;
    m_profile = CostProfile::Load(profile, error);
    for (auto cost = m_costs.begin(); m_profile && cost != m_costs.end(); ++cost)
    {
        char* end = nullptr;
        const double cycles = std::strtod(cost->second.c_str(), &end);
        if (*end != '\0')
        {
            throw ReplayError(
                fmt::format("--cost.{}={}: it is a number of cycles: give it without a "
                            "unit, as 800 or 0.5",
                            cost->first,
                            cost->second));
        }
        m_profile = m_profile->WithCost(cost->first, cycles, error);
    }
    if (!m_profile)
    {
        throw ReplayError("--profile=" + profile + ": " + error);
    }
    if (clock > 0)
    {
        m_profile = m_profile->WithClock(clock);
    }
}

void
ReplayOptions::MakeVariants()
{
    std::vector<std::string> texts = m_compare;
    if (texts.empty())
    {
        texts.emplace_back();
    }
    for (const std::string& text : texts)
    {
        ReplayVariant variant;
        variant.own = text.empty() ? variant.own : ParseVariant(text);
        variant.texts = variant.own;
        variant.texts.insert(m_common.begin(), m_common.end());
        variant.settings = CreateObject<ReplaySettings>();
        variant.settings->Apply(variant.texts);
        variant.name = text.empty() ? variant.settings->offload : text;
        m_variants.push_back(variant);
    }
}

} // namespace ns3::offload::replay
