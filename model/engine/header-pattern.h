/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_HEADER_PATTERN_H
#define OFFLOAD_HEADER_PATTERN_H

#include "engine/header-fields.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

/**
 * @file
 * @ingroup offload
 * Headers to compare others with.
 */

namespace ns3::offload
{

/**
 * @ingroup offload
 * The headers that a frame is expected to have, and which of their bits matter. All of them are
 * compared at once: for whom it is likely that they match it takes less time than field by field.
 */
class HeaderPattern
{
  public:
    static constexpr uint32_t MAX_LENGTH = 128; //!< of headers, bytes

    /**
     * Expect headers, bit by bit.
     * @param head the headers; readable up to MAX_LENGTH
     * @param length bytes of them, 1 to MAX_LENGTH
     */
    void Learn(const uint8_t* head, uint32_t length)
    {
        // The mask of the last bytes: as many of the first half as there are.
        static constexpr uint64_t ENDS[2 * sizeof(Pair) / sizeof(uint64_t)]{~uint64_t{0},
                                                                            ~uint64_t{0}};
        const std::size_t whole = length / sizeof(Pair);
        const std::size_t rest = length % sizeof(Pair);
        for (std::size_t i = 0; i < whole; ++i)
        {
            m_mask[i] = ~Pair{};
            m_expected[i] = Load(head, i);
        }
        m_pairs = whole;
        if (rest > 0)
        {
            std::memcpy(&m_mask[whole],
                        reinterpret_cast<const uint8_t*>(ENDS) + sizeof(Pair) - rest,
                        sizeof(Pair));
            m_expected[whole] = Load(head, whole) & m_mask[whole];
            ++m_pairs;
        }
        for (; m_pairs < USUAL_PAIRS; ++m_pairs)
        {
            m_mask[m_pairs] = Pair{};
            m_expected[m_pairs] = Pair{};
        }
    }

    /// @param offset of bytes that may be anything @param bytes how many
    void Ignore(uint32_t offset, uint32_t bytes)
    {
        std::memset(ByteOf(m_mask, offset), 0, bytes);
        std::memset(ByteOf(m_expected, offset), 0, bytes);
    }

    /// @param offset of a byte @param bits of it that may be anything
    void IgnoreBits(uint32_t offset, uint8_t bits)
    {
        *ByteOf(m_mask, offset) &= static_cast<uint8_t>(~bits);
        *ByteOf(m_expected, offset) &= static_cast<uint8_t>(~bits);
    }

    /// @param offset of a field of 16 bits @param value what it has to be
    void Expect16(uint32_t offset, uint16_t value)
    {
        Store16(ByteOf(m_mask, offset), 0xffff);
        Store16(ByteOf(m_expected, offset), value);
    }

    /// @param head headers; readable up to MAX_LENGTH @return whether they are as expected
    bool Matches(const uint8_t* head) const
    {
        Pair difference{};
        for (std::size_t i = 0; i < USUAL_PAIRS; ++i)
        {
            difference |= (Load(head, i) & m_mask[i]) ^ m_expected[i];
        }
        for (std::size_t i = USUAL_PAIRS; i < m_pairs; ++i)
        {
            difference |= (Load(head, i) & m_mask[i]) ^ m_expected[i];
        }
        return (difference[0] | difference[1]) == 0;
    }

  private:
    /// Bytes that are compared at once, by one instruction where there is one.
    using Pair [[gnu::vector_size(16)]] = uint64_t;
    using Pairs = std::array<Pair, MAX_LENGTH / sizeof(Pair)>; //!< headers, or a mask for them

    /// @param head headers @param i which pair @return it
    static Pair Load(const uint8_t* head, std::size_t i)
    {
        Pair pair;
        std::memcpy(&pair, head + i * sizeof pair, sizeof pair);
        return pair;
    }

    /// @param pairs headers or a mask @param offset of a byte @return where it is
    static uint8_t* ByteOf(Pairs& pairs, uint32_t offset)
    {
        return reinterpret_cast<uint8_t*>(pairs.data()) + offset;
    }

    /// As many as hold Ethernet, IPv4 and TCP with timestamps are compared without a loop.
    static constexpr std::size_t USUAL_PAIRS = 5;

    std::size_t m_pairs{0}; //!< that are compared, USUAL_PAIRS or more
    Pairs m_expected;       //!< headers, 0 where the mask is; beyond m_pairs unset
    Pairs m_mask;           //!< 1: a bit must be the same; beyond m_pairs unset
};

} // namespace ns3::offload

#endif // OFFLOAD_HEADER_PATTERN_H
