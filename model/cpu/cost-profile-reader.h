/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_COST_PROFILE_READER_H
#define OFFLOAD_COST_PROFILE_READER_H

#include "data/toml-reader.h"

#include "ns3/cost-profile.h"

#include <string>
#include <vector>

namespace ns3
{

/**
 * @ingroup offload
 * Turns the file of a profile into a profile, or throws a sentence with file and line.
 */
class CostProfileReader : private TomlReader
{
  public:
    /**
     * @param path the file
     * @param users files that have it as their base, the first of all first
     */
    explicit CostProfileReader(const std::string& path, std::vector<std::string> users = {});

    /**
     * @param profile what to fill
     */
    void Read(CostProfile& profile) const;

  private:
    /**
     * Begin with what another profile says.
     * @param file the file's content
     * @param profile what to fill
     */
    void ReadBase(const toml::table& file, CostProfile& profile) const;

    /**
     * @param cpu the table of the processor
     * @param profile what to fill
     */
    void ReadCpu(const toml::table& cpu, CostProfile& profile) const;

    /**
     * @param costs the table of costs
     * @param hasBase whether the profile has all costs already
     * @param profile what to fill
     */
    void ReadCosts(const toml::table& costs, bool hasBase, CostProfile& profile) const;

    /**
     * @param entry the table of a cost
     * @param info its operation
     * @return the cost; its cycles follow from the clock
     */
    OperationCost ReadCost(const toml::table& entry, const OperationInfo& info) const;

    /**
     * @param entry the table of a cost
     * @param name its operation
     * @param cost the cost, of which the price is known
     * @return its range
     */
    CostRange ReadRange(const toml::table& entry,
                        const std::string& name,
                        const OperationCost& cost) const;

    std::vector<std::string> m_files; //!< files that have this one as their base, and this one
};

} // namespace ns3

#endif // OFFLOAD_COST_PROFILE_READER_H
