/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_HOST_PROBE_PLOTS_H
#define OFFLOAD_HOST_PROBE_PLOTS_H

#include "ns3/host-cpu.h"
#include "ns3/nic-driver.h"

#include <cstdint>
#include <map>
#include <ostream>
#include <string>

namespace ns3
{

/**
 * @ingroup offload
 * Writes a script of gnuplot that draws the files of a HostProbe, in their folder: for each host
 * host-NAME-cores, -queues, -sizes and, where it has read something, -latency.
 */
class HostProbePlots
{
  public:
    /// A host to draw.
    struct Host
    {
        std::string name;                        //!< its name in the files
        Ptr<HostCpu> cpu;                        //!< cores
        std::map<uint32_t, Ptr<NicDriver>> nics; //!< NICs, by index of the device
        bool hasRead{false};                     //!< its applications have read something
    };

    /**
     * @param os where to
     */
    explicit HostProbePlots(std::ostream& os);

    /**
     * Draw a host.
     * @param host the host
     */
    void AddHost(const Host& host);

  private:
    /**
     * Begin a picture.
     *
     * @param name name of the host
     * @param what what is drawn
     * @param rows number of plots, one below the other
     * @param columns number of plots side by side
     */
    void Begin(const std::string& name, const std::string& what, uint32_t rows, uint32_t columns);

    /**
     * @param name name of a host
     * @param core a core
     * @param first first of the columns of cores.csv that are stacked
     * @param last the last one
     */
    void StackCore(const std::string& name, uint32_t core, uint32_t first, uint32_t last);

    /**
     * @param host a host
     */
    void DrawCores(const Host& host);

    /**
     * @param host a host
     */
    void DrawQueues(const Host& host);

    /**
     * @param name name of a host
     */
    void DrawSizes(const std::string& name);

    /**
     * @param name name of a host
     */
    void DrawLatency(const std::string& name);

    std::ostream& m_os; //!< where to
};

} // namespace ns3

#endif // OFFLOAD_HOST_PROBE_PLOTS_H
