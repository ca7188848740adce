/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_VECTOR_LRO_DRIVER_H
#define OFFLOAD_VECTOR_LRO_DRIVER_H

#include "engine/lro-locator.h"
#include "vector-pcap.h"

#include "ns3/offload-frame.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/**
 * @file
 * @ingroup offload-test
 * The driver under which the 2007 LRO was recorded: its handling of VLAN tags, its header locators
 * and its receive pages.
 */

namespace ns3::offload::vectors
{

/// What the driver does with 802.1Q tags.
enum class VlanMode : uint8_t
{
    NONE,            //!< nothing: a tag stays where it is
    INBAND,          //!< the same, on frames that have one
    HWACCEL,         //!< the NIC takes the four bytes out
    HWACCEL_EXTRACT, //!< the same, but the Ethernet type stays 0x8100
};

/// A frame after the NIC: perhaps without its tag.
struct NicFrame
{
    Bytes bytes;                 //!< what reaches memory
    std::optional<uint16_t> tci; //!< the tag, if it was taken out
};

/**
 * @param bytes a frame as on the wire
 * @param mode what to do with a tag
 * @return the frame as it reaches memory
 */
NicFrame ReceiveByNic(const Bytes& bytes, VlanMode mode);

/// How careful the driver's header locator is.
enum class LocatorKind : uint8_t
{
    BASIC,        //!< IPv4 by Ethernet type and TCP by protocol number; nothing else is asked
    STRICT,       //!< the whole TCP header must be there, unfragmented
    STRICT_CSUM,  //!< and its checksums right
    STRICT_FLAGS, //!< as STRICT, but IPv4 without TCP is located as just that
};

/// Whether the checksums in the bytes of a frame are right; nothing where that cannot be judged.
struct ChecksumVerdict
{
    std::optional<bool> ip;  //!< of the IPv4 header
    std::optional<bool> tcp; //!< of an unfragmented TCP segment over IPv4
};

/**
 * @param bytes a frame
 * @param tagLocation where its tag would be
 * @return what its checksums are
 */
ChecksumVerdict JudgeChecksums(const Bytes& bytes, TagLocation tagLocation);

/// The driver's header locator. It finds the bytes of a frame by the frame's cookie.
class RecordedLocator : public LroLocator
{
  public:
    /**
     * @param kind how careful it is
     * @param tagLocation where tags are
     * @param frames all frames of the case, by cookie; must outlive the locator
     */
    RecordedLocator(LocatorKind kind, TagLocation tagLocation, const std::vector<NicFrame>& frames);

    std::optional<HeaderLocation> LocateInSkb(const Frame& frame) override;
    std::optional<HeaderLocation> LocateInFrag(const Frame& frame) override;
    bool ReadsOnlyHeaders() const override;

    /// @param frame a frame @return where IPv4 and TCP headers are by the plainest reading
    std::optional<HeaderLocation> LocateBasic(const Frame& frame) const;

  private:
    const LocatorKind m_kind;              //!< how careful
    const TagLocation m_tagLocation;       //!< where tags are
    const std::vector<NicFrame>& m_frames; //!< by cookie
};

/// Receive pages, cut into buffers of one size.
class PageAllocator
{
  public:
    /**
     * @param pageSize bytes of a page
     * @param bufferSize bytes of a buffer; at most pageSize
     * @param firstSplit if not 0: bytes that the first buffer of a frame takes at most
     */
    PageAllocator(uint32_t pageSize, uint32_t bufferSize, uint32_t firstSplit);

    /**
     * Make a frame in page mode: as many whole buffers as it needs, one frag each.
     * @param frame the frame to fill; was empty
     * @param bytes the whole frame
     * @param frameIndex its number, which also becomes the cookie
     */
    void Fill(Frame& frame, const Bytes& bytes, uint32_t frameIndex);

  private:
    /// @return the page of the next buffer
    uint32_t NextBufferPage();

    const uint32_t m_buffersPerPage; //!< whole buffers
    const uint32_t m_bufferSize;     //!< bytes
    const uint32_t m_firstSplit;     //!< bytes, 0: no split
    uint32_t m_buffersTaken{0};      //!< since the beginning
};

} // namespace ns3::offload::vectors

#endif // OFFLOAD_VECTOR_LRO_DRIVER_H
