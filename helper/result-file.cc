/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "result-file.h"

#include "data/json-text.h"
#include "data/whole-file.h"

#include "ns3/abort.h"

#include <cerrno>
#include <cmath>
#include <cstring>
#include <filesystem>
#include <iostream>
#include <locale>
#include <sstream>
#include <unistd.h>
#include <utility>

namespace fs = std::filesystem;

namespace ns3
{

namespace
{

/**
 * @param text a text
 * @return whether it is UTF-8, which JSON has to be
 */
bool
IsUtf8(const std::string& text)
{
    std::size_t following = 0;
    for (const char character : text)
    {
        const auto byte = static_cast<unsigned char>(character);
        if (following > 0)
        {
            if ((byte & 0xc0) != 0x80)
            {
                return false;
            }
            following--;
        }
        else if (byte >= 0xc2 && byte <= 0xf4)
        {
            following = byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3;
        }
        else if (byte >= 0x80)
        {
            return false;
        }
    }
    return following == 0;
}

/**
 * @param text UTF-8
 * @return it as a string of JSON
 */
std::string
Quote(const std::string& text)
{
    std::string quoted;
    AppendJsonText(quoted, text);
    return quoted;
}

} // namespace

ResultFile::ResultFile(std::string path)
    : m_path(std::move(path))
{
    if (m_path.empty() || m_path == STANDARD_OUTPUT)
    {
        return;
    }
    std::error_code ignored;
    NS_ABORT_MSG_IF(fs::is_directory(m_path, ignored),
                    "--json=" << m_path << " is a folder: name a file in it");
    const fs::path folder = fs::absolute(m_path).parent_path();
    NS_ABORT_MSG_UNLESS(fs::is_directory(folder, ignored),
                        "--json=" << m_path << ": there is no folder " << folder.string()
                                  << "; make it, or name another file");
    NS_ABORT_MSG_IF(access(folder.c_str(), W_OK) != 0 && !fs::exists(m_path, ignored),
                    "--json=" << m_path << ": nothing can be written to " << folder.string()
                              << "; name a file elsewhere");
}

void
ResultFile::Add(const std::string& name, const std::string& text)
{
    NS_ABORT_MSG_UNLESS(IsUtf8(text),
                        "Result \"" << name << "\" is a text that is no UTF-8: encode it");
    AddJson(name, "", Quote(text));
}

std::string
ResultFile::ToJson(const std::string& name, double value)
{
    NS_ABORT_MSG_UNLESS(std::isfinite(value),
                        "Result \"" << name << "\" is " << value
                                    << ", which is no number: was something divided by 0?");
    for (int digits = 15;; digits++)
    {
        std::ostringstream text;
        text.imbue(std::locale::classic());
        text.precision(digits);
        text << value;
        std::istringstream again(text.str());
        again.imbue(std::locale::classic());
        double same = 0;
        if (digits == 17 || (again >> same && same == value))
        {
            return text.str();
        }
    }
}

void
ResultFile::AddJson(const std::string& name, const std::string& unit, const std::string& json)
{
    NS_ABORT_MSG_IF(name.empty(), "A result has no name: give it one");
    for (const auto& text : {name, unit})
    {
        NS_ABORT_MSG_IF(text.find_first_of("[]") != std::string::npos || !IsUtf8(text),
                        "Name and unit of a result, here \""
                            << text << "\", are UTF-8 without brackets: the unit stands in them");
    }
    const std::string begin = Quote(name).substr(0, Quote(name).size() - 1);
    for (const auto& [key, value] : m_results)
    {
        NS_ABORT_MSG_IF(key == begin + '"' || key.rfind(begin + " [", 0) == 0,
                        "There is a result \"" << name << "\" already: give another name");
    }
    m_results.emplace_back(unit.empty() ? Quote(name) : Quote(name + " [" + unit + "]"), json);
}

void
ResultFile::CheckLength(const std::string& name, std::size_t length)
{
    NS_ABORT_MSG_IF(length == 0, "Result \"" << name << "\" is an empty list: leave it out");
    NS_ABORT_MSG_UNLESS(m_length == 0 || length == m_length,
                        "Result \"" << name << "\" has " << length << " values, others have "
                                    << m_length << ": give one for each repetition");
    m_length = length;
}

std::string
ResultFile::GetText() const
{
    std::string text;
    for (const auto& [key, value] : m_results)
    {
        text += (text.empty() ? "{\n  " : ",\n  ") + key + ": " + value;
    }
    return text.empty() ? "{}\n" : text + "\n}\n";
}

void
ResultFile::Write() const
{
    if (m_path.empty())
    {
        return;
    }
    const std::string text = GetText();
    if (m_path == STANDARD_OUTPUT)
    {
        std::cout << text << std::flush;
        NS_ABORT_MSG_UNLESS(std::cout,
                            "cannot write to the standard output: redirect it to another file");
        return;
    }
    if (!WriteWhole(m_path, text))
    {
        const std::string reason = std::strerror(errno);
        std::cerr << text;
        NS_ABORT_MSG("--json=" << m_path << ": cannot write there (" << reason
                               << "); choose a file in a folder that may be written, on a disk with"
                                  " room. The results stand above");
    }
}

} // namespace ns3
