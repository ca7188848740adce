/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef TEST_PROFILE_H
#define TEST_PROFILE_H

#include "ns3/abort.h"
#include "ns3/cost-profile.h"

#include <map>
#include <string>

namespace offloadtest
{

using namespace ns3;

/**
 * @ingroup offload-test
 * @param name a profile that comes with the module
 * @return the profile
 */
inline Ptr<const CostProfile>
LoadProfile(const std::string& name)
{
    std::string error;
    const auto profile = CostProfile::Load(name, error);
    NS_ABORT_MSG_IF(!profile, error);
    return profile;
}

/**
 * @ingroup offload-test
 * Make a profile in which only some operations cost something.
 *
 * @param costs cycles by name of operation
 * @return the profile, at 1 GHz and with two cores
 */
inline Ptr<const CostProfile>
CreateTestProfile(const std::map<std::string, double>& costs)
{
    std::string error;
    auto profile = LoadProfile("ideal");
    for (const auto& [operation, cycles] : costs)
    {
        profile = profile->WithCost(operation, cycles, error);
        NS_ABORT_MSG_IF(!profile, error);
    }
    return profile;
}

} // namespace offloadtest

#endif // TEST_PROFILE_H
