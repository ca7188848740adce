/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "replay-progress.h"

#include <cmath>
#include <fmt/format.h>

namespace ns3::offload::replay
{

ReplayProgress::ReplayProgress(uint64_t size, bool isWanted)
    : m_size(size),
      m_isWanted(isWanted && m_line.IsTerminal())
{
}

void
ReplayProgress::Print(uint64_t frames, uint64_t position)
{
    if (!m_line.IsDue())
    {
        return;
    }
    const double seconds = m_line.GetSeconds();
    std::string text = fmt::format("{} frames, {:.3g} million a second",
                                   frames,
                                   1e-6 * static_cast<double>(frames) / seconds);
    if (m_size > 0 && position > 0)
    {
        const double share = static_cast<double>(position) / static_cast<double>(m_size);
        text += fmt::format(", {:.0f} %, {:.0f} s left",
                            100 * share,
                            std::ceil(seconds * (1 - share) / share));
    }
    m_line.Write(text);
}

} // namespace ns3::offload::replay
