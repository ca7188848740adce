/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "vector-lro.h"

#include "vector-lro-run.h"

#include <algorithm>
#include <fmt/format.h>

/**
 * @file
 * @ingroup offload-test
 * Comparing of recorded cases of the 2007 LRO.
 */

namespace ns3::offload::vectors
{

namespace
{

/// @param run a finished run @param expect what was recorded @param output recorded bytes
/// @return the first difference, or ""
std::string
Compare(const LroRun& run, const json& expect, const std::vector<Bytes>& output)
{
    const json& records = expect.at("out");
    const std::size_t common = std::min(records.size(), run.Records().size());
    for (std::size_t i = 0; i < common; ++i)
    {
        const std::string where = fmt::format("out[{}]", i);
        std::string difference = FirstDifference(records[i], run.Records()[i], where);
        if (difference.empty() && i < output.size())
        {
            difference = FirstDifference(output[i], run.Output()[i], where);
        }
        if (!difference.empty())
        {
            return difference;
        }
    }
    if (records.size() != run.Records().size() || output.size() != run.Output().size())
    {
        return fmt::format("out: expected {} records with {} frames, got {}",
                           records.size(),
                           output.size(),
                           run.Records().size());
    }
    const json& states = expect.at("after_op");
    for (std::size_t i = 0; i < std::min(states.size(), run.AfterOps().size()); ++i)
    {
        const std::string difference =
            FirstDifference(states[i], run.AfterOps()[i], fmt::format("after_op[{}]", i));
        if (!difference.empty())
        {
            return difference;
        }
    }
    if (states.size() != run.AfterOps().size())
    {
        return fmt::format("after_op: expected {} operations, got {}",
                           states.size(),
                           run.AfterOps().size());
    }
    return FirstDifference(expect.at("stats"), run.Stats(), "stats");
}

} // namespace

bool
LroVectors::Recognises(const json& set) const
{
    const json& first = set.at("cases").at(0);
    return first.contains("ops") && first.contains("modes") && first.contains("params");
}

void
LroVectors::Run(Captures& captures, const json& testCase, const Report& report) const
{
    const std::string name = testCase.at("name");
    const LroParameters parameters = ReadLroParameters(testCase);
    const std::vector<Bytes> input = captures.Read(testCase, "in");
    for (const std::string mode : testCase.at("modes"))
    {
        const json& expect = testCase.at("expect").at(mode);
        const auto runMode = Meaning<LroMode>({{"skb", LroMode::SKB}, {"frags", LroMode::FRAGS}},
                                              mode,
                                              "mode",
                                              name);
        LroRun run(parameters, runMode, input);
        for (const json& op : testCase.at("ops"))
        {
            run.Do(op);
        }
        const std::vector<Bytes> output = captures.Read(testCase, mode + ".out");
        report(name + " (" + mode + ")", Compare(run, expect, output));
    }
}

} // namespace ns3::offload::vectors
