/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_ALLOCATION_COUNTER_H
#define OFFLOAD_ALLOCATION_COUNTER_H

#include <cstdint>

/**
 * @file
 * @ingroup offload-test
 * How often the program has allocated.
 */

namespace ns3::offload::test
{

/// @return calls of operator new in this program so far
uint64_t CountAllocations();

} // namespace ns3::offload::test

#endif // OFFLOAD_ALLOCATION_COUNTER_H
