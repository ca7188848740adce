/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "device/feature-refusal.h"

#include "ns3/abort.h"
#include "ns3/log.h"

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("FeatureRefusal");

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
