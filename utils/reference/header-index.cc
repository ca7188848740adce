/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "header-index.h"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <sstream>
#include <stdexcept>

namespace
{

/// What introduces a comment on what stands before it.
const std::string BEHIND = "//!<";

/**
 * @param text a text
 * @return it without white space at its ends
 */
std::string
Trim(const std::string& text)
{
    const auto isSpace = [](unsigned char c) { return std::isspace(c); };
    const auto begin = std::find_if_not(text.begin(), text.end(), isSpace);
    const auto end = std::find_if_not(text.rbegin(), text.rend(), isSpace).base();
    return begin < end ? std::string(begin, end) : "";
}

/**
 * @param c a character
 * @return whether it can be part of a name
 */
bool
IsWord(char c)
{
    return std::isalnum(static_cast<unsigned char>(c)) || c == '_';
}

/**
 * @param comment a comment so far
 * @param more what follows
 */
void
Append(std::string& comment, const std::string& more)
{
    comment += (comment.empty() || more.empty() ? "" : " ") + more;
}

/**
 * @param line a line, or several, of code
 * @return the first name in it
 */
std::string
GetFirstName(const std::string& line)
{
    const auto end = std::find_if_not(line.begin(), line.end(), IsWord);
    return std::string(line.begin(), end);
}

/**
 * @param declaration a declaration of a field, without semicolon
 * @return the name of the field
 */
std::string
GetFieldName(const std::string& declaration)
{
    // What the field begins with stands behind it, if it is told.
    std::size_t end = declaration.find('{');
    end = std::min(end, declaration.find('='));
    const std::string head = Trim(declaration.substr(0, end));
    const auto begin = std::find_if_not(head.rbegin(), head.rend(), IsWord).base();
    return std::string(begin, head.end());
}

} // namespace

HeaderIndex::HeaderIndex(const std::string& top)
{
    std::vector<std::filesystem::path> paths;
    for (const char* folder : {"model", "helper"})
    {
        const auto root = std::filesystem::path(top) / folder;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(root))
        {
            if (entry.path().extension() == ".h")
            {
                paths.push_back(entry.path());
            }
        }
    }
    std::sort(paths.begin(), paths.end());
    for (const auto& path : paths)
    {
        std::ifstream file(path);
        m_text.append(std::istreambuf_iterator<char>(file), {});
    }
}

HeaderIndex::Body
HeaderIndex::Find(const std::string& declaration, std::size_t from) const
{
    std::size_t at = from;
    while ((at = m_text.find(declaration, at)) != std::string::npos)
    {
        const std::size_t behind = at + declaration.size();
        const std::size_t open = m_text.find_first_of("{;", behind);
        if (!IsWord(m_text[behind]) && open != std::string::npos && m_text[open] == '{')
        {
            std::size_t depth = 1;
            std::size_t end = open + 1;
            while (end < m_text.size() && depth > 0)
            {
                depth += m_text[end] == '{' ? 1 : 0;
                depth -= m_text[end] == '}' ? 1 : 0;
                end++;
            }
            return {at, open + 1, end - 1};
        }
        at = behind;
    }
    throw std::runtime_error("no header defines \"" + declaration +
                             "\": tell offload-reference its new name");
}

std::string
HeaderIndex::GetCommentAbove(const Body& body) const
{
    std::istringstream above(m_text.substr(0, body.declaration));
    std::vector<std::string> lines;
    for (std::string line; std::getline(above, line);)
    {
        lines.push_back(Trim(line));
    }
    if (!lines.empty() && lines.back().empty())
    {
        lines.pop_back(); // the indentation of the declaration
    }
    // Back to where the comment begins: a block, or lines with three slashes.
    std::string comment;
    const bool isBlock = !lines.empty() && lines.back() == "*/";
    for (auto line = lines.rbegin(); line != lines.rend(); ++line)
    {
        const bool isPart = isBlock ? *line != "/**" : line->find("///") == 0;
        if (!isPart)
        {
            break;
        }
        const std::size_t begin = line->find_first_not_of("/* ");
        if (begin != std::string::npos && (*line)[begin] != '@')
        {
            comment = line->substr(begin) + (comment.empty() ? "" : " " + comment);
        }
    }
    return comment;
}

std::vector<std::string>
HeaderIndex::GetLines(const Body& body) const
{
    std::istringstream text(m_text.substr(body.begin, body.end - body.begin));
    std::vector<std::string> lines;
    std::string line;
    while (std::getline(text, line))
    {
        lines.push_back(Trim(line));
    }
    return lines;
}

DocumentedType
HeaderIndex::GetEnum(const std::string& name) const
{
    const Body body = Find("enum class " + name, 0);
    DocumentedType type{GetCommentAbove(body), {}};
    for (const auto& line : GetLines(body))
    {
        const std::size_t comment = line.find(BEHIND);
        const std::string enumerator = GetFirstName(line);
        if (!enumerator.empty())
        {
            type.members.push_back({enumerator, ""});
        }
        if (comment != std::string::npos && !type.members.empty())
        {
            Append(type.members.back().comment, Trim(line.substr(comment + BEHIND.size())));
        }
    }
    if (!type.members.empty() && type.members.back().name == "COUNT")
    {
        type.members.pop_back();
    }
    return type;
}

DocumentedType
HeaderIndex::GetStruct(const std::string& name) const
{
    const std::size_t colons = name.find("::");
    const bool isNested = colons != std::string::npos;
    const std::size_t from = isNested ? Find("class " + name.substr(0, colons), 0).begin : 0;
    const Body body = Find("struct " + (isNested ? name.substr(colons + 2) : name), from);
    DocumentedType type{GetCommentAbove(body), {}};
    std::string declaration;
    for (const auto& line : GetLines(body))
    {
        const std::size_t comment = line.find(BEHIND);
        const std::string code = Trim(line.substr(0, comment));
        const bool isOther = code.find("/") == 0 || code.find("*") == 0 || code.empty();
        declaration += isOther ? "" : code + " ";
        if (!code.empty() && code.back() == ';' && !isOther)
        {
            const std::string field = GetFieldName(declaration.substr(0, declaration.size() - 2));
            if (comment != std::string::npos && !field.empty())
            {
                type.members.push_back({field, ""});
            }
            declaration.clear();
        }
        if (comment != std::string::npos && declaration.empty() && !type.members.empty())
        {
            Append(type.members.back().comment, Trim(line.substr(comment + BEHIND.size())));
        }
    }
    return type;
}

std::string
HeaderIndex::GetSignature(const std::string& name) const
{
    const std::string last =
        name.substr(name.rfind("::") == std::string::npos ? 0 : name.rfind("::") + 2);
    const std::string pointer = "(*" + last + ")";
    const std::size_t at = m_text.find(pointer);
    if (at == std::string::npos)
    {
        return name;
    }
    const std::size_t begin = at + pointer.size();
    const std::string signature = m_text.substr(begin, m_text.find(';', begin) - begin);
    return std::regex_replace(signature, std::regex("\\s+"), " "); // it may have several lines
}
