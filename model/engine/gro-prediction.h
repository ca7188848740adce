/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_GRO_PREDICTION_H
#define OFFLOAD_GRO_PREDICTION_H

#include "engine/gro-packet.h"

#include "ns3/offload-frame.h"

#include <array>
#include <cstdint>
#include <cstring>
#include <optional>

/**
 * @file
 * @ingroup offload
 * Header prediction for GRO.
 */

namespace ns3::offload
{

/**
 * @ingroup offload
 * What the headers of the next segment will be, as they follow from those before it (Van Jacobson's
 * header prediction).
 *
 * A frame that matches needs no parsing and no rules: they were asked of what it has in common with
 * those before it. One that does not match may still join the packet: the rules tell. TCP only, and
 * no lists.
 */
class GroPrediction
{
  public:
    /**
     * Begin with a first segment.
     * @param first the frame
     * @param packet its headers
     * @param isList whether frames are to be chained to it: then nothing is predicted
     */
    void Learn(const Frame& first, const GroPacket& packet, bool isList);

    /**
     * Go on to the next segment.
     * @param last the frame that was just appended
     * @param payload bytes of its payload
     */
    void Advance(const Frame& last, uint32_t payload)
    {
        m_sequence += payload;
        if (m_identification != Identification::REPEATS)
        {
            AdvanceIdentification(last);
        }
    }

    /**
     * @param next a frame with the same receive hash
     * @return whether it is the next segment; it may have PSH or FIN. Its transport checksum was
     * verified
     */
    bool Matches(const Frame& next) const
    {
        if (next.length != m_length || next.checksumState != ChecksumState::UNNECESSARY ||
            next.gsoSize != 0 || next.vlanTci != m_vlanTci || next.head.Length() < m_headers ||
            !next.CanReturnHead(m_headers))
        {
            return false;
        }
        const uint8_t* head = next.head.Data();
        if (Load32(head + m_transportOffset + tcp::SEQUENCE) != m_sequence)
        {
            return false;
        }
        Pair difference{};
        for (std::size_t i = 0; i < m_pairs; ++i)
        {
            Pair pair;
            std::memcpy(&pair, head + i * sizeof pair, sizeof pair);
            difference |= (pair & m_mask[i]) ^ m_expected[i];
        }
        return (difference[0] | difference[1]) == 0 &&
               (m_identification != Identification::OPEN || MayBeSecond(next));
    }

  private:
    /// Bytes that are compared at once, by one instruction where there is one.
    using Pair [[gnu::vector_size(16)]] = uint64_t;

    static constexpr uint32_t MAX_LENGTH = 128; //!< longer headers are not predicted

    /// What IPv4 identifications do.
    enum class Identification : uint8_t
    {
        OPEN,    //!< the second frame will tell
        COUNTS,  //!< each is one more than the last
        REPEATS, //!< all are the same, or there are none: IPv6
    };

    using Pairs = std::array<Pair, MAX_LENGTH / sizeof(Pair)>; //!< headers, or a mask for them

    /// @param pairs headers or a mask @param offset of a byte @return where it is
    static uint8_t* ByteOf(Pairs& pairs, uint32_t offset)
    {
        return reinterpret_cast<uint8_t*>(pairs.data()) + offset;
    }

    /// @param next a frame that matches but for identification and checksum of its IPv4 header
    /// @return whether it may be the second of a packet by these
    bool MayBeSecond(const Frame& next) const;

    /// @param offset of bytes that may be anything @param bytes how many
    void Ignore(uint32_t offset, uint32_t bytes);

    /// @param last the frame that was just appended; the identification of the next follows from it
    void AdvanceIdentification(const Frame& last);

    uint32_t m_length{0};              //!< of a frame that may match; 0: none may
    uint32_t m_headers{0};             //!< bytes of all headers
    std::size_t m_pairs{0};            //!< that are compared
    uint32_t m_sequence{0};            //!< TCP's
    uint16_t m_networkOffset{0};       //!< of the IP header
    uint16_t m_firstIdentification{0}; //!< of the first frame
    uint16_t m_transportOffset{0};     //!< of the TCP header
    std::optional<uint16_t> m_vlanTci; //!< tag beside the frame
    Identification m_identification{Identification::REPEATS}; //!< what it does
    Pairs m_expected; //!< headers, 0 where the mask is; beyond m_pairs unset
    Pairs m_mask;     //!< 1: a bit must be the same; beyond m_pairs unset
};

} // namespace ns3::offload

#endif // OFFLOAD_GRO_PREDICTION_H
