/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/progress-line.h"

#include <iostream>
#include <unistd.h>

namespace ns3
{

namespace
{

/// Between two updates of the line, and before the first: what is short is not worth one
constexpr std::chrono::milliseconds PATIENCE{500};
/// Begin of the line, and erase what is there
constexpr const char* ERASE = "\r\033[K";

} // namespace

ProgressLine::ProgressLine()
    : m_isTerminal(isatty(STDERR_FILENO) != 0),
      m_begin(Clock::now()),
      m_written(m_begin)
{
}

ProgressLine::~ProgressLine()
{
    if (m_isBegun)
    {
        std::cerr << ERASE << std::flush;
    }
}

bool
ProgressLine::IsTerminal() const
{
    return m_isTerminal;
}

bool
ProgressLine::IsDue() const
{
    return m_isTerminal && Clock::now() - m_written >= PATIENCE;
}

double
ProgressLine::GetSeconds() const
{
    return std::chrono::duration<double>(Clock::now() - m_begin).count();
}

void
ProgressLine::Write(const std::string& text)
{
    m_written = Clock::now();
    m_isBegun = true;
    std::cerr << ERASE << text << std::flush;
}

} // namespace ns3
