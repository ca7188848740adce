/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "capture-reader.h"
#include "replay-options.h"
#include "replay-plot.h"

#include <filesystem>
#include <fmt/format.h>

/**
 * @file
 * @ingroup offload
 * What options of offload-replay do not go together.
 */

namespace ns3::offload::replay
{

namespace
{

/// @param option an option @param path the file that it names, in a folder that has to be there
void
CheckFolder(const std::string& option, const std::string& path)
{
    const auto folder = std::filesystem::path(path).parent_path();
    if (!folder.empty() && !std::filesystem::is_directory(folder))
    {
        throw ReplayError(fmt::format("--{}={}: there is no folder {}; make it or name another one",
                                      option,
                                      path,
                                      folder.string()));
    }
    if (std::filesystem::is_directory(path))
    {
        throw ReplayError(fmt::format("--{}={} is a folder: name a file in it", option, path));
    }
}

} // namespace

void
ReplayOptions::CheckUse() const
{
    for (const ReplayVariant& variant : m_variants)
    {
        for (const auto& [name, text] : variant.own)
        {
            const std::string reason =
                variant.settings->ExplainNoEffect(name, m_profile != nullptr);
            if (!reason.empty())
            {
                throw ReplayError(fmt::format("--compare={}: {}={} would not be used: {}",
                                              variant.name,
                                              name,
                                              text,
                                              reason));
            }
        }
    }
    for (const auto& [name, text] : m_common)
    {
        std::string reason;
        bool isUsed = false;
        for (const ReplayVariant& variant : m_variants)
        {
            reason = variant.settings->ExplainNoEffect(name, m_profile != nullptr);
            isUsed = isUsed || (reason.empty() && variant.texts.at(name) == text);
        }
        if (!isUsed)
        {
            throw ReplayError(
                fmt::format("--{}={} would not be used: {}",
                            name,
                            text,
                            reason.empty() ? "each --compare has one of its own" : reason));
        }
    }
}

void
ReplayOptions::CheckFiles() const
{
    if (!write.empty() && m_variants.size() > 1)
    {
        throw ReplayError(
            fmt::format("--write={} does not go with several --compare, which make as many "
                        "captures: replay with one setting to write one",
                        write));
    }
    if (write == "-" && json == "-")
    {
        throw ReplayError(
            "--write=- and --json=- both write to the standard output: name a file for "
            "one of the two");
    }
    for (const auto& [option, path] : {std::pair("write", write), {"json", json}, {"plot", plot}})
    {
        if (path != "-")
        {
            CheckFolder(option, path);
        }
    }
    if (!plot.empty())
    {
        CheckPlot(plot);
    }
}

} // namespace ns3::offload::replay
