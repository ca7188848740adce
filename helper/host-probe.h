/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_HOST_PROBE_H
#define OFFLOAD_HOST_PROBE_H

#include "ns3/event-id.h"
#include "ns3/host-probe-plots.h"
#include "ns3/latency-stack.h"
#include "ns3/node-container.h"
#include "ns3/nstime.h"

#include <cstdint>
#include <map>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

namespace ns3
{

class HostSeries;
class PacketWayProbe;

/**
 * @ingroup offload
 * Looks into hosts: one line in a script, before Simulator::Run, writes to a folder what their
 * cores, queues and counters do over time (see HostSeries), how large packets are, and where the
 * time of a packet goes (see PacketWayProbe), as CSV; and plots.gp, which draws all of it:
 *
 * @code
 * HostProbe probe(hosts, "results/hosts");
 * @endcode
 *
 * It begins when the simulation begins, with the devices and applications that the hosts have then.
 * The files are whole when Simulator::Destroy was called. Memory does not grow with the length of
 * the simulation. The program ends where a file cannot be written.
 */
class HostProbe
{
  public:
    /**
     * @param hosts what to look into; packets that one sends to another are timed from the sender's
     * NIC on
     * @param folder where the files go; made if it is not there
     * @param interval time from one row to the next, above 0
     */
    HostProbe(const NodeContainer& hosts,
              const std::string& folder,
              Time interval = MilliSeconds(1));

    ~HostProbe();

    HostProbe(const HostProbe&) = delete;
    HostProbe& operator=(const HostProbe&) = delete;

    /**
     * @param host one of the hosts
     * @return where the time of the packets has gone that its applications have read
     */
    const LatencyStack& GetLatency(Ptr<Node> host) const;

    /**
     * Write what is not written yet, and end the measurement. Simulator::Destroy calls it; call it
     * before to read the files before.
     */
    void Finish();

  private:
    /// Where packets are counted by size.
    enum class Place : uint8_t
    {
        SENT,     //!< frames at the begin of their transmission, with link header
        RECEIVED, //!< frames in the receive ring, from their network header
        STACK,    //!< packets that go up, merged, from their network header
    };

    /// What is known of a host.
    struct Host
    {
        HostProbePlots::Host plot;                            //!< its name and its parts
        Ptr<Node> node;                                       //!< the host
        LatencyStack latency;                                 //!< of what it has read
        std::map<std::pair<Place, uint32_t>, uint64_t> sizes; //!< packets, by place and bytes
        std::unique_ptr<PacketWayProbe> ways;                 //!< fills latency
    };

    /// Begin.
    void Start();

    /**
     * Find the NICs of a host, and count their packets.
     * @param host the host
     */
    static void ConnectNics(Host& host);

    /// Write sizes.csv.
    void WriteSizes() const;

    /// Write latency.csv.
    void WriteLatency() const;

    /// Write plots.gp.
    void WritePlots() const;

    std::string m_folder;                       //!< where files go
    Time m_interval;                            //!< from one row to the next
    std::vector<std::unique_ptr<Host>> m_hosts; //!< hosts
    std::unique_ptr<HostSeries> m_series;       //!< files that grow; null before and after
    EventId m_start;                            //!< begin
    EventId m_finish;                           //!< end
    bool m_isFinished{false};                   //!< it is over
};

} // namespace ns3

#endif // OFFLOAD_HOST_PROBE_H
