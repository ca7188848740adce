/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_HOST_TIMELINE_H
#define OFFLOAD_HOST_TIMELINE_H

#include "ns3/event-id.h"
#include "ns3/node-container.h"
#include "ns3/trace-event-file.h"

#include <memory>
#include <string>
#include <vector>

namespace ns3
{

class CoreTimeline;
class FlowTimeline;
class QueueTimeline;

/**
 * @ingroup offload
 * Writes what hosts do as a timeline that Perfetto (ui.perfetto.dev) and chrome://tracing open: a
 * process for each host, and in it a track for each core (CoreTimeline), receive queue
 * (QueueTimeline) and TCP connection (FlowTimeline). One line in a script, before Simulator::Run:
 *
 * @code
 * HostTimeline timeline(hosts, "timeline.json");
 * @endcode
 *
 * It begins when the simulation begins, with the devices that the hosts have then. The file grows
 * while the simulation runs, and memory does not; it is whole when Simulator::Destroy was called.
 * The program ends where the file cannot be written.
 */
class HostTimeline
{
  public:
    /**
     * @param hosts the hosts
     * @param path the file, in a folder that is there
     */
    HostTimeline(const NodeContainer& hosts, const std::string& path);

    ~HostTimeline();

    HostTimeline(const HostTimeline&) = delete;
    HostTimeline& operator=(const HostTimeline&) = delete;

    /**
     * @return slices so far
     */
    uint64_t GetSlices() const;

    /// End the timeline, and see whether it all could be written. Simulator::Destroy calls it.
    void Finish();

  private:
    /// Begin.
    void Start();

    /**
     * Draw a host.
     * @param host the host
     */
    void AddHost(Ptr<Node> host);

    NodeContainer m_hosts;                                //!< hosts
    TraceEventFile m_file;                                //!< timeline
    std::unique_ptr<FlowTimeline> m_flows;                //!< connections of all hosts
    std::vector<std::unique_ptr<CoreTimeline>> m_cores;   //!< cores of all hosts
    std::vector<std::unique_ptr<QueueTimeline>> m_queues; //!< NICs of all hosts
    EventId m_start;                                      //!< begin
    EventId m_finish;                                     //!< end
    bool m_isFinished{false};                             //!< it is over
};

} // namespace ns3

#endif // OFFLOAD_HOST_TIMELINE_H
