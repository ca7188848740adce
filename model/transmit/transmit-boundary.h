/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_TRANSMIT_BOUNDARY_H
#define OFFLOAD_TRANSMIT_BOUNDARY_H

#include <cstdint>
#include <ostream>

namespace ns3
{

/**
 * @ingroup offload
 * Why a super-packet ends, or NONE if the next segment joins it.
 */
enum class TransmitBoundary : uint8_t
{
    NONE,           //!< the next segment joins
    NO_MORE,        //!< there is no next segment yet
    FULL,           //!< it has as many segments as it may have
    NOT_CONTIGUOUS, //!< the next segment does not follow in sequence
    SHORT_BEFORE,   //!< its last segment is not full, so it is the last
    LONGER,         //!< the next segment is longer than those before it
    FLAGS,          //!< flags that only a first or last segment may have, or others than before
    OPTIONS,        //!< other options than before, timestamps' values apart
    IP_FIELDS,      //!< other DSCP or ECN
    RETRANSMISSION, //!< one of the two is a retransmission, the other not
    COUNT           //!< number of boundaries
};

/**
 * @param boundary a boundary
 * @return a few words for a person
 */
const char* ToString(TransmitBoundary boundary);

/**
 * @param os where to
 * @param boundary a boundary
 * @return os
 */
std::ostream& operator<<(std::ostream& os, TransmitBoundary boundary);

} // namespace ns3

#endif // OFFLOAD_TRANSMIT_BOUNDARY_H
