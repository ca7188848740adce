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
#include <iosfwd>
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
    RX_GRO_UDP,      //!< rx-udp-gro-forwarding
    RX_GRO_LIST,     //!< rx-gro-list
    COUNT            //!< number of features
};

/**
 * Print ethtool's name of a feature.
 * @param os where to
 * @param feature the feature
 * @return the stream
 */
std::ostream& operator<<(std::ostream& os, NicFeature feature);

/**
 * @ingroup offload
 * A rule of a kernel: one feature is off while another is off, or is on.
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
 * The features of a NIC: what was asked for, and what a kernel makes of it.
 *
 * The rules of a kernel are data (model/data/kernels): Linux 2.6.18 has GSO without scatter/gather,
 * later ones have not.
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
     * @param kernel name of a kernel that comes with the module, or path of a file
     * @param [out] error what is wrong with it
     * @return false if there is something wrong; nothing is changed then
     */
    bool SetKernel(const std::string& kernel, std::string& error);

    /**
     * Ask for a feature, or for its absence.
     * @param feature the feature
     * @param isOn whether it is wanted
     */
    void Request(NicFeature feature, bool isOn);

    /**
     * Keep a feature off, whatever is asked for, where a NIC cannot have it.
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
     * Print all features, a line each, as `ethtool -k` does: "tx-gso: off [requested on]".
     * @param os where to
     */
    void Print(std::ostream& os) const;

    /**
     * @return the names of the kernels that come with the module
     */
    static std::vector<std::string> GetKernels();

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
    std::vector<NicFeatureRule> m_rules; //!< of the kernel
};

} // namespace ns3

#endif // OFFLOAD_NIC_FEATURES_H
