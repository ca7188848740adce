/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_REPLAY_PROGRESS_H
#define OFFLOAD_REPLAY_PROGRESS_H

#include "capture-reader.h"

#include "ns3/progress-line.h"

#include <cstdint>

/**
 * @file
 * @ingroup offload
 * How far a replay is.
 */

namespace ns3::offload::replay
{

/**
 * Says on a terminal how far a replay is, and how fast. In a pipe or a file it is silent.
 */
class ReplayProgress
{
  public:
    /**
     * @param size bytes of the capture; 0 if nobody knows
     * @param isWanted whether anything is to be shown
     */
    ReplayProgress(uint64_t size, bool isWanted);

    /**
     * Show how far it is, if that is due.
     * @param frames replayed
     * @param reader of the capture
     */
    void Show(uint64_t frames, const CaptureReader& reader)
    {
        if (m_isWanted && frames % STEP == 0)
        {
            Print(frames, reader.Position());
        }
    }

  private:
    /// Frames after which it is worth to look at the clock.
    static constexpr uint64_t STEP = 16384;

    /// @param frames replayed @param position bytes that were read: print them, if it is time
    void Print(uint64_t frames, uint64_t position);

    ProgressLine m_line;   //!< the line
    const uint64_t m_size; //!< bytes of the capture, or 0
    const bool m_isWanted; //!< somebody looks
};

} // namespace ns3::offload::replay

#endif // OFFLOAD_REPLAY_PROGRESS_H
