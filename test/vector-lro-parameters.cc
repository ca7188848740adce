/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "vector-lro-parameters.h"

/**
 * @file
 * @ingroup offload-test
 * Reading of parameters of the 2007 LRO.
 */

namespace ns3::offload::vectors
{

namespace
{

/// @param number a value of skb->ip_summed @param name the case @return what it means
ChecksumState
ToChecksumState(uint32_t number, const std::string& name)
{
    if (number > static_cast<uint32_t>(ChecksumState::PARTIAL))
    {
        throw VectorError(
            fmt::format("case {}: ip_summed {} is unknown; use 0 to 3", name, number));
    }
    return static_cast<ChecksumState>(number);
}

} // namespace

LroParameters
ReadLroParameters(const json& testCase)
{
    const std::string name = testCase.at("name");
    const json& from = testCase.at("params");
    LroParameters to{};
    to.config.maxDesc = from.at("max_desc");
    to.config.maxAggr = from.at("max_aggr");
    to.config.mtu = from.at("mtu");
    to.config.napi = false;
    for (const std::string feature : from.at("features"))
    {
        bool LroConfig::*const flag = Meaning<bool LroConfig::*>(
            {{"NAPI", &LroConfig::napi}, {"EXTRACT_VLAN_ID", &LroConfig::extractVlanId}},
            feature,
            "feature",
            name);
        to.config.*flag = true;
    }
    to.config.ipSummed = ToChecksumState(from.at("ip_summed"), name);
    to.config.ipSummedAggr = ToChecksumState(from.at("ip_summed_aggr"), name);
    to.config.fragAlignPad = from.at("frag_align_pad");
    to.driverIpSummed = ToChecksumState(from.at("driver_ip_summed"), name);
    to.hasLocator = from.at("header_callback");
    to.locator = Meaning<LocatorKind>({{"basic", LocatorKind::BASIC},
                                       {"strict", LocatorKind::STRICT},
                                       {"strict_csum", LocatorKind::STRICT_CSUM},
                                       {"strict_flags", LocatorKind::STRICT_FLAGS}},
                                      from.at("header_fn"),
                                      "header_fn",
                                      name);
    to.vlan = Meaning<VlanMode>({{"none", VlanMode::NONE},
                                 {"inband", VlanMode::INBAND},
                                 {"hwaccel", VlanMode::HWACCEL},
                                 {"hwaccel_extract", VlanMode::HWACCEL_EXTRACT}},
                                from.at("vlan"),
                                "vlan",
                                name);
    to.pageSize = from.at("page_size");
    to.bufferSize = from.at("rx_buf_size");
    to.firstSplit = from.at("first_split");
    const std::string fault = to.config.FindFault();
    if (!fault.empty())
    {
        throw VectorError(fmt::format("case {}: {}", name, fault));
    }
    if (to.bufferSize == 0 || to.bufferSize > to.pageSize)
    {
        throw VectorError(fmt::format("case {}: rx_buf_size is {} bytes; use 1 to page_size, {}",
                                      name,
                                      to.bufferSize,
                                      to.pageSize));
    }
    return to;
}

} // namespace ns3::offload::vectors
