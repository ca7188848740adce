/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_FRAME_LOADER_H
#define OFFLOAD_FRAME_LOADER_H

#include "capture-reader.h"
#include "captured-frame.h"

#include <cstdint>

/**
 * @file
 * @ingroup offload
 * From records of a capture to frames as a NIC receives them.
 */

namespace ns3::offload::replay
{

/// What a capture turns out to be.
struct CaptureFacts
{
    uint64_t frames{0};     //!< frames replayed
    uint64_t bytes{0};      //!< bytes that they had
    uint64_t payload{0};    //!< bytes of TCP and UDP payload in them
    uint64_t truncated{0};  //!< frames that were not captured whole
    uint64_t unreadable{0}; //!< records without a whole link header, which are left out
    uint64_t outgoing{0};   //!< frames that the capturing host has sent
    uint64_t large{0};      //!< frames above the MTU
    uint64_t backwards{0};  //!< frames with a time before the one in front
    uint64_t wrong{0};      //!< frames with a wrong checksum of TCP or UDP
    uint64_t partial{0};    //!< of these, frames with the sum of the pseudo header
    uint64_t wrongIp{0};    //!< frames with a wrong checksum of the IPv4 header
    uint64_t repaired{0};   //!< frames whose checksums were replaced
    uint32_t largest{0};    //!< bytes of the largest IP datagram
    int64_t firstTime{0};   //!< of the first frame, ns since 1970
    int64_t lastTime{0};    //!< of the last frame

    /// @return from the first to the last frame, seconds
    double Seconds() const
    {
        return static_cast<double>(lastTime - firstTime) * 1e-9;
    }
};

/**
 * Makes frames of records.
 */
class FrameLoader
{
  public:
    /// How frames are made.
    struct Settings
    {
        uint32_t mtu;          //!< of the device, bytes of IP packet
        bool takesTagOut;      //!< the NIC takes VLAN tags out (rx-vlan-offload)
        bool repairsChecksums; //!< wrong checksums are replaced by right ones
    };

    /**
     * @param link link type of the capture
     * @param settings how frames are made
     */
    FrameLoader(const LinkLayer& link, const Settings& settings);

    /**
     * @param record a record
     * @return the frame as one frag; an empty frag without object if the record is left out
     */
    Frag Load(const CaptureRecord& record);

    /// @return what was found so far
    const CaptureFacts& Facts() const
    {
        return m_facts;
    }

  private:
    /// @param record a record @param frame gets its bytes, without link header and tag
    void Copy(const CaptureRecord& record, CapturedFrame& frame) const;

    /// @param frame a frame with its bytes: find its headers
    static void Locate(CapturedFrame& frame);

    /// @param frame a frame with its headers found: judge its checksums, or repair them
    void Judge(CapturedFrame& frame);

    /// @param record a record @param facts of its frame
    void Count(const CaptureRecord& record, const FrameFacts& facts);

    const LinkLayer& m_link;   //!< link type
    const Settings m_settings; //!< how frames are made
    FramePool m_pool;          //!< memory
    CaptureFacts m_facts;      //!< what was found
};

/**
 * Give the bytes of a frame the TCP or UDP checksum that they want.
 * @param bytes the frame, whole
 * @param facts where its headers are; it has TCP or UDP
 */
void RepairTransportChecksum(uint8_t* bytes, const FrameFacts& facts);

} // namespace ns3::offload::replay

#endif // OFFLOAD_FRAME_LOADER_H
