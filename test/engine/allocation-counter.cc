/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "allocation-counter.h"

#include <cstdlib>
#include <new>

/**
 * @file
 * @ingroup offload-test
 * Replaces the program's allocation functions by ones that count. They stand in a file of their
 * own: a compiler that sees them beside a use takes them for a mismatch.
 */

namespace
{

uint64_t g_allocations = 0; //!< calls of operator new

} // namespace

uint64_t
ns3::offload::test::CountAllocations()
{
    return g_allocations;
}

void*
operator new(std::size_t size)
{
    ++g_allocations;
    if (void* memory = std::malloc(size > 0 ? size : 1))
    {
        return memory;
    }
    throw std::bad_alloc();
}

void
operator delete(void* memory) noexcept
{
    std::free(memory);
}

void
operator delete(void* memory, std::size_t) noexcept
{
    std::free(memory);
}
