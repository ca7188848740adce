/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_RECEIVE_POINT_H
#define OFFLOAD_RECEIVE_POINT_H

#include <cstdint>

namespace ns3
{

/**
 * @ingroup offload
 * Where a received frame is from now on, in the order of its way. With NAPI it never is in a
 * backlog; a loopback device has no ring, its packets come to the backlog.
 */
enum class ReceivePoint : uint8_t
{
    RING,    //!< in the receive ring, or held by the NIC's LRO or GRO
    DRIVER,  //!< with the driver and its receive hook, which may hold it
    BACKLOG, //!< in the backlog of a core
    SOFTIRQ, //!< out of the backlog, on its way through IP and TCP or UDP
    STACK, //!< with the stack, which has paid for it: the socket has it, unless a gap is before it
};

} // namespace ns3

#endif // OFFLOAD_RECEIVE_POINT_H
