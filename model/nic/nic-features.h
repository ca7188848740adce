/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_NIC_FEATURES_H
#define OFFLOAD_NIC_FEATURES_H

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace ns3
{

/**
 * @ingroup offload
 * What a NIC and its driver can be told to do or not, in ethtool's terms.
 */
enum class NicFeature : uint8_t
{
    SCATTER_GATHER,  //!< sg
    TX_CHECKSUM,     //!< tx-checksum-ip-generic
    TX_GSO,          //!< tx-gso
    TX_TCP,          //!< tx-tcp-segmentation
    TX_UDP,          //!< tx-udp-segmentation
    TX_UDP_FRAGMENT, //!< tx-udp-fragmentation
    RX_CHECKSUM,     //!< rx-checksum
    RX_VLAN,         //!< rx-vlan-offload
    LRO,             //!< lro
    GRO,             //!< gro
    RX_GRO_HW,       //!< rx-gro-hw
    COUNT            //!< number of features
};

/**
 * @ingroup offload
 * A rule of an era's kernel: one feature is off while another is off, or is on.
 */
struct NicFeatureRule
{
    NicFeature feature; //!< what is switched off
    NicFeature other;   //!< by this one
    bool needsOn;       //!< being off (true: feature needs it), or being on (false: they exclude)
    std::string source; //!< where the rule is from
};

/**
 * @ingroup offload
 * The features of a NIC: what was asked for, and what an era's kernel makes of it.
 *
 * The rules of an era are data (model/eras): Linux 2.6.18 has GSO without scatter/gather, later
 * ones have not.
 */
class NicFeatures
{
  public:
    /// A feature, as `ethtool -k` lists it.
    struct Row
    {
        std::string name; //!< ethtool's name
        bool isOn;        //!< in force
        bool isRequested; //!< asked for
        std::string why;  //!< if it is requested and off: which rule keeps it off
    };

    NicFeatures();

    /**
     * @param feature a feature
     * @return ethtool's name for it
     */
    static const char* GetName(NicFeature feature);

    /**
     * @param name a name of ethtool's
     * @param [out] feature what it names
     * @return false if no feature has this name
     */
    static bool Find(const std::string& name, NicFeature& feature);

    /**
     * Choose the rules.
     * @param era name of an era that comes with the module, or path of a file
     * @param [out] error what is wrong with it
     * @return false if there is something wrong; nothing is changed then
     */
    bool SetEra(const std::string& era, std::string& error);

    /**
     * Ask for a feature, or for its absence.
     * @param feature the feature
     * @param isOn whether it is wanted
     */
    void Request(NicFeature feature, bool isOn);

    /**
     * Keep a feature off, whatever is asked for: it has no place where the NIC is.
     * @param feature the feature
     * @param why why, in words
     */
    void Forbid(NicFeature feature, const std::string& why);

    /**
     * @param feature a feature
     * @return whether it was asked for
     */
    bool IsRequested(NicFeature feature) const;

    /**
     * @param feature a feature
     * @return whether it is in force
     */
    bool IsOn(NicFeature feature) const;

    /**
     * @param feature a feature that was requested and is off
     * @return why it is off, in words
     */
    std::string Explain(NicFeature feature) const;

    /**
     * @return all features
     */
    std::vector<Row> List() const;

    /**
     * @return the names of the eras that come with the module
     */
    static std::vector<std::string> GetEras();

  private:
    /// A value for each feature.
    using Switches = std::array<bool, static_cast<std::size_t>(NicFeature::COUNT)>;

    /// Apply the rules until nothing changes.
    void Resolve();

    /**
     * @param rule a rule
     * @return whether it keeps its feature off
     */
    bool Forbids(const NicFeatureRule& rule) const;

    Switches m_requested; //!< what was asked for
    Switches m_on;        //!< what is in force
    /// Why features are forbidden; empty if they are not.
    std::array<std::string, static_cast<std::size_t>(NicFeature::COUNT)> m_forbidden;
    std::vector<NicFeatureRule> m_rules; //!< of the era
};

} // namespace ns3

#endif // OFFLOAD_NIC_FEATURES_H
