/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "engine/checksum.h"

#include <cstring>

/**
 * @file
 * @ingroup offload
 * Internet checksum implementation.
 */

namespace ns3::offload
{

namespace
{

/// @param wide a sum of 64 bits @return the same in 32
uint32_t
FoldTo32(uint64_t wide)
{
    wide = (wide & 0xffffffffU) + (wide >> 32);
    return static_cast<uint32_t>((wide & 0xffffffffU) + (wide >> 32));
}

} // namespace

uint32_t
SumBytes(const uint8_t* bytes, std::size_t length, uint32_t sum)
{
    // 32-bit words sum up to the same as their 16-bit halves, modulo 0xffff, and 64 bits take 2^32
    // of them before a carry is lost, far more than any frame has. The order of bytes may be the
    // machine's as long as it is in the end that of all words.
    uint64_t even = 0;
    uint64_t odd = 0;
    std::size_t i = 0;
    for (; i + 8 <= length; i += 8)
    {
        uint64_t words = 0;
        std::memcpy(&words, bytes + i, sizeof words);
        even += words & 0xffffffffU;
        odd += words >> 32;
    }
    uint64_t wide = uint64_t{sum} + SumOfNative(even + odd);
    for (; i + 2 <= length; i += 2)
    {
        wide += Load16(bytes + i);
    }
    if (i < length)
    {
        wide += static_cast<uint32_t>(bytes[i] << 8);
    }
    return FoldTo32(wide);
}

uint32_t
SumPseudoHeaderV4(const uint8_t* addresses, uint8_t protocol, uint32_t length)
{
    return SumAdd(SumAdd(length, protocol),
                  SumOfNative(SumNativeWords(addresses, ipv4::ADDRESSES_LENGTH)));
}

uint32_t
SumPseudoHeaderV6(const uint8_t* addresses, uint8_t nextHeader, uint32_t length)
{
    return SumAdd(SumAdd(length, nextHeader),
                  SumOfNative(SumNativeWords(addresses, ipv6::ADDRESSES_LENGTH)));
}

} // namespace ns3::offload
