/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "module-types.h"
#include "reference-pages.h"

#include "ns3/address.h"
#include "ns3/nstime.h"
#include "ns3/pointer.h"

#include <cstdint>
#include <limits>
#include <map>
#include <sstream>

using namespace ns3;

namespace
{

/// A row of the table: name, default, values, help.
using Row = std::vector<std::string>;

/**
 * @param time a time
 * @return it in the largest unit in which it is whole
 */
std::string
FormatTime(Time time)
{
    for (const auto unit : {Time::S, Time::MS, Time::US})
    {
        if (Time::FromInteger(time.ToInteger(unit), unit) == time)
        {
            std::ostringstream text;
            text << time.ToInteger(unit)
                 << (unit == Time::S    ? "s"
                     : unit == Time::MS ? "ms"
                                        : "us");
            return text.str();
        }
    }
    std::ostringstream text;
    text << time.GetNanoSeconds() << "ns";
    return text.str();
}

/**
 * @param info an attribute
 * @return its default
 */
std::string
FormatDefault(const TypeId::AttributeInformation& info)
{
    if (const auto time = DynamicCast<const TimeValue>(info.initialValue))
    {
        return Literal(FormatTime(time->Get()));
    }
    const std::string value = info.initialValue->SerializeToString(info.checker);
    const bool isNull = DynamicCast<const PointerValue>(info.initialValue) && value == "0";
    const auto address = DynamicCast<const AddressValue>(info.initialValue);
    if (isNull || (address && address->Get().IsInvalid()))
    {
        return "none";
    }
    // In parts, as a literal is not wrapped.
    constexpr std::size_t LONG = 60;
    constexpr std::size_t PART = 24;
    const std::size_t step = value.size() > LONG ? PART : LONG;
    std::string parts;
    for (std::size_t i = 0; i < value.size(); i += step)
    {
        parts += (i > 0 ? " " : "") + Literal(value.substr(i, step));
    }
    return parts.empty() ? "empty" : parts;
}

/**
 * @param bounds the least and the largest value, as "1:65535"
 * @param largest the largest that the type can have
 * @return the same for a person
 */
std::string
FormatBounds(const std::string& bounds, const std::string& largest)
{
    const std::size_t colon = bounds.find(':');
    const std::string first = bounds.substr(0, colon);
    const std::string last = bounds.substr(colon + 1);
    return last == largest ? first + " or more" : first + " to " + last;
}

/**
 * @param info an attribute
 * @return what values it takes
 */
std::string
FormatValues(const TypeId::AttributeInformation& info)
{
    std::string type = info.checker->GetValueTypeName(); // with or without ns3::
    type = type.substr(type.rfind(':') + 1);
    const std::string detail = info.checker->HasUnderlyingTypeInformation()
                                   ? info.checker->GetUnderlyingTypeInformation()
                                   : "";
    const std::string bounds = detail.substr(detail.find(' ') + 1);
    if (type == "BooleanValue")
    {
        return "true or false";
    }
    if (type == "StringValue")
    {
        return "text";
    }
    if (type == "TimeValue")
    {
        return "time";
    }
    if (type == "UintegerValue")
    {
        const bool isWide = detail.find("uint64_t") == 0;
        const bool isNarrow = detail.find("uint16_t") == 0;
        const uint64_t largest = isWide ? UINT64_MAX : isNarrow ? UINT16_MAX : UINT32_MAX;
        return FormatBounds(bounds, std::to_string(largest));
    }
    if (type == "DoubleValue")
    {
        std::ostringstream largest;
        largest << std::numeric_limits<double>::max();
        return "number, " + FormatBounds(bounds, largest.str());
    }
    if (type == "PointerValue")
    {
        return Literal(bounds.substr(0, bounds.find(' '))); // of "ns3::Ptr< NAME >"
    }
    return Literal(type);
}

/**
 * @param tid a type
 * @return rows for the attributes that it adds to its parent's, by name
 */
std::map<std::string, Row>
GetRows(TypeId tid)
{
    std::map<std::string, Row> rows;
    for (std::size_t i = 0; i < tid.GetAttributeN(); i++)
    {
        const TypeId::AttributeInformation info = tid.GetAttribute(i);
        rows[info.name] = {Literal(info.name),
                           FormatDefault(info),
                           FormatValues(info),
                           EscapeRst(info.help)};
    }
    return rows;
}

/**
 * @param types all types
 * @return what all NICs have in common, attributes with the same default only
 */
std::map<std::string, Row>
GetCommonRows(const std::vector<TypeId>& types)
{
    std::map<std::string, Row> common;
    bool isFirst = true;
    for (const auto& tid : types)
    {
        if (!IsNic(tid))
        {
            continue;
        }
        const auto rows = GetRows(tid);
        if (rows.empty())
        {
            continue; // it has those of the NIC that is its parent
        }
        if (isFirst)
        {
            common = rows;
        }
        isFirst = false;
        for (auto it = common.begin(); it != common.end();)
        {
            const auto same = rows.find(it->first);
            it =
                same != rows.end() && same->second == it->second ? std::next(it) : common.erase(it);
        }
    }
    return common;
}

/**
 * @param page where to
 * @param rows the rows
 */
void
AddRows(RstPage& page, const std::map<std::string, Row>& rows)
{
    RstPage::Rows all;
    for (const auto& [name, row] : rows)
    {
        all.push_back(row);
    }
    page.AddTable({20, 15, 25, 40}, {"Attribute", "Default", "Values", "Meaning"}, all);
}

} // namespace

RstPage
MakeAttributesPage()
{
    RstPage page("attributes", "Attributes");
    page.AddParagraph("Attributes that the types of this module add to those of their parents.");
    const auto types = GetModuleTypes();
    const auto common = GetCommonRows(types);
    page.AddSection("All NICs");
    std::string nics;
    for (const auto& tid : types)
    {
        nics += IsNic(tid) ? (nics.empty() ? "" : ", ") + Literal(tid.GetName()) : "";
    }
    page.AddParagraph("These are attributes of " + nics + ".");
    AddRows(page, common);
    for (const auto& tid : types)
    {
        auto rows = GetRows(tid);
        if (IsNic(tid))
        {
            for (const auto& [name, row] : common)
            {
                rows.erase(name);
            }
        }
        if (rows.empty())
        {
            continue;
        }
        page.AddSection(tid.GetName());
        page.AddParagraph("Parent: " + Literal(tid.GetParent().GetName()) + "." +
                          (IsNic(tid) ? " Besides those of all NICs:" : ""));
        AddRows(page, rows);
    }
    return page;
}
