/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_LRO_SESSION_H
#define OFFLOAD_LRO_SESSION_H

#include "engine/lro-tcp-segment.h"

#include "ns3/offload-frame.h"

#include <cstdint>
#include <ostream>

/**
 * @file
 * @ingroup offload
 * What one LRO descriptor holds.
 */

namespace ns3::offload
{

/**
 * @ingroup offload
 * A super-packet in the making: the first frame, to which the payload of others is appended, and
 * what its headers must become. It decides nothing; the rules are in lro-rules.h.
 */
class LroSession
{
  public:
    /**
     * Begin with a frame.
     * @param frame the frame; taken, and left empty
     * @param segment its fields
     * @param keepSum whether the TCP checksum is to be maintained
     */
    void Open(Frame& frame, const LroTcpSegment& segment, bool keepSum);

    /**
     * Append a frame's payload.
     * @param frame the frame; taken, and left empty
     * @param segment its fields
     */
    void Append(Frame& frame, const LroTcpSegment& segment);

    /**
     * Write into the headers what merging has changed, if it has.
     * @return whether headers were rewritten
     */
    bool Finish();

    /// Drop everything but the capacity of the list of frags.
    void Clear();

    /// @return the super-packet; complete after Finish()
    Frame& SuperPacket()
    {
        return m_frame;
    }

    /// @return the super-packet, to look at
    const Frame& SuperPacket() const
    {
        return m_frame;
    }

    /// @return the sequence number that continues the session
    uint32_t NextSequence() const
    {
        return m_nextSequence;
    }

    /// @return TSval of the first frame; 0 if that had no timestamp, as in the original
    uint32_t TimestampValue() const
    {
        return m_timestampValue;
    }

    /// @return bytes of the super-packet as skb->len counts them: without the 14 bytes of MAC
    /// header
    uint32_t SkbLength() const
    {
        return m_frame.length - ethernet::HEADER_LENGTH;
    }

    /**
     * Print the state for a person.
     * @param os where to
     */
    void Print(std::ostream& os) const;

  private:
    Frame m_frame;                //!< the first frame, growing
    uint32_t m_nextSequence{0};   //!< of the byte after the last
    uint32_t m_acknowledgment{0}; //!< of the last frame
    uint32_t m_timestampValue{0}; //!< of the first frame: PAWS must not see a later one on old data
    uint32_t m_timestampEcho{0};  //!< of the last frame
    uint32_t m_payloadSum{0};     //!< sum over all payload, as the checksums tell
    uint16_t m_window{0};         //!< of the last frame
    uint16_t m_totalLength{0};    //!< of the IP datagram; 16 bits, as its field
    uint16_t m_largestPayload{0}; //!< bytes of the largest segment
    bool m_hasTimestamp{false};   //!< the first frame has the option
    bool m_keepSum{true};         //!< whether m_payloadSum is maintained
};

} // namespace ns3::offload

#endif // OFFLOAD_LRO_SESSION_H
