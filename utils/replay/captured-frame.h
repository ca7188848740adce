/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_CAPTURED_FRAME_H
#define OFFLOAD_CAPTURED_FRAME_H

#include "ns3/offload-frame.h"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

/**
 * @file
 * @ingroup offload
 * Frames of a capture in memory.
 */

namespace ns3::offload::replay
{

/// What is known of the checksums of a captured frame.
enum class ChecksumVerdict : uint8_t
{
    NOT_APPLICABLE, //!< neither TCP nor UDP, a fragment, or UDP without one
    RIGHT,          //!< right
    WRONG,          //!< wrong
    PARTIAL,        //!< it holds the sum of the pseudo header: a NIC was to complete it
    UNKNOWN,        //!< not all bytes were captured
};

/// What stands beside the bytes of a captured frame.
struct FrameFacts
{
    static constexpr uint32_t MAX_LINK_HEADER = 20; //!< bytes: Linux cooked, version 2

    int64_t time{0};        //!< when it was captured, ns since 1970; does not go back
    uint32_t length{0};     //!< bytes of the frame, with an Ethernet header and no tag
    uint32_t captured{0};   //!< of these, bytes that are in the capture
    uint32_t wireBytes{0};  //!< bytes of the frame as it was captured, whatever its link header
    uint32_t linkBytes{0};  //!< of these, link header without tag
    bool isFragment{false}; //!< a fragment of IP
    bool isLast{false};     //!< the last of its datagram
    uint32_t headers{0};    //!< bytes up to the transport payload, or as many as a head takes
    uint32_t payload{0};    //!< bytes of transport payload, 0 if it has none that can be told
    uint32_t networkEnd{0}; //!< where the IP datagram ends, bytes from the beginning
    uint16_t network{0};    //!< offset of the IP header, 0 if there is none
    uint16_t transport{0};  //!< offset of a whole TCP or UDP header, 0 if there is none
    bool isUdp{false};      //!< that header is one of UDP
    ChecksumVerdict verdict{ChecksumVerdict::NOT_APPLICABLE}; //!< of its checksums
    std::optional<uint16_t> vlanTci;           //!< the tag that the NIC has taken out
    std::array<uint8_t, MAX_LINK_HEADER> link; //!< link header as captured, if it is not Ethernet's
};

class FramePool;

/**
 * A captured frame: the object behind the frags of the engines. It is counted, and goes back to its
 * pool with its last frag.
 */
class CapturedFrame
{
  public:
    FrameFacts facts; //!< what stands beside the bytes

    /// @return the bytes, facts.captured of them
    uint8_t* Bytes()
    {
        return m_bytes.get();
    }

    /// @return the bytes, facts.captured of them
    const uint8_t* Bytes() const
    {
        return m_bytes.get();
    }

    /// @param frag a frag of a captured frame @return that frame
    static const CapturedFrame& Of(const Frag& frag)
    {
        return *static_cast<const CapturedFrame*>(frag.Object());
    }

    /// @param frame a frame that an engine delivered @return the captured frame that it begins with
    static const CapturedFrame& FirstOf(const Frame& frame)
    {
        return *reinterpret_cast<const CapturedFrame*>(frame.cookie);
    }

    /**
     * Give a frame for an engine its bytes, as a driver does.
     * @param frame an empty frame
     * @param bufferSize bytes of the buffers that it was received into; 0: one that is as large
     */
    void Fill(Frame& frame, uint32_t bufferSize) const;

    /**
     * @param offset first byte
     * @param length bytes
     * @return a frag, whose bytes are real if the whole frame was captured
     */
    Frag Share(uint32_t offset, uint32_t length) const;

  private:
    friend class FramePool;

    /// @param pool where it goes back to @param sizeClass which of its lists @param capacity bytes
    CapturedFrame(FramePool& pool, uint32_t sizeClass, uint32_t capacity);

    /// @param object a captured frame: count one more holder
    static void Retain(void* object);
    /// @param object a captured frame: count one holder less
    static void Release(void* object);
    /// @param object a captured frame @param offset first byte @param length bytes @return their
    /// sum
    static uint32_t Sum(const void* object, uint32_t offset, uint32_t length);

    static const FragOps WHOLE;     //!< of frames whose bytes are all there
    static const FragOps TRUNCATED; //!< of others

    FramePool& m_pool;                  //!< where it goes back to
    const uint32_t m_sizeClass;         //!< which of its lists
    std::unique_ptr<uint8_t[]> m_bytes; //!< the bytes
    mutable uint32_t m_holders{0};      //!< frags
};

/**
 * Memory of captured frames. It grows to what is held at a time, and is used again and again.
 */
class FramePool
{
  public:
    /// Bytes of a frame as captured: more than the largest packet of BIG TCP.
    static constexpr uint32_t MOST_BYTES = 1048576;

    /**
     * @param bytes of the frame, at most MOST_BYTES and a link header
     * @return a frame with room for them and facts of an earlier one; the caller has it until it
     * makes the first frag
     */
    CapturedFrame& Take(uint32_t bytes);

  private:
    friend class CapturedFrame;

    /// Frames of one size are used for one another only: a few large ones would else make all
    /// large.
    static constexpr std::array<uint32_t, 5> CAPACITIES{256,
                                                        2048,
                                                        16384,
                                                        131072,
                                                        MOST_BYTES + FrameFacts::MAX_LINK_HEADER};

    std::vector<std::unique_ptr<CapturedFrame>> m_all;                 //!< every frame
    std::array<std::vector<CapturedFrame*>, CAPACITIES.size()> m_free; //!< those not in use
};

} // namespace ns3::offload::replay

#endif // OFFLOAD_CAPTURED_FRAME_H
