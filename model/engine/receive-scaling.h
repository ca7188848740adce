/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_RECEIVE_SCALING_H
#define OFFLOAD_RECEIVE_SCALING_H

#include "ns3/offload-frame.h"
#include "ns3/toeplitz-hash.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

/**
 * @file
 * @ingroup offload
 * Receive side scaling: how a NIC spreads flows over its queues.
 */

namespace ns3::offload
{

/**
 * @ingroup offload
 * Receive side scaling (RSS): the low bits of a frame's Toeplitz hash are the index of an entry of
 * the indirection table, which names the queue. All frames of a flow go to one queue.
 */
class ReceiveScaling
{
  public:
    static constexpr std::size_t TABLE_SIZE = 128; //!< entries of the indirection table

    /// An indirection table: a queue for each value of the low bits of the hash.
    using Table = std::array<uint32_t, TABLE_SIZE>;

    /**
     * @param key of the hash
     * @param table the indirection table
     */
    ReceiveScaling(const ToeplitzHash::Key& key, const Table& table);

    /**
     * Read a key as `ethtool -x` prints it.
     *
     * @param text hexadecimal digits, two a byte, with or without a colon between bytes
     * @param [out] key the key
     * @return false if the text is not a key's
     */
    static bool ReadKey(const std::string& text, ToeplitzHash::Key& key);

    /**
     * @return the hash
     */
    const ToeplitzHash& Hash() const;

    /**
     * @param frame a frame
     * @return its queue; 0 if it has no hash (ToeplitzHash::HashFlow)
     */
    uint32_t ChooseQueue(const Frame& frame) const;

  private:
    ToeplitzHash m_hash; //!< hash
    Table m_table;       //!< indirection table
};

} // namespace ns3::offload

#endif // OFFLOAD_RECEIVE_SCALING_H
