/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "data/toml-reader.h"

#include "data/data-folder.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string_view>

namespace ns3
{

namespace
{

/**
 * @param kind what a file describes: "profile", "nic" or "kernel"
 * @return the folder of those that come with the module
 */
std::string
GetFolder(const std::string& kind)
{
    return GetDataFolder() + "/" + kind + "s";
}

/**
 * @param text the rest of a TOML file, from a quotation mark on
 * @return bytes of the string there, marks included
 */
std::size_t
GetStringLength(std::string_view text)
{
    const char mark = text[0];
    const bool isMultiline = text.substr(0, 3) == std::string(3, mark);
    const std::string marks(isMultiline ? 3 : 1, mark);
    std::size_t end = marks.size();
    while (end < text.size() && text.substr(end, marks.size()) != marks &&
           (isMultiline || text[end] != '\n'))
    {
        end += mark == '"' && text[end] == '\\' ? 2 : 1;
    }
    return std::min(end + marks.size(), text.size());
}

/**
 * @param text a TOML file
 * @param at where to begin
 * @return position of the first byte outside of strings and comments that is not ASCII, or npos
 */
std::size_t
FindNonAscii(std::string_view text, std::size_t at)
{
    while (at < text.size())
    {
        if (static_cast<unsigned char>(text[at]) >= 0x80)
        {
            return at;
        }
        if (text[at] == '#')
        {
            at = std::min(text.find('\n', at), text.size());
        }
        else if (text[at] == '"' || text[at] == '\'')
        {
            at += GetStringLength(text.substr(at));
        }
        else
        {
            at++;
        }
    }
    return std::string_view::npos;
}

} // namespace

void
TomlReader::RefuseNonAsciiKeys() const
{
    std::ifstream file(m_path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    const bool hasMark = text.compare(0, 3, "\xef\xbb\xbf") == 0; // byte order mark: TOML skips it
    const std::size_t at = FindNonAscii(text, hasMark ? 3 : 0);
    if (at != std::string_view::npos)
    {
        const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<long>(at), '\n');
        throw std::runtime_error(
            m_path + ":" + std::to_string(line) +
            ": not valid TOML: outside of strings and comments only ASCII is "
            "allowed; write a key that needs other letters in quotation marks");
    }
}

std::vector<std::string>
ListTomlFiles(const std::string& kind)
{
    std::vector<std::string> names;
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator(GetFolder(kind), ignored))
    {
        if (entry.path().extension() == ".toml")
        {
            names.push_back(entry.path().stem().string());
        }
    }
    std::sort(names.begin(), names.end());
    return names;
}

std::string
FindTomlFile(const std::string& kind, const std::string& nameOrPath)
{
    std::string path = nameOrPath;
    const bool isPath =
        path.find('/') != std::string::npos || std::filesystem::path(path).extension() == ".toml";
    if (!isPath)
    {
        const auto names = ListTomlFiles(kind);
        if (names.empty())
        {
            throw std::runtime_error(
                GetFolder(kind) + ": no " + kind +
                " files; they are installed with the module: install it again, or let " +
                DATA_FOLDER_VARIABLE + " name the folder of profiles, nics and kernels");
        }
        if (std::find(names.begin(), names.end(), nameOrPath) == names.end())
        {
            throw std::runtime_error("unknown " + kind + " \"" + nameOrPath + "\": use one of " +
                                     JoinNames(names) + ", or the path of a .toml file");
        }
        path = GetFolder(kind) + "/" + nameOrPath + ".toml";
    }
    if (std::filesystem::is_directory(path))
    {
        throw std::runtime_error(path + " is a folder: give the path of a " + kind + " file");
    }
    if (!std::filesystem::is_regular_file(path))
    {
        throw std::runtime_error(path + ": no such " + kind + " file");
    }
    return path;
}

} // namespace ns3
