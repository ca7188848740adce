/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_HEADER_VIEW_H
#define OFFLOAD_HEADER_VIEW_H

#include "engine/header-fields.h"

#include "ns3/offload-enum.h"

#include <cstdint>

/**
 * @file
 * @ingroup offload
 * The one parser of frames.
 */

namespace ns3::offload
{

/**
 * @ingroup offload
 * What stopped a parse before the end of the transport header, or OK.
 *
 * Listed in the order of the checks. What was found before the check that failed is in the
 * HeaderView all the same.
 */
enum class ParseOutcome : uint8_t
{
    OK,                    //!< a complete TCP or UDP header, unfragmented
    ETHERNET_TRUNCATED,    //!< fewer than 14 bytes, or a truncated tag
    NOT_IP,                //!< another Ethernet type
    IP_TRUNCATED,          //!< the fixed IP header is not in the frame
    IP_VERSION,            //!< version contradicts the Ethernet type
    IP_HEADER_LENGTH,      //!< IPv4: ihl below 5
    IP_HEADER_TRUNCATED,   //!< options or extension headers reach beyond the bytes given
    IP_TOTAL_LENGTH_SHORT, //!< the datagram claims to end within its own headers
    IP_TOTAL_LENGTH_LONG,  //!< the datagram claims to be longer than the frame
    FRAGMENT,              //!< a fragment, the first one included
    NOT_TCP_OR_UDP,        //!< another protocol
    TRANSPORT_TRUNCATED,   //!< the fixed transport header ends beyond datagram or bytes given
    TCP_DATA_OFFSET,       //!< doff below 5
    TCP_OPTIONS_TRUNCATED, //!< TCP options end beyond datagram or bytes given
    UDP_LENGTH,            //!< UDP length below 8 or beyond the datagram
    COUNT                  //!< number of outcomes
};

/**
 * @param outcome an outcome
 * @return its texts
 */
const EnumText<ParseOutcome>& TextOf(ParseOutcome outcome);

/// Which network header was located.
enum class NetworkKind : uint8_t
{
    NONE, //!< none
    IPV4, //!< IPv4, the 20 fixed bytes readable
    IPV6, //!< IPv6, the 40 fixed bytes readable
};

/// Which transport the network header names.
enum class TransportKind : uint8_t
{
    NONE,  //!< not known
    TCP,   //!< TCP
    UDP,   //!< UDP
    DCCP,  //!< DCCP; it is located, and not looked into
    OTHER, //!< another protocol
};

/// Where the parser is to expect an 802.1Q tag.
enum class TagLocation : uint8_t
{
    IN_BAND, //!< in the bytes, after type 0x8100
    /// The NIC removed the four bytes. It may have left type 0x8100 directly before the IP header;
    /// then the version in the IP header says whether it is IPv4 or IPv6.
    EXTRACTED,
};

/**
 * @ingroup offload
 * Where the headers of a frame are, found once for all that need them.
 *
 * The view keeps offsets, not pointers: it stays valid when the frame moves. All offsets and
 * lengths are in bytes from the first byte of the link header. No byte is read that is not there,
 * whatever the fields claim.
 *
 * It does not check checksums, addresses or the content of options, and looks at one tag only.
 */
struct HeaderView
{
    ParseOutcome outcome{ParseOutcome::ETHERNET_TRUNCATED}; //!< what stopped the parse
    NetworkKind network{NetworkKind::NONE};                 //!< what is at networkOffset
    TransportKind transport{TransportKind::NONE};           //!< what the network header names
    bool hasTag{false};                                     //!< an in-band tag was passed; see tci
    bool isFragment{false};    //!< IPv4 or IPv6 fragment, the first one included
    uint16_t tci{0};           //!< tag control information of the in-band tag
    uint16_t etherType{0};     //!< after an in-band tag, if any
    uint16_t networkOffset{0}; //!< first byte after the link header; valid from NOT_IP on
    uint16_t transportOffset{
        0}; //!< where ihl or the extension headers say that the transport begins,
            //!< even if that is not in the frame; valid if network is not NONE
    uint16_t payloadOffset{0}; //!< first payload byte; valid if outcome is OK
    uint32_t datagramEnd{0};   //!< end of the IP datagram as its length field claims; valid if
                               //!< network is not NONE
    uint32_t payloadLength{0}; //!< bytes of transport payload; valid if outcome is OK

    /// @return whether a TCP header is there in full
    bool IsTcp() const
    {
        return outcome == ParseOutcome::OK && transport == TransportKind::TCP;
    }

    /// @return whether a UDP header is there in full
    bool IsUdp() const
    {
        return outcome == ParseOutcome::OK && transport == TransportKind::UDP;
    }

    /**
     * Locate the headers of a frame.
     * @param bytes the beginning of the frame, from the destination MAC address
     * @param available how many bytes may be read there
     * @param frameLength bytes of the whole frame; the rest may be out of reach. A value below
     * available is taken as available
     * @param tagLocation where a VLAN tag would be
     * @return the view; never fails otherwise than by its outcome
     */
    static HeaderView Parse(const uint8_t* bytes,
                            uint32_t available,
                            uint32_t frameLength,
                            TagLocation tagLocation = TagLocation::IN_BAND);
};

} // namespace ns3::offload

#endif // OFFLOAD_HEADER_VIEW_H
