/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/toml-reader.h"

#include <algorithm>
#include <filesystem>

namespace ns3
{

std::vector<std::string>
ListTomlFiles(const std::string& folder)
{
    std::vector<std::string> names;
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator(folder, ignored))
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
FindTomlFile(const std::string& what, const std::string& nameOrPath, const std::string& folder)
{
    std::string path = nameOrPath;
    const bool isPath =
        path.find('/') != std::string::npos || std::filesystem::path(path).extension() == ".toml";
    if (!isPath)
    {
        const auto names = ListTomlFiles(folder);
        if (std::find(names.begin(), names.end(), nameOrPath) == names.end())
        {
            throw std::runtime_error("unknown " + what + " \"" + nameOrPath + "\": use one of " +
                                     JoinNames(names) + ", or the path of a .toml file");
        }
        path = folder + "/" + nameOrPath + ".toml";
    }
    if (!std::filesystem::is_regular_file(path))
    {
        throw std::runtime_error(path + ": no such " + what + " file");
    }
    return path;
}

} // namespace ns3
