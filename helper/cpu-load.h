/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_CPU_LOAD_H
#define OFFLOAD_CPU_LOAD_H

#include "ns3/host-cpu.h"

#include <array>
#include <cstdint>
#include <vector>

namespace ns3
{

/**
 * @ingroup offload
 * Load of a host's cores from a moment on, by context and by category of cost.
 */
class CpuLoad
{
  public:
    /**
     * @param core a core
     * @return cycles that it was busy so far, in all contexts
     */
    static int64_t GetBusyCycles(const CpuCore& core);

    /**
     * @param core a core
     * @param category a category of cost
     * @return cycles of finished jobs that went into it so far
     */
    static int64_t GetCharged(const CpuCore& core, CostCategory category);

    /**
     * Measure from now on.
     * @param cpu the host's cores
     */
    explicit CpuLoad(Ptr<HostCpu> cpu);

    /// Measure from now on.
    void Restart();

    /**
     * @param core index of a core
     * @return its load since the measurement began, in percent; 0 if that is now
     */
    double GetBusy(uint32_t core) const;

    /**
     * @param core index of a core
     * @param context a context
     * @return its load in that context, in percent
     */
    double GetBusy(uint32_t core, CpuContext context) const;

    /**
     * @param core index of a core
     * @param category a category of cost
     * @return its load by that category, in percent; jobs count when they are finished
     */
    double GetBusy(uint32_t core, CostCategory category) const;

  private:
    /// What one core has counted.
    struct Counts
    {
        std::array<int64_t, N_CPU_CONTEXTS> contexts{};      //!< cycles
        std::array<int64_t, N_COST_CATEGORIES> categories{}; //!< cycles
    };

    /**
     * @param core a core
     * @return what it has counted so far
     */
    static Counts Count(const CpuCore& core);

    /**
     * @param core index of a core
     * @return what it had counted when the measurement began: nothing, if it was added since
     */
    Counts GetBegin(uint32_t core) const;

    /**
     * @param core index of a core
     * @param cycles cycles of the core since the measurement began
     * @return its load, in percent
     */
    double ToPercent(uint32_t core, int64_t cycles) const;

    Ptr<HostCpu> m_cpu;          //!< the cores
    Time m_start;                //!< when the measurement began
    std::vector<Counts> m_begin; //!< what they had counted then
};

} // namespace ns3

#endif // OFFLOAD_CPU_LOAD_H
