/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_REPLAY_OPTIONS_H
#define OFFLOAD_REPLAY_OPTIONS_H

#include "replay-settings.h"

#include "ns3/cost-profile.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

/**
 * @file
 * @ingroup offload
 * The command line of offload-replay.
 */

namespace ns3::offload::replay
{

/// One of the settings that a capture is replayed with.
struct ReplayVariant
{
    std::string name;                         //!< for a person
    std::map<std::string, std::string> own;   //!< options that its --compare names
    std::map<std::string, std::string> texts; //!< all options that were given for it
    Ptr<ReplaySettings> settings;             //!< what they make
};

/**
 * All that can be asked of offload-replay: its own options, which are attributes of this class, and
 * those of ReplaySettings.
 */
class ReplayOptions : public Object
{
  public:
    /**
     * @brief Get the type ID.
     * @return the object TypeId
     */
    static TypeId GetTypeId();

    /**
     * Read the command line, or throw a ReplayError. Where help is asked for, it is printed and the
     * program ends.
     *
     * @param argc number of arguments
     * @param argv arguments
     */
    void Parse(int argc, char* argv[]);

    /// @return the cost profile, or null
    Ptr<const CostProfile> Profile() const
    {
        return m_profile;
    }

    /// @return the settings, one or more
    const std::vector<ReplayVariant>& Variants() const
    {
        return m_variants;
    }

    std::string capture; //!< what is read, - for standard input
    std::string filter;  //!< which frames, as tcpdump has it
    std::string write;   //!< capture for what comes out
    std::string json;    //!< file for all results
    std::string plot;    //!< file for a plot
    std::string profile; //!< name of a cost profile
    double clock;        //!< of the cores, GHz; 0 for that of the profile
    uint32_t mtu;        //!< of the device, bytes of IP packet
    uint32_t maxFlows;   //!< flows with rows of their own
    bool rxVlanOffload;  //!< the NIC takes tags out
    bool fixChecksums;   //!< wrong checksums are replaced
    bool quiet;          //!< neither progress nor table

  private:
    /// @param argument an argument
    void Take(const std::string& argument);

    /// Make the profile, with clock and costs.
    void LoadProfile();

    /// Make the settings.
    void MakeVariants();

    /// Refuse options that no setting uses.
    void CheckUse() const;

    /// Refuse files that cannot be written together.
    void CheckFiles() const;

    std::map<std::string, std::string> m_given;  //!< own options
    std::map<std::string, std::string> m_common; //!< options of all settings
    std::map<std::string, std::string> m_costs;  //!< cycles by operation
    std::vector<std::string> m_compare;          //!< texts of --compare
    std::vector<ReplayVariant> m_variants;       //!< settings
    Ptr<const CostProfile> m_profile;            //!< costs, or null
};

} // namespace ns3::offload::replay

#endif // OFFLOAD_REPLAY_OPTIONS_H
