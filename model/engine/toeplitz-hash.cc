/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/toeplitz-hash.h"

#include "engine/header-fields.h"

#include <algorithm>
#include <map>

/**
 * @file
 * @ingroup offload
 * ns3::offload::ToeplitzHash implementation.
 */

namespace ns3::offload
{

namespace
{

constexpr uint32_t BITS_PER_BYTE = 8; //!< bits in a byte

/**
 * @param key a key
 * @param position a byte's position in the input
 * @param bit a bit's position in that byte, 0 for the most significant
 * @return the 32 bits of the key that begin there
 */
uint32_t
GetKeyWindow(const ToeplitzHash::Key& key, std::size_t position, uint32_t bit)
{
    uint64_t window = 0;
    for (std::size_t i = 0; i < 5; i++)
    {
        window = window << BITS_PER_BYTE | (position + i < key.size() ? key[position + i] : 0U);
    }
    return static_cast<uint32_t>(window >> (BITS_PER_BYTE - bit));
}

} // namespace

// "Verifying the RSS Hash Calculation", Windows driver documentation, Microsoft.
const ToeplitzHash::Key ToeplitzHash::VERIFICATION_KEY{
    0x6d, 0x5a, 0x56, 0xda, 0x25, 0x5b, 0x0e, 0xc2, 0x41, 0x67, 0x25, 0x3d, 0x43, 0xa3,
    0x8f, 0xb0, 0xd0, 0xca, 0x2b, 0xcb, 0xae, 0x7b, 0x30, 0xb4, 0x77, 0xcb, 0x2d, 0xa3,
    0x80, 0x30, 0xf2, 0x0c, 0x6a, 0x42, 0xb7, 0x3b, 0xbe, 0xac, 0x01, 0xfa};

ToeplitzHash::ToeplitzHash(const Key& key)
    : m_tables(&TablesOf(key))
{
}

const ToeplitzHash::Tables&
ToeplitzHash::TablesOf(const Key& key)
{
    static std::map<Key, Tables> known;
    const auto [entry, isNew] = known.try_emplace(key);
    Tables& tables = entry->second;
    for (std::size_t position = 0; isNew && position < MAX_INPUT_BYTES; position++)
    {
        for (uint32_t value = 0; value < tables[position].size(); value++)
        {
            uint32_t hash = 0;
            for (uint32_t bit = 0; bit < BITS_PER_BYTE; bit++)
            {
                const bool isSet = value & (0x80U >> bit);
                hash ^= isSet ? GetKeyWindow(key, position, bit) : 0;
            }
            tables[position][value] = hash;
        }
    }
    return tables;
}

uint32_t
ToeplitzHash::Hash(const uint8_t* input, std::size_t length) const
{
    uint32_t hash = 0;
    for (std::size_t position = 0; position < std::min(length, MAX_INPUT_BYTES); position++)
    {
        hash ^= (*m_tables)[position][input[position]];
    }
    return hash;
}

uint32_t
ToeplitzHash::HashFlow(const Frame& frame) const
{
    constexpr uint32_t PORT_BYTES = 4;
    const uint8_t* head = frame.head.Data();
    const uint32_t network =
        frame.networkOffset != 0 ? frame.networkOffset : ethernet::HEADER_LENGTH;
    if (frame.head.Length() < network)
    {
        return 0;
    }
    const uint16_t type = Load16(head + network - 2); // also behind a tag
    const bool isIpv6 = type == ethernet::TYPE_IPV6;
    if (!isIpv6 && type != ethernet::TYPE_IPV4)
    {
        return 0;
    }
    const uint32_t begin = network + (isIpv6 ? ipv6::SOURCE : ipv4::SOURCE);
    uint32_t length = isIpv6 ? 32 : 8;
    if (frame.head.Length() < begin + length)
    {
        return 0;
    }
    std::array<uint8_t, MAX_INPUT_BYTES> input;
    std::copy_n(head + begin, length, input.begin());
    if (frame.transportOffset != 0)
    {
        std::copy_n(head + frame.transportOffset, PORT_BYTES, input.begin() + length);
        length += PORT_BYTES;
    }
    return Hash(input.data(), length);
}

} // namespace ns3::offload
