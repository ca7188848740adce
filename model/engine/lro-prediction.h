/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_LRO_PREDICTION_H
#define OFFLOAD_LRO_PREDICTION_H

#include "engine/header-pattern.h"
#include "engine/lro-tcp-segment.h"

#include "ns3/offload-frame.h"

#include <cstdint>

/**
 * @file
 * @ingroup offload
 * Header prediction for LRO.
 */

namespace ns3::offload
{

/**
 * @ingroup offload
 * What the headers of the next segment will be, apart from what LRO lets differ. As GroPrediction:
 * a frame that matches needs neither locator nor rules, and of one that does not match they tell.
 *
 * It knows one layout, Ethernet without tag, IPv4 without options, TCP: other frames are not
 * predicted.
 */
class LroPrediction
{
  public:
    static constexpr uint32_t IP_OFFSET = ethernet::HEADER_LENGTH; //!< of a frame that may match
    static constexpr uint32_t TCP_OFFSET = IP_OFFSET + ipv4::MIN_HEADER_LENGTH; //!< of the same
    static constexpr uint32_t PORTS_END = TCP_OFFSET + tcp::SEQUENCE;           //!< of the same

    /**
     * Begin with a first segment.
     * @param first the frame
     * @param segment its fields
     */
    void Learn(const Frame& first, const LroTcpSegment& segment);

    /// Predict nothing.
    void Forget()
    {
        m_length = 0;
    }

    /**
     * @param next a frame
     * @return whether it is of the flow and like the first: the locator finds its headers where
     * those of the first are, and the rules allow it to begin a session
     */
    bool IsAlike(const Frame& next) const
    {
        if (next.length != m_length || next.head.Length() < m_headers ||
            !next.CanReturnHead(m_headers))
        {
            return false;
        }
        const uint8_t* head = next.head.Data();
        return m_pattern.Matches(head) &&
               (!m_hasTimestamp || Load32(head + TCP_OFFSET + tcp::TIMESTAMP_ECHO) != 0);
    }

    /**
     * @param next a frame that is like the first
     * @param sequence what continues the session
     * @return whether it is the next segment, which the rules allow to be merged
     */
    bool Continues(const Frame& next, uint32_t sequence) const
    {
        const uint8_t* tcp = next.head.Data() + TCP_OFFSET;
        return Load32(tcp + tcp::SEQUENCE) == sequence &&
               (!m_hasTimestamp ||
                !lro::IsAfter(m_timestampValue, Load32(tcp + tcp::TIMESTAMP_VALUE)));
    }

  private:
    uint32_t m_length{0};         //!< of a frame that may match; 0: none may
    uint32_t m_headers{0};        //!< bytes of all headers
    uint32_t m_timestampValue{0}; //!< of the first frame
    bool m_hasTimestamp{false};   //!< whether there is one
    HeaderPattern m_pattern;      //!< headers
};

} // namespace ns3::offload

#endif // OFFLOAD_LRO_PREDICTION_H
