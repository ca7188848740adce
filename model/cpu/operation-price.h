/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_OPERATION_PRICE_H
#define OFFLOAD_OPERATION_PRICE_H

#include "ns3/cost-profile.h"

#include <string>

namespace ns3
{

constexpr double MIN_CLOCK_GHZ = 1e-6; //!< 1 kHz
constexpr double MAX_CLOCK_GHZ = 1e3;  //!< far beyond any machine

/**
 * @ingroup offload
 * @param ghz a clock in GHz
 * @return the clock in Hz; whole kHz, so that a core can keep time without rounding errors
 */
uint64_t ToClock(double ghz);

/**
 * @ingroup offload
 * @param name name of an operation
 * @param [out] operation the operation
 * @return true if there is one of this name
 */
bool FindOperation(const std::string& name, Operation& operation);

/**
 * @ingroup offload
 * @param price a price
 * @param unit what it is in
 * @return true if it can be charged: any count of it then fits the 64 bits that a core keeps its
 *         time in, at any clock
 */
bool IsPrice(double price, CostUnit unit);

/**
 * @ingroup offload
 * @param unit what a price is in
 * @return which prices there are, for a message
 */
std::string DescribePrices(CostUnit unit);

} // namespace ns3

#endif // OFFLOAD_OPERATION_PRICE_H
