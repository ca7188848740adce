/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "data/whole-file.h"

#include <cerrno>
#include <cstdio>
#include <filesystem>

namespace ns3
{

namespace fs = std::filesystem;

namespace
{

/**
 * @param path a file
 * @param text what it has to contain
 * @return false if it could not be written; errno says why
 */
bool
WriteText(const fs::path& path, const std::string& text)
{
    std::FILE* file = std::fopen(path.c_str(), "w");
    if (!file)
    {
        return false;
    }
    const bool isWritten =
        std::fwrite(text.data(), 1, text.size(), file) == text.size() && std::fflush(file) == 0;
    const int error = errno;
    const bool isClosed = std::fclose(file) == 0;
    errno = isWritten ? errno : error;
    return isWritten && isClosed;
}

} // namespace

bool
WriteWhole(const std::string& path, const std::string& text)
{
    std::error_code error;
    if (fs::exists(path, error) && !fs::is_regular_file(path, error))
    {
        return WriteText(path, text);
    }
    // Where a link points to, not in its place.
    const fs::path target = fs::weakly_canonical(path, error);
    const fs::path partial = target.string() + ".part";
    if (!WriteText(partial, text))
    {
        const int reason = errno;
        fs::remove(partial, error);
        errno = reason;
        return false;
    }
    fs::rename(partial, target, error);
    errno = error.value();
    return !error;
}

} // namespace ns3
