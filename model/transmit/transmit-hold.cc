/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/transmit-hold.h"

namespace ns3
{

const char*
ToString(TransmitHold hold)
{
    switch (hold)
    {
    case TransmitHold::NONE:
        return "goes";
    case TransmitHold::EMPTY:
        return "empty";
    case TransmitHold::DEFERRED:
        return "deferred";
    case TransmitHold::SMALL_QUEUE:
        return "small queue is full";
    default:
        return "";
    }
}

std::ostream&
operator<<(std::ostream& os, TransmitHold hold)
{
    return os << ToString(hold);
}

} // namespace ns3
