/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_CHECKSUM_H
#define OFFLOAD_CHECKSUM_H

#include "engine/header-fields.h"

#include <cstddef>
#include <cstdint>
#include <cstring>

/**
 * @file
 * @ingroup offload
 * One's complement arithmetic of the Internet checksum (RFC 1071, RFC 1624).
 *
 * A "sum" is an unfolded 32-bit one's complement sum of big-endian 16-bit words; sums are added,
 * subtracted and moved to odd offsets without looking at the bytes again. A "checksum" is what
 * stands in a header: the complement of a folded sum.
 *
 * The order of calls does not matter: one's complement addition is commutative and associative.
 * Zero has two representations, 0 and 0xffff; only a sum over nothing but zero bytes is 0.
 */

namespace ns3::offload
{

/**
 * Add two sums.
 * @param a a sum
 * @param b a sum
 * @return a + b with the carry brought round
 */
constexpr uint32_t
SumAdd(uint32_t a, uint32_t b)
{
    const uint32_t sum = a + b;
    return sum + (sum < a ? 1U : 0U);
}

/**
 * Take a sum away from another.
 * @param a a sum
 * @param b what it is to lose
 * @return a - b
 */
constexpr uint32_t
SumSubtract(uint32_t a, uint32_t b)
{
    return SumAdd(a, ~b);
}

/**
 * Fold a sum to 16 bits.
 * @param sum a sum
 * @return the same value, at most 0xffff
 */
constexpr uint16_t
SumFold(uint32_t sum)
{
    sum = (sum & 0xffffU) + (sum >> 16);
    sum = (sum & 0xffffU) + (sum >> 16);
    return static_cast<uint16_t>(sum);
}

/**
 * The checksum of a sum.
 * @param sum a sum
 * @return the value for a header's field, host byte order
 */
constexpr uint16_t
ChecksumOfSum(uint32_t sum)
{
    return static_cast<uint16_t>(~SumFold(sum) & 0xffffU);
}

/**
 * The checksum of bytes of which a word changes (RFC 1624).
 * @param checksum what it was
 * @param old the word as it was
 * @param value what it becomes
 * @return the checksum
 */
constexpr uint16_t
ReplaceInChecksum(uint16_t checksum, uint16_t old, uint16_t value)
{
    const auto sum = static_cast<uint16_t>(~checksum);
    const auto less = static_cast<uint16_t>(~old);
    return ChecksumOfSum(uint32_t{sum} + less + value);
}

/**
 * Add the sum of a block that lies at any offset, even or odd, behind another.
 * @param sum sum of what stands before
 * @param block sum of the block, taken as if its first byte were even
 * @param offset offset of the block's first byte, bytes; only its parity matters
 * @return the sum of both
 */
constexpr uint32_t
SumAddBlock(uint32_t sum, uint32_t block, uint32_t offset)
{
    // At an odd offset, high and low bytes of all words change roles: rotating by 8 swaps them.
    return SumAdd(sum, (offset & 1U) ? (block << 8 | block >> 24) : block);
}

/**
 * Sum bytes.
 * @param bytes first byte, taken as even; may be null if length is 0
 * @param length number of bytes; an odd last byte counts as if a zero followed
 * @param sum a sum to begin with
 * @return the sum
 */
uint32_t SumBytes(const uint8_t* bytes, std::size_t length, uint32_t sum = 0);

/**
 * Sum words of four bytes, as headers have them, as the machine reads them, whatever its order of
 * bytes: the least that can be done for a frame.
 * @param bytes first byte
 * @param length bytes of them, a multiple of four
 * @return the sum, to be added to others of the kind; up to 2^32 words do not overflow it
 */
inline uint64_t
SumNativeWords(const uint8_t* bytes, uint32_t length)
{
    uint64_t wide = 0;
    for (uint32_t i = 0; i < length; i += sizeof(uint32_t))
    {
        uint32_t word = 0;
        std::memcpy(&word, bytes + i, sizeof word);
        wide += word;
    }
    return wide;
}

/// @param native what SumNativeWords() returned, or several of them added @return the sum
inline uint32_t
SumOfNative(uint64_t native)
{
    native = (native & 0xffffffffU) + (native >> 32);
    const uint16_t folded = SumFold(SumAdd(static_cast<uint32_t>(native), native >> 32));
    uint8_t ordered[sizeof folded];
    std::memcpy(ordered, &folded, sizeof folded);
    return Load16(ordered);
}

/**
 * Verify an IPv4 header without options. Inline, because it is done for every frame.
 * @param ip an IPv4 header, 20 bytes
 * @return whether its checksum is right
 */
inline bool
IsPlainIpv4HeaderRight(const uint8_t* ip)
{
    // 0xffff is right in whatever order the machine has bytes.
    const uint64_t sum = SumNativeWords(ip, ipv4::MIN_HEADER_LENGTH);
    return SumFold(SumAdd(static_cast<uint32_t>(sum), static_cast<uint32_t>(sum >> 32))) == 0xffff;
}

/**
 * Sum of the pseudo header of TCP or UDP over IPv4 (RFC 9293 3.1, RFC 768).
 * @param addresses source and destination, the 8 bytes at offset 12 of an IPv4 header
 * @param protocol IP protocol number
 * @param length bytes of transport header and payload
 * @return the sum
 */
uint32_t SumPseudoHeaderV4(const uint8_t* addresses, uint8_t protocol, uint32_t length);

/**
 * Sum of the pseudo header over IPv6 (RFC 8200 8.1).
 * @param addresses source and destination, the 32 bytes at offset 8 of an IPv6 header
 * @param nextHeader the transport's protocol number
 * @param length bytes of transport header and payload
 * @return the sum
 */
uint32_t SumPseudoHeaderV6(const uint8_t* addresses, uint8_t nextHeader, uint32_t length);

} // namespace ns3::offload

#endif // OFFLOAD_CHECKSUM_H
