/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "replay-progress.h"

#include <cmath>
#include <cstdio>
#include <fmt/format.h>
#include <unistd.h>

namespace ns3::offload::replay
{

namespace
{

/// Between two updates of the line, and before the first: a short replay is not worth one
constexpr std::chrono::milliseconds PATIENCE{500};
/// Begin of the line, and erase what is there
constexpr const char* ERASE = "\r\033[K";

} // namespace

ReplayProgress::ReplayProgress(uint64_t size, bool isWanted)
    : m_size(size),
      m_isWanted(isWanted && isatty(STDERR_FILENO) != 0),
      m_begin(Clock::now()),
      m_shown(m_begin)
{
}

ReplayProgress::~ReplayProgress()
{
    if (m_isLineBegun)
    {
        fmt::print(stderr, "{}", ERASE);
    }
}

void
ReplayProgress::Print(uint64_t frames, uint64_t position)
{
    const auto now = Clock::now();
    if (now - m_shown < PATIENCE)
    {
        return;
    }
    m_shown = now;
    m_isLineBegun = true;
    const double seconds = std::chrono::duration<double>(now - m_begin).count();
    std::string text = fmt::format("{}{} frames, {:.3g} million a second",
                                   ERASE,
                                   frames,
                                   1e-6 * static_cast<double>(frames) / seconds);
    if (m_size > 0 && position > 0)
    {
        const double share = static_cast<double>(position) / static_cast<double>(m_size);
        text += fmt::format(", {:.0f} %, {:.0f} s left",
                            100 * share,
                            std::ceil(seconds * (1 - share) / share));
    }
    fmt::print(stderr, "{}", text);
    std::fflush(stderr);
}

} // namespace ns3::offload::replay
