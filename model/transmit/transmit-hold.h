/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_TRANSMIT_HOLD_H
#define OFFLOAD_TRANSMIT_HOLD_H

#include <cstdint>
#include <ostream>

namespace ns3
{

/**
 * @ingroup offload
 * What keeps the segments that TCP has sent from going on to IP, or NONE.
 */
enum class TransmitHold : uint8_t
{
    NONE,        //!< a super-packet goes
    EMPTY,       //!< there is nothing
    DEFERRED,    //!< more will come soon: it pays to wait (tcp_tso_should_defer)
    SMALL_QUEUE, //!< enough of this connection lies below TCP already (tcp_small_queue_check)
    COUNT        //!< number of holds
};

/**
 * @param hold a hold
 * @return a few words for a person
 */
const char* ToString(TransmitHold hold);

/**
 * @param os where to
 * @param hold a hold
 * @return os
 */
std::ostream& operator<<(std::ostream& os, TransmitHold hold);

} // namespace ns3

#endif // OFFLOAD_TRANSMIT_HOLD_H
