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
#include "engine/header-pattern.h"

#include "ns3/offload-frame.h"

#include <cstdint>
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
        return m_pattern.Matches(head) &&
               (m_identification != Identification::OPEN || MayBeSecond(next));
    }

  private:
    /// What IPv4 identifications do.
    enum class Identification : uint8_t
    {
        OPEN,    //!< the second frame will tell
        COUNTS,  //!< each is one more than the last
        REPEATS, //!< all are the same, or there are none: IPv6
    };

    /// @param next a frame that matches but for identification and checksum of its IPv4 header
    /// @return whether it may be the second of a packet by these
    bool MayBeSecond(const Frame& next) const;

    /// @param last the frame that was just appended; the identification of the next follows from it
    void AdvanceIdentification(const Frame& last);

    uint32_t m_length{0};              //!< of a frame that may match; 0: none may
    uint32_t m_headers{0};             //!< bytes of all headers
    uint32_t m_sequence{0};            //!< TCP's
    uint16_t m_networkOffset{0};       //!< of the IP header
    uint16_t m_firstIdentification{0}; //!< of the first frame
    uint16_t m_transportOffset{0};     //!< of the TCP header
    std::optional<uint16_t> m_vlanTci; //!< tag beside the frame
    Identification m_identification{Identification::REPEATS}; //!< what it does
    HeaderPattern m_pattern; //!< headers; longer ones than it can hold are not predicted
};

} // namespace ns3::offload

#endif // OFFLOAD_GRO_PREDICTION_H
