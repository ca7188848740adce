/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_LRO_LOCATOR_H
#define OFFLOAD_LRO_LOCATOR_H

#include "engine/header-view.h"

#include "ns3/offload-frame.h"

#include <cstdint>
#include <optional>

/**
 * @file
 * @ingroup offload
 * How a driver tells LRO where the headers are.
 */

namespace ns3::offload
{

/**
 * @ingroup offload
 * Header positions, with the protocols that stand there: what get_skb_header and get_frag_header
 * answer. Offsets in bytes from the beginning of the frame.
 */
struct HeaderLocation
{
    static constexpr uint32_t IPV4 = 1; //!< LRO_IPV4
    static constexpr uint32_t TCP = 2;  //!< LRO_TCP
    static constexpr uint32_t IPV6 = 4; //!< IPv6; no merge rule yet, such frames pass
    static constexpr uint32_t UDP = 8;  //!< UDP; no merge rule yet, such frames pass

    uint16_t networkOffset{0};   //!< of the IP header
    uint16_t transportOffset{0}; //!< of the TCP or UDP header
    uint32_t flags{0};           //!< kinds of the two headers

    /**
     * @param view a parsed frame
     * @return its location, or nothing unless all of a TCP or UDP header was found
     */
    static std::optional<HeaderLocation> Of(const HeaderView& view);
};

/**
 * @ingroup offload
 * The driver's header locator.
 *
 * LRO believes it: a fragment or a bad checksum that the locator lets through is merged like any
 * other frame. A driver normally implements one of the two functions.
 */
class LroLocator
{
  public:
    virtual ~LroLocator() = default;

    /**
     * skb mode.
     * @param frame the frame
     * @return where its headers are; nothing if it is not for LRO
     */
    virtual std::optional<HeaderLocation> LocateInSkb(const Frame& frame) = 0;

    /**
     * Page mode: only the first fragment can be looked at.
     * @param frame the frame; its head holds (the beginning of) the first fragment
     * @return where its headers are; nothing if it is not for LRO
     */
    virtual std::optional<HeaderLocation> LocateInFrag(const Frame& frame) = 0;

    /**
     * Whether the answer follows from the headers, as far as they say what they are and how long,
     * and from the length of the frame. Then frames are located alike that have the same of these,
     * and LRO need not ask for each.
     * @return false unless a locator says so
     */
    virtual bool ReadsOnlyHeaders() const
    {
        return false;
    }
};

/**
 * @ingroup offload
 * A locator that parses the frame, for drivers whose NIC does not: it accepts well-formed,
 * unfragmented TCP and UDP.
 */
class ParsingLroLocator : public LroLocator
{
  public:
    /// @param tagLocation where the NIC leaves VLAN tags
    explicit ParsingLroLocator(TagLocation tagLocation = TagLocation::IN_BAND);

    std::optional<HeaderLocation> LocateInSkb(const Frame& frame) override;
    std::optional<HeaderLocation> LocateInFrag(const Frame& frame) override;
    bool ReadsOnlyHeaders() const override;

  private:
    const TagLocation m_tagLocation; //!< where tags are
};

} // namespace ns3::offload

#endif // OFFLOAD_LRO_LOCATOR_H
