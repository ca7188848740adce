/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "data/whole-file.h"
#include "replay-report.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

/**
 * @file
 * @ingroup offload
 * Results as JSON.
 */

namespace ns3::offload::replay
{

namespace
{

using Json = nlohmann::ordered_json;

/// @param counts reasons @return as JSON
Json
ToJson(const std::vector<NamedCount>& counts)
{
    Json json = Json::array();
    for (const NamedCount& each : counts)
    {
        json.push_back({{"name", each.name}, {"count", each.count}, {"text", each.sentence}});
    }
    return json;
}

/// @param histogram sizes @return as JSON
Json
ToJson(const SizeHistogram& histogram)
{
    Json json = Json::array();
    for (const auto& each : histogram.List())
    {
        json.push_back({{"low", each.low}, {"high", each.high}, {"packets", each.count}});
    }
    return json;
}

/// @param counts of a flow, or of several @return as JSON
Json
ToJson(const FlowCounts& counts)
{
    return {{"frames", counts.frames},
            {"packets", counts.packets},
            {"bytes", counts.bytes},
            {"payload", counts.payload},
            {"most_frames", counts.most}};
}

/// @param flows a table @return as JSON
Json
ToJson(const FlowTable& flows)
{
    Json json;
    json["rows"] = Json::array();
    for (const FlowRow& row : flows.List())
    {
        Json each = {{"flow", row.name}};
        each.update(ToJson(row.counts));
        each["may_be_incomplete"] = row.mayBeIncomplete;
        json["rows"].push_back(each);
    }
    json["grouped"] = ToJson(flows.Grouped());
    json["grouped"]["rows"] = flows.RowsGrouped();
    json["others"] = ToJson(flows.Others());
    return json;
}

/// @param series counts over time @param hasCycles whether they have been counted @return as JSON
Json
ToJson(const TimeSeries& series, bool hasCycles)
{
    Json json;
    json["interval_s"] = static_cast<double>(series.Width()) * 1e-9;
    for (const TimeCounts& each : series.Intervals())
    {
        json["frames"].push_back(each.frames);
        json["packets"].push_back(each.packets);
        json["merged"].push_back(each.merged);
        json["bytes"].push_back(each.bytes);
        if (hasCycles)
        {
            json["cycles"].push_back(each.cycles);
        }
    }
    return json;
}

/// @param result of a setting @param profile costs @return its operations as JSON
Json
ListOperations(const ReplayResult& result, const CostProfile& profile)
{
    Json json;
    for (std::size_t i = 0; i < N_OPERATIONS; i++)
    {
        const auto operation = static_cast<Operation>(i);
        const uint64_t count = result.Operations()[i];
        if (count > 0)
        {
            const double cycles = profile.GetCost(operation).cycles * static_cast<double>(count);
            json[GetOperationInfo(operation).name] = {{"count", count}, {"cycles", cycles}};
        }
    }
    return json;
}

/// @param replay a replay @param index which of its settings @return as JSON
Json
ToJson(const Replay& replay, std::size_t index)
{
    const ReplayVariant& variant = replay.options.Variants()[index];
    const ReplayResult& result = *replay.results[index];
    const TypeId type = ReplaySettings::GetTypeId();
    const bool hasProfile = replay.options.Profile() != nullptr;
    Json json = {{"name", variant.name}};
    for (std::size_t i = 0; i < type.GetAttributeN(); i++)
    {
        const auto info = type.GetAttribute(i);
        if (variant.settings->ExplainNoEffect(info.name, hasProfile).empty())
        {
            const auto given = variant.texts.find(info.name);
            json["parameters"][info.name] =
                given == variant.texts.end()
                    ? info.originalInitialValue->SerializeToString(info.checker)
                    : given->second;
        }
    }
    for (const Quantity& quantity : ListQuantities(replay, index))
    {
        json["quantities"][quantity.name] = {{"unit", quantity.unit}, {"value", quantity.value}};
    }
    json["flushes"] = ToJson(result.flushes);
    json["passes"] = ToJson(result.passes);
    json["frames_per_packet"] = ToJson(result.framesPerPacket);
    json["packet_sizes"] = ToJson(result.packetSizes);
    json["flows"] = ToJson(result.flows);
    json["time_series"] = ToJson(result.series, hasProfile);
    if (const auto profile = replay.options.Profile())
    {
        json["operations"] = ListOperations(result, *profile);
    }
    return json;
}

} // namespace

void
WriteJson(const std::string& path, const Replay& replay)
{
    const CaptureFacts& facts = replay.facts;
    Json json;
    json["capture"] = {{"file", replay.captureName},
                       {"link_type", replay.linkName},
                       {"frames", facts.frames},
                       {"bytes", facts.bytes},
                       {"payload", facts.payload},
                       {"seconds", facts.Seconds()},
                       {"begin_ns", facts.firstTime},
                       {"not_in_filter", replay.skipped},
                       {"truncated", facts.truncated},
                       {"above_mtu", facts.large},
                       {"outgoing", facts.outgoing},
                       {"wrong_checksum", facts.wrong},
                       {"partial_checksum", facts.partial},
                       {"wrong_ip_checksum", facts.wrongIp},
                       {"checksums_replaced", facts.repaired},
                       {"mtu", replay.options.mtu},
                       {"rx-vlan-offload", replay.options.rxVlanOffload}};
    json["profile"] = replay.options.Profile() ? Json(replay.options.Profile()->GetName()) : Json();
    json["warnings"] = ListWarnings(replay);
    for (std::size_t i = 0; i < replay.results.size(); i++)
    {
        json["settings"].push_back(ToJson(replay, i));
    }
    if (!WriteWhole(path == "-" ? "/dev/stdout" : path, json.dump(2) + "\n"))
    {
        throw ReplayError(
            fmt::format("--json={}: cannot write there ({}); choose a file in a folder "
                        "that may be written, on a disk with room",
                        path,
                        std::strerror(errno)));
    }
}

} // namespace ns3::offload::replay
