/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_RUN_PROGRESS_H
#define OFFLOAD_RUN_PROGRESS_H

#include "ns3/nstime.h"
#include "ns3/progress-line.h"

#include <string>

namespace ns3
{

/**
 * @ingroup offload
 * Says on a terminal how far a simulation is: simulated time, its rate, and the time left. In a
 * pipe or a file it is silent.
 *
 * @code
 * RunProgress progress(Seconds(10));
 * progress.Watch();
 * Simulator::Stop(Seconds(10));
 * Simulator::Run();
 * @endcode
 */
class RunProgress
{
  public:
    /**
     * @param end simulated time at which the simulation stops
     * @param title begin of the line, such as "seed 2 of 5"; may be empty
     */
    explicit RunProgress(Time end, const std::string& title = "");

    /// Show() from time to time; this object has to outlive the simulation. Adds 200 events to it.
    void Watch();

    /// Show how far the simulation is, if that is due. For scripts that do something regularly.
    void Show();

    /**
     * @param now simulated time
     * @param seconds wall-clock time that was needed for it
     * @return the line
     */
    std::string GetText(Time now, double seconds) const;

  private:
    Time m_end;          //!< when the simulation stops
    std::string m_title; //!< begin of the line
    ProgressLine m_line; //!< the line
};

} // namespace ns3

#endif // OFFLOAD_RUN_PROGRESS_H
