/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_PROGRESS_LINE_H
#define OFFLOAD_PROGRESS_LINE_H

#include <chrono>
#include <string>

namespace ns3
{

/**
 * @ingroup offload
 * A line on the terminal of standard error that is written anew from time to time, and erased in
 * the end. In a pipe or a file nothing is written.
 */
class ProgressLine
{
  public:
    ProgressLine();

    /// Erase the line.
    ~ProgressLine();

    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;

    /**
     * @return whether somebody looks
     */
    bool IsTerminal() const;

    /**
     * @return whether somebody looks, and the line is old enough to be written again
     */
    bool IsDue() const;

    /**
     * @return wall-clock time since this object was made, s
     */
    double GetSeconds() const;

    /**
     * @param text the line, in place of the last one
     */
    void Write(const std::string& text);

  private:
    using Clock = std::chrono::steady_clock; //!< wall-clock time

    const bool m_isTerminal;         //!< whether somebody looks
    const Clock::time_point m_begin; //!< when this object was made
    Clock::time_point m_written;     //!< when the line was written, or m_begin
    bool m_isBegun{false};           //!< whether there is a line on the terminal
};

} // namespace ns3

#endif // OFFLOAD_PROGRESS_LINE_H
