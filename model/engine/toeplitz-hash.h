/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_TOEPLITZ_HASH_H
#define OFFLOAD_TOEPLITZ_HASH_H

#include "ns3/offload-frame.h"

#include <array>
#include <cstddef>
#include <cstdint>

/**
 * @file
 * @ingroup offload
 * The hash by which NICs tell flows apart.
 */

namespace ns3::offload
{

/**
 * @ingroup offload
 * The Toeplitz hash of Microsoft's receive side scaling (RSS): each bit of the input that is set
 * adds, without carry, the 32 bits of the key that begin at its position.
 *
 * The input is what stands in the headers, in network byte order: source address, destination
 * address, and for TCP and UDP source port and destination port.
 */
class ToeplitzHash
{
  public:
    static constexpr std::size_t MAX_INPUT_BYTES = 36; //!< bytes: two IPv6 addresses and ports
    static constexpr std::size_t KEY_SIZE = MAX_INPUT_BYTES + 4; //!< bytes

    /// A key.
    using Key = std::array<uint8_t, KEY_SIZE>;

    /// The key that Microsoft's specification verifies implementations with.
    static const Key VERIFICATION_KEY;

    /**
     * @param key the key
     */
    explicit ToeplitzHash(const Key& key = VERIFICATION_KEY);

    /**
     * @param input first byte
     * @param length number of bytes; more than MAX_INPUT_BYTES are ignored
     * @return the hash
     */
    uint32_t Hash(const uint8_t* input, std::size_t length) const;

    /**
     * @param frame a frame as a NIC receives it
     * @return the hash of its addresses, and of its ports if they were located (Frame); 0 if it is
     * not IP
     */
    uint32_t HashFlow(const Frame& frame) const;

  private:
    /// What each value of an input byte adds, by the byte's position.
    using Tables = std::array<std::array<uint32_t, 256>, MAX_INPUT_BYTES>;

    /// @param key a key @return its tables, made once: they are large, and every NIC needs them
    static const Tables& TablesOf(const Key& key);

    const Tables* m_tables; //!< of the key, never null
};

} // namespace ns3::offload

#endif // OFFLOAD_TOEPLITZ_HASH_H
