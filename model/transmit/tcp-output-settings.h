/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_TCP_OUTPUT_SETTINGS_H
#define OFFLOAD_TCP_OUTPUT_SETTINGS_H

#include "ns3/type-id.h"

#include <cstdint>

namespace ns3
{

/**
 * @ingroup offload
 * What a host's kernel lets TCP and UDP hand to IP: attributes of TransmitInterceptor, which has
 * these settings as a public base.
 */
struct TcpOutputSettings
{
    uint32_t limitOutputBytes{1048576}; //!< attribute LimitOutputBytes; 0: no TCP small queues
    uint32_t pacingShift{10};           //!< attribute PacingShift; 0: no autosizing
    uint32_t minTsoSegs{2};             //!< attribute MinTsoSegs: autosizing does not go below
    uint32_t tsoRttLog{9};        //!< attribute TsoRttLog: near peers get larger super-packets
    uint32_t tsoWinDivisor{0};    //!< attribute TsoWinDivisor; 0: no deferral
    bool linuxHystart{true};      //!< attribute LinuxHystart
    bool largeSegments{false};    //!< attribute LargeSegments
    bool udpFragmentGso{false};   //!< attribute UdpFragmentGso
    uint32_t wmemDefault{212992}; //!< attribute WmemDefault, bytes of a UDP socket's send buffer

    /**
     * Add the attributes to the TypeId of a class that has these settings as a public base.
     *
     * @param tid the TypeId
     * @return the same
     */
    static TypeId AddAttributes(TypeId tid);
};

} // namespace ns3

#endif // OFFLOAD_TCP_OUTPUT_SETTINGS_H
