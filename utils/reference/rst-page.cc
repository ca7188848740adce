/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "rst-page.h"

#include <cctype>

std::string
EscapeRst(const std::string& text)
{
    std::string escaped;
    for (std::size_t i = 0; i < text.size(); i++)
    {
        const char next = i + 1 < text.size() ? text[i + 1] : ' ';
        const bool endsReference =
            text[i] == '_' && !std::isalnum(static_cast<unsigned char>(next));
        if (endsReference || std::string("*`|\\").find(text[i]) != std::string::npos)
        {
            escaped += '\\';
        }
        escaped += text[i];
    }
    return escaped;
}

std::string
Literal(const std::string& name)
{
    return name.empty() ? "" : "``" + name + "``";
}

RstPage::RstPage(const std::string& name, const std::string& title)
    : m_name(name),
      m_text(".. Copyright (c) 2026 The offload authors\n\n"
             ".. SPDX-License-Identifier: GPL-2.0-only\n\n"
             ".. Generated from the code. To write it anew:\n"
             "   build/offload-reference --output=doc/reference\n\n")
{
    AddTitle(title, '-');
}

void
RstPage::AddTitle(const std::string& title, char line)
{
    m_text += title + "\n" + std::string(title.size(), line) + "\n\n";
}

void
RstPage::AddSection(const std::string& title)
{
    AddTitle(title, '*');
}

void
RstPage::AddParagraph(const std::string& text)
{
    m_text += text.empty() ? "" : text + "\n\n";
}

void
RstPage::AddTable(const std::vector<int>& widths,
                  const std::vector<std::string>& header,
                  const Rows& rows)
{
    if (rows.empty())
    {
        return;
    }
    m_text += ".. list-table::\n   :header-rows: 1\n   :widths:";
    for (const int width : widths)
    {
        m_text += " " + std::to_string(width);
    }
    m_text += "\n\n";
    const auto addRow = [this](const std::vector<std::string>& cells) {
        const char* bullet = "   * - ";
        for (const auto& cell : cells)
        {
            m_text += bullet + (cell.empty() ? "\\-" : cell) + "\n";
            bullet = "     - ";
        }
    };
    addRow(header);
    for (const auto& row : rows)
    {
        addRow(row);
    }
    m_text += "\n";
}

void
RstPage::AddToctree(const std::vector<std::string>& names)
{
    m_text += ".. toctree::\n\n";
    for (const auto& name : names)
    {
        m_text += "   " + name + "\n";
    }
    m_text += "\n";
}

const std::string&
RstPage::GetName() const
{
    return m_name;
}

const std::string&
RstPage::GetText() const
{
    return m_text;
}
