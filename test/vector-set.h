/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_VECTOR_SET_H
#define OFFLOAD_VECTOR_SET_H

#include "vector-captures.h"

#include <filesystem>
#include <functional>
#include <iosfwd>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

/**
 * @file
 * @ingroup offload-test
 * Recorded cases: finding them, telling their kinds apart, comparing.
 */

namespace ns3::offload::vectors
{

/// The result of running recorded cases.
struct VectorTally
{
    uint32_t passed{0}; //!< cases, each mode counted
    uint32_t failed{0}; //!< cases, each mode counted
    uint32_t errors{0}; //!< faults of the data or of the call

    /// @return whether cases ran and all were right
    bool IsGood() const
    {
        return passed > 0 && failed == 0 && errors == 0;
    }
};

/// One kind of case set: one recorded engine.
class VectorKind
{
  public:
    /// Told of each case that has run: its name, and the first difference or "".
    using Report = std::function<void(const std::string& name, const std::string& difference)>;

    virtual ~VectorKind() = default;

    /// @param set the content of a cases.json @return whether it is of this kind
    virtual bool Recognises(const json& set) const = 0;

    /**
     * Run one case in all its modes.
     * @param captures of its set
     * @param testCase its entry of cases.json
     * @param report told of each mode
     * @throws VectorError or json::exception if something is wrong with the data
     */
    virtual void Run(Captures& captures, const json& testCase, const Report& report) const = 0;
};

/// @return every kind that can be run
std::vector<std::unique_ptr<VectorKind>> MakeVectorKinds();

/**
 * Run every case set below a folder.
 * @param folder the folder
 * @param log told of each failure and each error, a line or a few each
 * @return how it went; a folder without cases, and a set of unknown kind, are errors
 */
VectorTally RunVectors(const std::filesystem::path& folder, std::ostream& log);

/**
 * Compare a record with what was recorded.
 * @param expected what was recorded: only its fields are compared
 * @param actual what the engine did
 * @param where the place, for the message
 * @return the first difference, or ""
 */
std::string FirstDifference(const json& expected, const json& actual, const std::string& where);

/**
 * Compare the bytes of a frame.
 * @param expected what was recorded
 * @param actual what the engine did
 * @param where the place, for the message
 * @return the first difference with its offset and some bytes around it, or ""
 */
std::string FirstDifference(const Bytes& expected, const Bytes& actual, const std::string& where);

} // namespace ns3::offload::vectors

#endif // OFFLOAD_VECTOR_SET_H
