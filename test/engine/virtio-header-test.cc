/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

/**
 * @file
 * @ingroup offload-test
 * The rule of virtio headers, as a TAP device reads them:
 * - each fault has a name of its own.
 */

#include "../vector-virtio.h"

#include <boost/test/unit_test.hpp>
#include <iterator>

using namespace ns3::offload;
using vectors::VirtioFault;
using vectors::VirtioHeader;

BOOST_AUTO_TEST_SUITE(VirtioHeaders)

BOOST_AUTO_TEST_CASE(FaultsOfVirtioHeaders)
{
    const VirtioHeader good{1, VirtioHeader::GSO_TCPV4, 54, 100, 34, 16};
    const VirtioHeader udp{1, VirtioHeader::GSO_UDP_L4, 42, 100, 34, 6};
    const uint32_t length = 1000;
    BOOST_CHECK(vectors::FindFault(good, length) == VirtioFault::NONE);
    BOOST_CHECK(vectors::FindFault(udp, length) == VirtioFault::NONE);

    /// One field changed, and what must come of it.
    struct Mutation
    {
        VirtioFault fault;                    //!< expected
        const VirtioHeader& from;             //!< what is changed
        void (*change)(VirtioHeader& header); //!< how
    };

    const Mutation mutations[] = {
        {VirtioFault::HEADER_BEYOND_FRAME, good, [](VirtioHeader& h) { h.headerLength = 1001; }},
        {VirtioFault::HEADER_BEYOND_FRAME, good, [](VirtioHeader& h) { h.csumStart = 983; }},
        {VirtioFault::NONE, good, [](VirtioHeader& h) { h.headerLength = 0; }},
        {VirtioFault::NO_LINK_HEADER,
         good,
         [](VirtioHeader& h) {
             h.flags = 0;
             h.headerLength = 13;
         }},
        {VirtioFault::UNKNOWN_TYPE, good, [](VirtioHeader& h) { h.gsoType = 2; }},
        {VirtioFault::UNKNOWN_TYPE, good, [](VirtioHeader& h) { h.gsoType = 0x80; }},
        {VirtioFault::NO_SEGMENT_SIZE, good, [](VirtioHeader& h) { h.gsoSize = 0; }},
        {VirtioFault::TRANSPORT_BEYOND_FRAME, good, [](VirtioHeader& h) { h.csumStart = 981; }},
        {VirtioFault::TRANSPORT_WITHIN_NETWORK, good, [](VirtioHeader& h) { h.csumStart = 19; }},
        {VirtioFault::TRANSPORT_WITHIN_NETWORK, good, [](VirtioHeader& h) { h.gsoType = 4; }},
        {VirtioFault::CHECKSUM_OFFSET, good, [](VirtioHeader& h) { h.csumOffset = 6; }},
        {VirtioFault::CHECKSUM_OFFSET, udp, [](VirtioHeader& h) { h.csumOffset = 16; }},
        {VirtioFault::UDP_WITHOUT_CHECKSUM, udp, [](VirtioHeader& h) { h.flags = 0; }},
        {VirtioFault::TOO_MANY_DATAGRAMS, udp, [](VirtioHeader& h) { h.gsoSize = 7; }},
        {VirtioFault::UDP_WITH_ECN, udp, [](VirtioHeader& h) { h.gsoType = 0x85; }},
        {VirtioFault::RESERVED_SIZE, good, [](VirtioHeader& h) { h.gsoSize = 65535; }},
    };
    for (std::size_t i = 0; i < std::size(mutations); ++i)
    {
        VirtioHeader header = mutations[i].from;
        mutations[i].change(header);
        const VirtioFault fault = vectors::FindFault(header, length);
        BOOST_CHECK_MESSAGE(fault == mutations[i].fault,
                            "mutation " << i << ": fault " << static_cast<int>(fault));
    }
}

BOOST_AUTO_TEST_SUITE_END()
