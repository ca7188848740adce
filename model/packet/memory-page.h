/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_MEMORY_PAGE_H
#define OFFLOAD_MEMORY_PAGE_H

#include <cstdint>

/**
 * @file
 * @ingroup offload
 * Pages of memory.
 */

namespace ns3::offload
{

constexpr uint32_t PAGE_BYTES = 4096; //!< smallest page

/**
 * @param bytes a length
 * @return pages that it fills or begins
 */
constexpr uint32_t
CountPages(uint32_t bytes)
{
    return (bytes + PAGE_BYTES - 1) / PAGE_BYTES;
}

} // namespace ns3::offload

#endif // OFFLOAD_MEMORY_PAGE_H
