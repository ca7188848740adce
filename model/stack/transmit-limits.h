/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_TRANSMIT_LIMITS_H
#define OFFLOAD_TRANSMIT_LIMITS_H

#include <cstdint>

namespace ns3
{

/**
 * @ingroup offload
 * What bounds super-packets of TCP and what lies below it: attributes of TransmitTap, and the
 * NIC's own limits.
 */
struct TransmitLimits
{
    uint32_t limitOutputBytes; //!< tcp_limit_output_bytes; 0: no TCP small queues
    uint32_t pacingShift;    //!< sk_pacing_shift: a super-packet lasts 2^-this s; 0: no autosizing
    uint32_t minTsoSegments; //!< tcp_min_tso_segs: autosizing does not go below
    uint32_t tsoRttLog;      //!< tcp_tso_rtt_log: near peers get larger super-packets
    uint32_t tsoWinDivisor;  //!< tcp_tso_win_divisor: share of the window to wait for; 0: none
};

} // namespace ns3

#endif // OFFLOAD_TRANSMIT_LIMITS_H
