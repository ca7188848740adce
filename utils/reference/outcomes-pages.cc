/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "engine/segment-types.h"
#include "reference-pages.h"
#include "transmit/tcp-segment.h"

#include "ns3/gro-types.h"
#include "ns3/lro-types.h"

#include <functional>

using namespace ns3;

namespace
{

/// What the program prints for an enumerator.
using Printer = std::function<std::string(std::size_t)>;

/**
 * @tparam Enum an enum that ToString knows
 * @return what it prints
 */
template <typename Enum>
Printer
Prints()
{
    return [](std::size_t value) { return std::string(ToString(static_cast<Enum>(value))); };
}

/**
 * @param page where to
 * @param headers what the headers say
 * @param name name of an enum
 * @param print what is printed for its values; may be empty
 */
void
AddEnum(RstPage& page, const HeaderIndex& headers, const std::string& name, const Printer& print)
{
    const DocumentedType type = headers.GetEnum(name);
    page.AddSection(name);
    page.AddParagraph(EscapeRst(type.comment));
    RstPage::Rows rows;
    for (std::size_t i = 0; i < type.members.size(); i++)
    {
        rows.push_back({Literal(type.members[i].name), EscapeRst(type.members[i].comment)});
        if (print)
        {
            rows.back().push_back(EscapeRst(print(i)));
        }
    }
    if (print)
    {
        page.AddTable({30, 45, 25}, {"Value", "Meaning", "Printed as"}, rows);
    }
    else
    {
        page.AddTable({30, 70}, {"Value", "Meaning"}, rows);
    }
}

} // namespace

RstPage
MakeOutcomesPage(const HeaderIndex& headers)
{
    RstPage page("outcomes", "Outcomes and reasons");
    page.AddParagraph("What becomes of a frame, a held packet or a segment, and why. Values are in "
                      "the order in which the rules are asked, unless the text says otherwise.");
    AddEnum(page, headers, "LroOutcome", Prints<offload::LroOutcome>());
    AddEnum(page, headers, "LroReason", Prints<offload::LroReason>());
    AddEnum(page, headers, "LroFlushReason", Prints<offload::LroFlushReason>());
    AddEnum(page, headers, "GroOutcome", Prints<offload::GroOutcome>());
    AddEnum(page, headers, "GroReason", Prints<offload::GroReason>());
    AddEnum(page, headers, "GroFlushReason", Prints<offload::GroFlushReason>());
    AddEnum(page, headers, "GroSocket", nullptr);
    AddEnum(page, headers, "SegmentReason", Prints<offload::SegmentReason>());
    AddEnum(page, headers, "TransmitBoundary", Prints<TransmitBoundary>());
    AddEnum(page, headers, "TransmitHold", nullptr);
    AddEnum(page, headers, "CpuContext", nullptr);
    return page;
}

RstPage
MakeCountersPage(const HeaderIndex& headers)
{
    RstPage page("counters", "Counters");
    page.AddParagraph("What queues, rings, memory and engines count.");
    for (const char* name : {"ReceiveStatistics",
                             "ReceiveBuffers::Counters",
                             "TransmitStatistics",
                             "LroCounters",
                             "GroCounters",
                             "SegmentCounters"})
    {
        const DocumentedType type = headers.GetStruct(name);
        page.AddSection(name);
        page.AddParagraph(EscapeRst(type.comment));
        RstPage::Rows rows;
        for (const auto& field : type.members)
        {
            rows.push_back({Literal(field.name), EscapeRst(field.comment)});
        }
        page.AddTable({30, 70}, {"Counter", "What it counts"}, rows);
    }
    return page;
}
