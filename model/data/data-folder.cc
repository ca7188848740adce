/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "data/data-folder.h"

#include <cstdlib>
#include <dlfcn.h>
#include <filesystem>
#include <system_error>

namespace ns3
{

namespace
{

/**
 * @return the folder of the library this is in; empty if the system does not say
 */
std::filesystem::path
GetLibraryFolder()
{
    static const char here{};
    Dl_info info;
    if (dladdr(&here, &info) == 0)
    {
        return {};
    }
    // Without symbolic links: where /lib is one to /usr/lib, the loader may say /lib.
    std::error_code ignored;
    return std::filesystem::weakly_canonical(info.dli_fname, ignored).parent_path();
}

/**
 * @return what GetDataFolder() returns
 */
std::string
FindDataFolder()
{
    const char* chosen = std::getenv(DATA_FOLDER_VARIABLE);
    if (chosen && *chosen)
    {
        return chosen;
    }
    const auto library = GetLibraryFolder();
    // A program that holds the library as an archive lies elsewhere: hence the last one.
    for (const char* folder : {OFFLOAD_INSTALLED_DATA, OFFLOAD_SOURCE_DATA, OFFLOAD_DATA_DIR})
    {
        const auto path = (library / folder).lexically_normal();
        std::error_code ignored;
        if (std::filesystem::is_directory(path / "profiles", ignored))
        {
            return path.string();
        }
    }
    return OFFLOAD_DATA_DIR;
}

} // namespace

std::string
GetDataFolder()
{
    static const std::string folder = FindDataFolder();
    return folder;
}

} // namespace ns3
