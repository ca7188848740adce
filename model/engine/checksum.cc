/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/checksum.h"

#include "ns3/header-fields.h"

/**
 * @file
 * @ingroup offload
 * Internet checksum implementation.
 */

namespace ns3::offload
{

uint32_t
SumBytes(const uint8_t* bytes, std::size_t length, uint32_t sum)
{
    // 32-bit words sum up to the same as their 16-bit halves, modulo 0xffff, and 64 bits take 2^32
    // of them before a carry is lost, far more than any frame has.
    uint64_t wide = sum;
    std::size_t i = 0;
    for (; i + 4 <= length; i += 4)
    {
        wide += Load32(bytes + i);
    }
    for (; i + 2 <= length; i += 2)
    {
        wide += Load16(bytes + i);
    }
    if (i < length)
    {
        wide += static_cast<uint32_t>(bytes[i] << 8);
    }
    wide = (wide & 0xffffffffU) + (wide >> 32);
    wide = (wide & 0xffffffffU) + (wide >> 32);
    return static_cast<uint32_t>(wide);
}

uint32_t
SumPseudoHeaderV4(const uint8_t* addresses, uint8_t protocol, uint32_t length)
{
    return SumBytes(addresses, 8, SumAdd(length, protocol));
}

uint32_t
SumPseudoHeaderV6(const uint8_t* addresses, uint8_t nextHeader, uint32_t length)
{
    return SumBytes(addresses, 32, SumAdd(length, nextHeader));
}

} // namespace ns3::offload
