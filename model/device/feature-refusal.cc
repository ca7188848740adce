/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "device/feature-refusal.h"

#include "cpu/run-warning.h"

#include "ns3/abort.h"
#include "ns3/log.h"

#include <utility>

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("FeatureRefusal");

namespace
{

/**
 * @param settings of a NIC
 * @param features its features
 * @return why it does no GRO, with the remedy; empty if it does
 */
std::string
ExplainNoGro(const ReceiveSettings& settings, const NicFeatures& features)
{
    if (!settings.hook || settings.hook->GetFeature() != NicFeature::GRO)
    {
        return std::string("its attribute ReceiveHook is ") +
               (settings.hook ? settings.hook->GetInstanceTypeId().GetName() : "null") +
               "; set it to ns3::GroReceiveHook";
    }
    return features.IsOn(NicFeature::GRO) ? "" : "its feature gro is off; switch it on";
}

} // namespace

void
CheckDma(const DmaSettings& settings, const NicLink& link)
{
    const std::pair<const char*, bool> limits[]{
        {"RxDmaRate", settings.rxDmaRate.GetBitRate() > 0},
        {"RxDmaDescriptors", settings.rxDmaDescriptors > 0},
        {"TxDmaRate", settings.txDmaRate.GetBitRate() > 0},
        {"TxDmaDescriptors", settings.txDmaDescriptors > 0},
    };
    for (const auto& [name, isSet] : limits)
    {
        NS_ABORT_MSG_IF(isSet && !link.HasDma(),
                        "Attribute " << name
                                     << " is set, but packets of loopback and paravirtual devices "
                                        "stay in the host's memory, without DMA: leave it out");
    }
}

void
WarnOfIdleGro(const ReceiveSettings& settings,
              const NicFeatures& features,
              bool passesOn,
              const std::string& where)
{
    for (const NicFeature feature : {NicFeature::RX_GRO_UDP, NicFeature::RX_GRO_LIST})
    {
        std::string why = ExplainNoGro(settings, features);
        if (why.empty() && !passesOn)
        {
            why = feature == NicFeature::RX_GRO_UDP
                      ? "its node neither forwards nor bridges; a socket asks for merged "
                        "datagrams itself (attribute UdpGro of CpuDatagramSink)"
                      : "";
        }
        if (features.IsOn(feature) && !why.empty())
        {
            WarnInRun(where + ": " + NicFeatures::GetName(feature) +
                      " is on, but has no effect, for " + why);
        }
    }
}

void
WarnOfSoftwareRouter(uint32_t node, const std::string& why)
{
    static bool wasSaid = false;
    if (why.empty() || wasSaid)
    {
        return;
    }
    wasSaid = true;
    WarnInRun(
        "node " + std::to_string(node) + " passes packets on (" + why +
        "), and is taken for a host, whose CPU pays for that. If it, or another such node, is "
        "a switch or a router in hardware, call SwitchHelper::Install before its links are "
        "made; if it is a host that only has several NICs, set attribute IpForward to false; "
        "if it is a PC, aggregate a HostCpu to it");
}

void
CheckHardwareMerger(const ReceiveSettings& settings, const NicFeatures& features)
{
    if (!settings.hardware)
    {
        return;
    }
    const NicFeature feature = settings.hardware->GetFeature();
    NS_ABORT_MSG_IF(features.IsRequested(feature) && !features.IsOn(feature),
                    "Attribute HardwareMerger is "
                        << settings.hardware->GetInstanceTypeId().GetName() << ", but feature "
                        << NicFeatures::GetName(feature) << " is off, for "
                        << features.Explain(feature)
                        << ": switch that on, or do without the merger");
}

bool
RefuseLro(const ReceiveSettings& settings, const std::string& why, NicFeatures& features)
{
    const bool isLro = (settings.hook && settings.hook->GetFeature() == NicFeature::LRO) ||
                       (settings.hardware && settings.hardware->GetFeature() == NicFeature::LRO);
    const bool isWanted = features.IsOn(NicFeature::LRO) && isLro;
    NS_LOG_LOGIC("LRO is off, for " << why << (isWanted ? "" : "; nothing would have done it"));
    features.Forbid(NicFeature::LRO, why);
    return isWanted;
}

} // namespace ns3
