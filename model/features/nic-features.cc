/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/nic-features.h"

#include "data/toml-reader.h"

#include "ns3/log.h"

#include <algorithm>
#include <iterator>
#include <ostream>
#include <stdexcept>
#include <utility>

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("NicFeatures");

namespace
{

/// Number of features.
constexpr std::size_t N_FEATURES = static_cast<std::size_t>(NicFeature::COUNT);

/// Names of features, in the order of the enum.
constexpr const char* NAMES[]{
    "sg",
    "tx-checksum-ip-generic",
    "tx-gso",
    "tx-tcp-segmentation",
    "tx-udp-segmentation",
    "tx-udp-fragmentation",
    "rx-checksum",
    "rx-vlan-offload",
    "lro",
    "gro",
    "rx-gro-hw",
    "rx-udp-gro-forwarding",
    "rx-gro-list",
};
static_assert(std::size(NAMES) == N_FEATURES, "a name for each feature");

/**
 * @param feature a feature
 * @return its index in a list of all
 */
constexpr std::size_t
Index(NicFeature feature)
{
    return static_cast<std::size_t>(feature);
}

/**
 * Reads the rules of a kernel.
 */
class KernelReader : private TomlReader
{
  public:
    using TomlReader::TomlReader;

    /**
     * @return the rules, in the file's order
     */
    std::vector<NicFeatureRule> Read() const
    {
        std::vector<NicFeatureRule> rules;
        const toml::table file = Parse();
        RefuseUnknownKeys(file, {"name", "rule"});
        Get<std::string>(file, "name", "a string");
        const toml::array* entries = file["rule"].as_array();
        for (std::size_t i = 0; entries && i < entries->size(); i++)
        {
            const toml::table* entry = entries->get(i)->as_table();
            if (!entry)
            {
                Fail(*entries->get(i), "\"rule\" must be tables: write [[rule]]");
            }
            RefuseUnknownKeys(*entry, {"feature", "needs", "excludes", "source"});
            NicFeatureRule rule{};
            const toml::node* feature = entry->get("feature");
            rule.feature = GetFeature(feature ? *feature : *entry);
            rule.source = Get<std::string>(*entry, "source", "a string");
            AddRules(*entry, "needs", true, rule, rules);
            AddRules(*entry, "excludes", false, rule, rules);
        }
        return rules;
    }

  private:
    /**
     * @param node a feature's name
     * @return the feature
     */
    NicFeature GetFeature(const toml::node& node) const
    {
        NicFeature feature{};
        const auto name = node.value<std::string>();
        if (!name || !NicFeatures::Find(*name, feature))
        {
            Fail(node, "a feature is one of " + JoinNames(NAMES));
        }
        return feature;
    }

    /**
     * @param entry a rule in the file
     * @param key which list of it
     * @param needsOn what that list means
     * @param rule the rule so far
     * @param rules gets a rule for each of the list
     */
    void AddRules(const toml::table& entry,
                  const char* key,
                  bool needsOn,
                  NicFeatureRule rule,
                  std::vector<NicFeatureRule>& rules) const
    {
        const toml::array* others = entry[key].as_array();
        if (!others && entry.contains(key))
        {
            Fail(*entry.get(key), "\"" + std::string(key) + "\" must be a list of features");
        }
        for (std::size_t i = 0; others && i < others->size(); i++)
        {
            rule.other = GetFeature(*others->get(i));
            rule.needsOn = needsOn;
            rules.push_back(rule);
        }
    }
};

} // namespace

NicFeatures::NicFeatures()
{
    m_requested.fill(false);
    m_on.fill(false);
}

const char*
NicFeatures::GetName(NicFeature feature)
{
    return NAMES[Index(feature)];
}

bool
NicFeatures::Find(const std::string& name, NicFeature& feature)
{
    const auto found = std::find(std::begin(NAMES), std::end(NAMES), name);
    if (found == std::end(NAMES))
    {
        return false;
    }
    feature = static_cast<NicFeature>(found - std::begin(NAMES));
    return true;
}

bool
NicFeatures::SetKernel(const std::string& kernel, std::string& error)
{
    NS_LOG_FUNCTION(this << kernel);
    try
    {
        m_rules = KernelReader(FindTomlFile("kernel", kernel)).Read();
    }
    catch (const std::runtime_error& e)
    {
        error = e.what();
        return false;
    }
    Resolve();
    return true;
}

void
NicFeatures::Request(NicFeature feature, bool isOn)
{
    NS_LOG_FUNCTION(this << feature << isOn);
    m_requested[Index(feature)] = isOn;
    Resolve();
}

void
NicFeatures::Forbid(NicFeature feature, const std::string& why)
{
    NS_LOG_FUNCTION(this << feature << why);
    m_forbidden[Index(feature)] = why;
    Resolve();
}

bool
NicFeatures::IsRequested(NicFeature feature) const
{
    return m_requested[Index(feature)];
}

bool
NicFeatures::IsOn(NicFeature feature) const
{
    return m_on[Index(feature)];
}

bool
NicFeatures::Forbids(const NicFeatureRule& rule) const
{
    return m_on[Index(rule.other)] != rule.needsOn;
}

void
NicFeatures::Resolve()
{
    for (std::size_t i = 0; i < N_FEATURES; i++)
    {
        m_on[i] = m_requested[i] && m_forbidden[i].empty();
        if (m_requested[i] && !m_on[i])
        {
            NS_LOG_LOGIC(static_cast<NicFeature>(i) << " is refused: " << m_forbidden[i]);
        }
    }
    // Each round switches something off or is the last. Exclusions wait until the needs are
    // settled: a feature that is off itself excludes nothing.
    for (const bool needsOn : {true, false, true})
    {
        bool isChanged = true;
        while (std::exchange(isChanged, false))
        {
            for (const auto& rule : m_rules)
            {
                if (rule.needsOn == needsOn && m_on[Index(rule.feature)] && Forbids(rule))
                {
                    NS_LOG_LOGIC(rule.feature << " is refused: " << rule.other
                                              << (needsOn ? " is off (" : " is on (") << rule.source
                                              << ")");
                    m_on[Index(rule.feature)] = false;
                    isChanged = true;
                }
            }
        }
    }
}

std::string
NicFeatures::Explain(NicFeature feature) const
{
    if (!m_forbidden[Index(feature)].empty())
    {
        return m_forbidden[Index(feature)];
    }
    for (const auto& rule : m_rules)
    {
        if (rule.feature == feature && Forbids(rule))
        {
            return std::string(GetName(rule.other)) + (rule.needsOn ? " is off (" : " is on (") +
                   rule.source + ")";
        }
    }
    return "";
}

std::vector<NicFeatures::Row>
NicFeatures::List() const
{
    std::vector<Row> rows;
    for (std::size_t i = 0; i < N_FEATURES; i++)
    {
        const auto feature = static_cast<NicFeature>(i);
        rows.push_back({NAMES[i],
                        m_on[i],
                        m_requested[i],
                        m_requested[i] && !m_on[i] ? Explain(feature) : ""});
    }
    return rows;
}

void
NicFeatures::Print(std::ostream& os) const
{
    for (const auto& row : List())
    {
        os << row.name << ": " << (row.isOn ? "on" : "off");
        if (row.isRequested && !row.isOn)
        {
            os << " [requested on]";
        }
        os << "\n";
    }
}

std::ostream&
operator<<(std::ostream& os, NicFeature feature)
{
    return os << NicFeatures::GetName(feature);
}

std::vector<std::string>
NicFeatures::GetKernels()
{
    return ListTomlFiles("kernel");
}

} // namespace ns3
