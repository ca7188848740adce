/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_CORE_TIMELINE_H
#define OFFLOAD_CORE_TIMELINE_H

#include "ns3/host-cpu.h"
#include "ns3/trace-event-file.h"

#include <cstdint>

namespace ns3
{

/**
 * @ingroup offload
 * A core on a timeline: a slice for as long as it works for one context without a break, and in it
 * one for each operation of its jobs, of the operation's category. What of an operation takes less
 * than a time step is left out.
 */
class CoreTimeline
{
  public:
    /**
     * @param file the timeline, which outlives this object
     * @param track the core's
     * @param profile what operations cost there
     */
    CoreTimeline(TraceEventFile& file, TimelineTrack track, Ptr<const CostProfile> profile);

    /**
     * The core has worked.
     * @param stretch on what and when
     */
    void Add(const CpuStretch& stretch);

    /// The timeline ends.
    void Close();

  private:
    TraceEventFile& m_file;                    //!< timeline
    TimelineTrack m_track;                     //!< where
    Ptr<const CostProfile> m_profile;          //!< prices
    bool m_isOpen{false};                      //!< the slice of a context has begun
    CpuContext m_context{CpuContext::PROCESS}; //!< which
    Time m_end;                                //!< how far it has come
};

} // namespace ns3

#endif // OFFLOAD_CORE_TIMELINE_H
