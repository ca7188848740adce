/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_TRANSMIT_SETTINGS_H
#define OFFLOAD_TRANSMIT_SETTINGS_H

#include "ns3/type-id.h"

#include <cstdint>

namespace ns3
{

/**
 * @ingroup offload
 * The transmit side of a NIC as its attributes say, in the terms of `ethtool -g` and `ip link`.
 *
 * A public base of every NIC: ns-3's attributes set these members in place.
 */
struct TransmitSettings
{
    uint32_t txRing{512};       //!< attribute TxRing, descriptors
    uint32_t gsoMaxSize{65535}; //!< attribute GsoMaxSize, bytes of IP packet
    uint32_t gsoMaxSegs{65535}; //!< attribute GsoMaxSegs
    uint32_t tsoMaxSize{65535}; //!< attribute TsoMaxSize, bytes of payload
    uint32_t tsoMaxSegs{65535}; //!< attribute TsoMaxSegs

    /**
     * Add the attributes to the TypeId of a class that has these settings as a public base.
     *
     * @param tid the TypeId
     * @return the same
     */
    static TypeId AddAttributes(TypeId tid);
};

} // namespace ns3

#endif // OFFLOAD_TRANSMIT_SETTINGS_H
