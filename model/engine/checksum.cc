/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/checksum.h"

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
    // 64 bits take 2^32 words before a carry is lost, far more than any frame has.
    uint64_t wide = sum;
    std::size_t i = 0;
    for (; i + 8 <= length; i += 8)
    {
        wide += static_cast<uint32_t>(bytes[i] << 8 | bytes[i + 1]) +
                static_cast<uint32_t>(bytes[i + 2] << 8 | bytes[i + 3]) +
                static_cast<uint32_t>(bytes[i + 4] << 8 | bytes[i + 5]) +
                static_cast<uint32_t>(bytes[i + 6] << 8 | bytes[i + 7]);
    }
    for (; i + 2 <= length; i += 2)
    {
        wide += static_cast<uint32_t>(bytes[i] << 8 | bytes[i + 1]);
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
