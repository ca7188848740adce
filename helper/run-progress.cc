/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/run-progress.h"

#include "cpu/ns3-compat.h"

#include "ns3/simulator.h"

#include <cmath>
#include <iomanip>
#include <iostream>
#include <sstream>
#include <unistd.h>

namespace ns3
{

namespace
{

/// Between two updates of the line, and before the first: a short run is not worth one
constexpr std::chrono::milliseconds PATIENCE{500};
/// Of the events of Watch() until the end
constexpr int64_t STEPS = 200;
/// Begin of the line, and erase what is there
constexpr const char* ERASE = "\r\033[K";

/**
 * @param seconds a time
 * @return it with a unit in which it is a short number
 */
std::string
FormatSeconds(double seconds)
{
    const char* const units[]{"s", "ms", "us", "ns"};
    std::size_t unit = 0;
    while (seconds > 0 && seconds < 0.9995 && unit < 3) // what is rounded to 1 is 1
    {
        seconds *= 1000;
        unit++;
    }
    std::ostringstream text;
    text << std::setprecision(3) << (seconds >= 1000 ? std::round(seconds) : seconds) << " "
         << units[unit];
    return text.str();
}

} // namespace

RunProgress::RunProgress(Time end, const std::string& title)
    : m_end(end),
      m_title(title),
      m_isTerminal(isatty(STDERR_FILENO) != 0),
      m_begin(Clock::now()),
      m_shown(m_begin)
{
}

RunProgress::~RunProgress()
{
    if (m_isLineBegun)
    {
        std::cerr << ERASE << std::flush;
    }
}

void
RunProgress::Watch()
{
    for (int64_t step = 1; step < STEPS; step++)
    {
        ScheduleFunction(m_end * step / STEPS - Simulator::Now(), [this]() { Show(); });
    }
}

void
RunProgress::Show()
{
    const auto now = Clock::now();
    if (!m_isTerminal || now - m_shown < PATIENCE)
    {
        return;
    }
    m_shown = now;
    m_isLineBegun = true;
    const std::chrono::duration<double> needed = now - m_begin;
    std::cerr << ERASE << GetText(Simulator::Now(), needed.count()) << std::flush;
}

std::string
RunProgress::GetText(Time now, double seconds) const
{
    const double simulated = now.GetSeconds();
    const double end = m_end.GetSeconds();
    std::ostringstream text;
    text << (m_title.empty() ? "" : m_title + ": ") << 100 * now.GetTimeStep() / m_end.GetTimeStep()
         << " % (" << FormatSeconds(simulated) << " of " << FormatSeconds(end) << "), "
         << FormatSeconds(simulated / seconds) << " simulated in a second";
    if (simulated == 0)
    {
        return text.str();
    }
    const double left = (end - simulated) * seconds / simulated;
    constexpr double MINUTE = 60;
    text << ", " << std::ceil(left < MINUTE ? left : left / MINUTE)
         << (left < MINUTE ? " s" : " min") << " left";
    return text.str();
}

} // namespace ns3
