/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_LINUX_TCP_DEFAULTS_H
#define OFFLOAD_LINUX_TCP_DEFAULTS_H

#include <cstdint>

namespace ns3
{

/**
 * @ingroup offload
 * Give TCP the defaults of Linux, where those of ns-3 are others: segments that fill the MTU, a
 * least retransmission timeout of 200 ms (ns-3: 1 s), ACKs delayed by 40 ms (200 ms), and buffers
 * for 10 Gb/s. For the sockets that are made from now on.
 *
 * @param mtu bytes of IP packet
 * @param isIpv6 segments are carried by IPv6
 */
void SetLinuxTcpDefaults(uint32_t mtu = 1500, bool isIpv6 = false);

/**
 * @ingroup offload
 * Let TCP work in super-packets: its segments are as many segments of the link as 64 KB hold, and
 * GSO or the NIC makes those of them (attribute LargeSegments of TransmitInterceptor). The same
 * frames and the same costs with a fraction of the work, but an approximation: the window opens and
 * closes by super-packets, begins with two of them, and TCP sends a whole one again. For transfers
 * without loss, with buffers of many super-packets; for the sockets that are made from now on.
 *
 * @param mtu bytes of IP packet
 * @param isIpv6 segments are carried by IPv6
 */
void SetLargeSegments(uint32_t mtu = 1500, bool isIpv6 = false);

} // namespace ns3

#endif // OFFLOAD_LINUX_TCP_DEFAULTS_H
