/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_VECTOR_LRO_PARAMETERS_H
#define OFFLOAD_VECTOR_LRO_PARAMETERS_H

#include "vector-lro-driver.h"
#include "vector-pcap.h"

#include "ns3/lro-types.h"

#include <cstdint>
#include <fmt/format.h>
#include <map>
#include <nlohmann/json.hpp>
#include <string>

/**
 * @file
 * @ingroup offload-test
 * Parameters of recorded cases of the 2007 LRO.
 */

namespace ns3::offload::vectors
{

using nlohmann::json;

/**
 * Look a word up.
 * @param words what is known
 * @param word what a case says
 * @param what the field, for the message
 * @param name the case, for the message
 * @return its meaning
 */
template <typename T>
T
Meaning(const std::map<std::string, T>& words,
        const std::string& word,
        const std::string& what,
        const std::string& name)
{
    const auto found = words.find(word);
    if (found == words.end())
    {
        throw VectorError(fmt::format("case {}: {} \"{}\" is unknown; this program may be older "
                                      "than the case set",
                                      name,
                                      what,
                                      word));
    }
    return found->second;
}

/// The parameters of a case.
struct LroParameters
{
    LroConfig config;             //!< of the manager
    ChecksumState driverIpSummed; //!< skb mode: of frames as the driver hands them in
    bool hasLocator;              //!< whether the driver has a header locator
    LocatorKind locator;          //!< which
    VlanMode vlan;                //!< tags
    uint32_t pageSize;            //!< bytes
    uint32_t bufferSize;          //!< bytes
    uint32_t firstSplit;          //!< bytes, 0: none

    /// @return where the locator looks for a tag
    TagLocation Tags() const
    {
        return vlan == VlanMode::HWACCEL_EXTRACT ? TagLocation::EXTRACTED : TagLocation::IN_BAND;
    }
};

/**
 * @param testCase a case
 * @return its parameters
 * @throws VectorError if a word is unknown or a value cannot be
 */
LroParameters ReadLroParameters(const json& testCase);

} // namespace ns3::offload::vectors

#endif // OFFLOAD_VECTOR_LRO_PARAMETERS_H
