/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_IP_FRAGMENT_H
#define OFFLOAD_IP_FRAGMENT_H

#include "ns3/received-packet.h"

#include <cstdint>

namespace ns3::offload
{

/**
 * @ingroup offload
 * What a packet is of a datagram.
 */
enum class FragmentPlace : uint8_t
{
    WHOLE, //!< all of it
    INNER, //!< a fragment with others behind it
    LAST,  //!< the last fragment
};

/**
 * @ingroup offload
 * @param arrival a packet as it came
 * @return what it is of a datagram
 */
FragmentPlace FindFragmentPlace(const Arrival& arrival);

} // namespace ns3::offload

#endif // OFFLOAD_IP_FRAGMENT_H
