/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "cpu/operation-price.h"

#include <cmath>

namespace ns3
{

namespace
{

constexpr double MAX_CYCLES = 1e7; //!< of a price in cycles

/// Of a price in time: at the fastest clock that there is it is MAX_CYCLES.
constexpr double MAX_NANOSECONDS = MAX_CYCLES / MAX_CLOCK_GHZ;

} // namespace

uint64_t
ToClock(double ghz)
{
    return static_cast<uint64_t>(std::llround(ghz * 1e6)) * 1000;
}

bool
FindOperation(const std::string& name, Operation& operation)
{
    for (std::size_t i = 0; i < N_OPERATIONS; i++)
    {
        operation = static_cast<Operation>(i);
        if (name == GetOperationInfo(operation).name)
        {
            return true;
        }
    }
    return false;
}

bool
IsPrice(double price, CostUnit unit)
{
    // Not a number is neither.
    return price >= 0 && price <= (unit == CostUnit::CYCLES ? MAX_CYCLES : MAX_NANOSECONDS);
}

std::string
DescribePrices(CostUnit unit)
{
    return unit == CostUnit::CYCLES
               ? "0 or more, and at most 1e7"
               : "0 or more, and at most 10000: memory and buses take no longer";
}

} // namespace ns3
