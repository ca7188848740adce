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
#include <sstream>

namespace ns3
{

namespace
{

/// Of the events of Watch() until the end
constexpr int64_t STEPS = 200;

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
      m_title(title)
{
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
    if (m_line.IsDue())
    {
        m_line.Write(GetText(Simulator::Now(), m_line.GetSeconds()));
    }
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
