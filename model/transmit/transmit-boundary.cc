/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/transmit-boundary.h"

namespace ns3
{

const char*
ToString(TransmitBoundary boundary)
{
    switch (boundary)
    {
    case TransmitBoundary::NONE:
        return "joins";
    case TransmitBoundary::NO_MORE:
        return "no more segments";
    case TransmitBoundary::FULL:
        return "full";
    case TransmitBoundary::NOT_CONTIGUOUS:
        return "not contiguous";
    case TransmitBoundary::SHORT_BEFORE:
        return "behind a short segment";
    case TransmitBoundary::LONGER:
        return "longer";
    case TransmitBoundary::FLAGS:
        return "flags";
    case TransmitBoundary::OPTIONS:
        return "options";
    case TransmitBoundary::IP_FIELDS:
        return "DSCP or ECN";
    case TransmitBoundary::RETRANSMISSION:
        return "retransmission";
    default:
        return "";
    }
}

std::ostream&
operator<<(std::ostream& os, TransmitBoundary boundary)
{
    return os << ToString(boundary);
}

} // namespace ns3
