/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "module-types.h"
#include "reference-pages.h"

using namespace ns3;

RstPage
MakeTraceSourcesPage(const HeaderIndex& headers)
{
    RstPage page("trace-sources", "Trace sources");
    page.AddParagraph("Trace sources that the types of this module add to those of their parents, "
                      "and what a callback is given. A callback's type of ns-3 itself is described "
                      "in ns-3's own documentation.");
    for (const auto& tid : GetModuleTypes())
    {
        RstPage::Rows rows;
        for (std::size_t i = 0; i < tid.GetTraceSourceN(); i++)
        {
            const TypeId::TraceSourceInformation info = tid.GetTraceSource(i);
            rows.push_back({Literal(info.name),
                            Literal(headers.GetSignature(info.callback)),
                            EscapeRst(info.help)});
        }
        if (!rows.empty())
        {
            page.AddSection(tid.GetName());
            page.AddTable({20, 40, 40}, {"Trace source", "Arguments", "When"}, rows);
        }
    }
    return page;
}
