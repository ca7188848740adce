/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_HOST_SERIES_H
#define OFFLOAD_HOST_SERIES_H

#include "ns3/cpu-load.h"
#include "ns3/event-id.h"
#include "ns3/growing-file.h"
#include "ns3/nic-driver.h"
#include "ns3/node-container.h"
#include "ns3/nstime.h"

#include <cstdint>
#include <functional>
#include <list>
#include <string>
#include <vector>

namespace ns3
{

/**
 * @ingroup offload
 * What hosts do over time, a row for each of equal intervals, written to files as it comes:
 *
 * - cores.csv: load of each core by context and by category of cost, in percent, and packets in its
 *   backlog at the end of the interval;
 * - queues.csv: slots of each receive ring, packets in each transmit ring and each queue disc: at
 *   the end of the interval, and at most;
 * - counters.csv: counters of the NICs (EthtoolHelper), those that have changed.
 */
class HostSeries
{
  public:
    /**
     * Begin now. What the nodes have then is sampled.
     *
     * @param hosts the hosts; this object must outlive their simulation
     * @param folder where the files are written; must be there
     * @param interval time from one row to the next, above 0
     */
    HostSeries(const NodeContainer& hosts, const std::string& folder, Time interval);

    ~HostSeries();

    HostSeries(const HostSeries&) = delete;
    HostSeries& operator=(const HostSeries&) = delete;

    /// Write what is left, and see whether all could be written.
    void Close();

  private:
    /// A host and its cores.
    struct Host
    {
        std::string name; //!< name
        Ptr<HostCpu> cpu; //!< cores
        CpuLoad load;     //!< their load in the interval
    };

    /// A queue.
    struct Queue
    {
        std::string name;                //!< begin of its rows: host, device, queue
        std::function<uint64_t()> count; //!< what is in it
        uint64_t highest{0};             //!< the most in the interval

        /// Something has come: look whether there was never more.
        void Update();
    };

    /// A NIC and what it had counted when it was asked last.
    struct Nic
    {
        std::string name;             //!< begin of its rows: host, device
        Ptr<NetDevice> device;        //!< the NIC
        std::vector<uint64_t> counts; //!< in the order of EthtoolHelper
    };

    /**
     * Sample what a device has.
     * @param device the device
     */
    void AddDevice(Ptr<NetDevice> device);

    /**
     * @param name begin of its rows
     * @param count what is in it
     * @return the queue
     */
    Queue& AddQueue(const std::string& name, std::function<uint64_t()> count);

    /// Write a row of everything.
    void Sample();

    /// Write the rows of the cores.
    void SampleCores();

    /// Write the rows of the queues.
    void SampleQueues();

    /// Write the rows of the counters.
    void SampleCounters();

    Time m_interval;            //!< from one row to the next
    GrowingFile m_coresFile;    //!< cores.csv
    GrowingFile m_queuesFile;   //!< queues.csv
    GrowingFile m_countersFile; //!< counters.csv
    std::vector<Host> m_hosts;  //!< hosts
    std::list<Queue> m_queues;  //!< queues; trace sources know where each is
    std::vector<Nic> m_nics;    //!< NICs
    EventId m_next;             //!< next row
};

} // namespace ns3

#endif // OFFLOAD_HOST_SERIES_H
