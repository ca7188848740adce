/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_VECTOR_BUFFER_H
#define OFFLOAD_VECTOR_BUFFER_H

#include "vector-pcap.h"

#include "ns3/offload-frame.h"

#include <cstdint>
#include <vector>

/**
 * @file
 * @ingroup offload-test
 * Frags with real bytes behind them.
 */

namespace ns3::offload::vectors
{

/**
 * A counted receive buffer: the object behind a Frag. It knows which frame it was filled from and
 * which page it was cut from, so that a delivered super-packet can tell what it is made of.
 */
class ByteBuffer
{
  public:
    /// A page number for buffers that are cut from no page.
    static constexpr uint32_t NO_PAGE = 0xffffffff;

    /**
     * Make a buffer and the one frag that keeps it.
     * @param bytes its content
     * @param frameIndex the frame that the bytes are of
     * @param page the page that it lies in
     * @return a frag of all the bytes
     */
    static Frag Make(Bytes bytes, uint32_t frameIndex, uint32_t page = NO_PAGE);

    /// @param frag a frag made by Make(), or a part of one @return its buffer
    static const ByteBuffer& Of(const Frag& frag);

    /// @return buffers alive; 0 at the end of a test, or a frag was not released
    static uint32_t Alive();

    /// @return the content
    const Bytes& Content() const
    {
        return m_bytes;
    }

    /// @return the frame that the bytes are of
    uint32_t FrameIndex() const
    {
        return m_frameIndex;
    }

    /// @return the page that it lies in
    uint32_t Page() const
    {
        return m_page;
    }

  private:
    ByteBuffer(Bytes bytes, uint32_t frameIndex, uint32_t page);
    ~ByteBuffer();

    /// @param object a buffer: count one more holder
    static void Retain(void* object);
    /// @param object a buffer: count one holder less
    static void Release(void* object);
    /// @param object a buffer @param offset first byte @param length bytes @return their sum
    static uint32_t Sum(const void* object, uint32_t offset, uint32_t length);

    static const FragOps OPS; //!< of all byte buffers

    const Bytes m_bytes;         //!< content
    const uint32_t m_frameIndex; //!< whose bytes
    const uint32_t m_page;       //!< where cut from
    uint32_t m_holders{1};       //!< frags
};

/**
 * Make a frame of one buffer, as a driver in skb mode would: the head holds the beginning, the
 * frag the rest.
 * @param frame the frame to fill; was empty
 * @param bytes the whole frame
 * @param frameIndex its number, which also becomes the cookie
 */
void FillFrame(Frame& frame, const Bytes& bytes, uint32_t frameIndex);

/// @param frame a frame whose frags are byte buffers @return its bytes
Bytes LinearBytes(const Frame& frame);

/// @param frame a frame whose frags are byte buffers and whose cookie is its first frame's number
/// @return the numbers of the frames in it, in order of payload
std::vector<uint32_t> FramesIn(const Frame& frame);

} // namespace ns3::offload::vectors

#endif // OFFLOAD_VECTOR_BUFFER_H
