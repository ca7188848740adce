/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_FEATURE_REFUSAL_H
#define OFFLOAD_FEATURE_REFUSAL_H

#include "ns3/dma-settings.h"
#include "ns3/nic-features.h"
#include "ns3/nic-link.h"
#include "ns3/receive-settings.h"

#include <string>

/**
 * @file
 * @ingroup offload
 * Features that a NIC is refused for what else it is told or for where it is. (The rules that a
 * kernel has between features are in NicFeatures.)
 */

namespace ns3
{

/**
 * End the program if the NIC's hardware is to merge by a feature that was asked for and is off.
 *
 * @param settings of the NIC
 * @param features of the NIC
 */
void CheckHardwareMerger(const ReceiveSettings& settings, const NicFeatures& features);

/**
 * End the program if the DMA of a NIC is to have a limit on a link where there is none.
 *
 * @param settings of the NIC
 * @param link what it is connected to
 */
void CheckDma(const DmaSettings& settings, const NicLink& link);

/**
 * Switch LRO off on a node that forwards or bridges, as Linux does.
 *
 * @param settings of the NIC
 * @param why why LRO has no place there
 * @param [in,out] features of the NIC
 * @return whether LRO was asked for, and something would have done it
 */
bool RefuseLro(const ReceiveSettings& settings, const std::string& why, NicFeatures& features);

/**
 * Warn, on standard error, of features of GRO that are on and without effect.
 *
 * @param settings of the NIC
 * @param features its features
 * @param passesOn whether its node forwards, or bridges what it receives
 * @param where which NIC, in words
 */
void WarnOfIdleGro(const ReceiveSettings& settings,
                   const NicFeatures& features,
                   bool passesOn,
                   const std::string& where);

/**
 * Warn, on standard error and once, that a node which a script says nothing about is taken for a
 * host that forwards in software.
 *
 * @param node index of the node
 * @param why why it forwards or bridges; empty if it does not
 */
void WarnOfSoftwareRouter(uint32_t node, const std::string& why);

} // namespace ns3

#endif // OFFLOAD_FEATURE_REFUSAL_H
