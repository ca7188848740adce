/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_TIME_SERIES_H
#define OFFLOAD_TIME_SERIES_H

#include <cstdint>
#include <vector>

/**
 * @file
 * @ingroup offload
 * What a replay counts over time, in bounded memory.
 */

namespace ns3::offload::replay
{

/// What is counted in an interval.
struct TimeCounts
{
    uint64_t frames{0};  //!< frames on the wire
    uint64_t packets{0}; //!< packets of the stack
    uint64_t merged{0};  //!< frames in these packets, which may have come in an earlier interval
    uint64_t bytes{0};   //!< of the frames on the wire
    uint64_t cycles{0};  //!< of the core that does the work

    /// @param other of another interval, to be added
    void Add(const TimeCounts& other);
};

/**
 * Counts by intervals of equal width. A long capture makes them wider: there are never more than
 * MOST of them.
 */
class TimeSeries
{
  public:
    static constexpr std::size_t MOST = 1000; //!< intervals

    /**
     * @param time ns from the begin of the capture
     * @param counts what happened then
     */
    void Add(int64_t time, const TimeCounts& counts);

    /// @return width of an interval, ns
    int64_t Width() const
    {
        return m_width;
    }

    /// @return the intervals, in order
    const std::vector<TimeCounts>& Intervals() const
    {
        return m_intervals;
    }

    /// Several intervals together.
    struct Row
    {
        double begin;      //!< seconds from the begin of the capture
        double width;      //!< seconds
        TimeCounts counts; //!< what happened then

        /// @return frames in a packet, mean; 0 without packets
        double FramesPerPacket() const;
    };

    /**
     * @param most rows at most
     * @return the same in fewer rows; the last may be up to a half longer or shorter
     */
    std::vector<Row> Rows(std::size_t most) const;

  private:
    /// Join intervals in pairs.
    void Widen();

    int64_t m_width{1000};               //!< ns
    std::vector<TimeCounts> m_intervals; //!< from the begin on
};

} // namespace ns3::offload::replay

#endif // OFFLOAD_TIME_SERIES_H
