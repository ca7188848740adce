/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_RECEIVE_STATISTICS_H
#define OFFLOAD_RECEIVE_STATISTICS_H

#include <cstdint>
#include <iosfwd>
#include <string>
#include <utility>
#include <vector>

namespace ns3
{

/**
 * @ingroup offload
 * What a receive queue has counted. Frames and bytes are those of the link layer, header and VLAN
 * tag included.
 *
 * Law: bytes = bytesFifoErrors + bytesRingFull + bytesBacklogFull + bytesDelivered + bytes that
 * wait (NicDriver::GetBytesWaiting).
 */
struct ReceiveStatistics
{
    uint64_t frames{0};            //!< frames that came from the wire
    uint64_t bytes{0};             //!< their bytes
    uint64_t fifoErrors{0};        //!< frames dropped because the NIC's FIFO was full; of no queue
    uint64_t bytesFifoErrors{0};   //!< their bytes
    uint64_t framesRingFull{0};    //!< frames dropped because the ring was full
    uint64_t bytesRingFull{0};     //!< their bytes
    uint64_t framesBacklogFull{0}; //!< without NAPI: frames dropped at a full backlog queue
    uint64_t bytesBacklogFull{0};  //!< their bytes
    uint64_t framesDelivered{0};   //!< frames that the stack got, alone or merged
    uint64_t bytesDelivered{0};    //!< their bytes, as they were on the wire
    uint64_t deliveries{0};        //!< packets that the stack got
    uint64_t dataFrames{0};        //!< frames delivered that carried TCP payload
    uint64_t dataDeliveries{0};    //!< packets delivered that carried TCP payload
    uint64_t smallFrames{0};       //!< frames received apart, into the small-packet buffer
    uint64_t interrupts{0};        //!< interrupts taken
    uint64_t polls{0};             //!< calls of the poll function
    uint64_t pollsExhausted{0};    //!< of which used up their weight
    uint64_t flushTimers{0};       //!< expiries of the timer of gro_flush_timeout
    uint64_t trueSize{0};          //!< bytes of memory that delivered packets occupied
    uint64_t pollCycles{0};        //!< cycles of softirq: driver and hook of NAPI, and the way up

    /**
     * @param other what another queue has counted
     * @return the sum
     */
    ReceiveStatistics& operator+=(const ReceiveStatistics& other);

    /**
     * @return names and values of all fields
     */
    std::vector<std::pair<std::string, uint64_t>> List() const;
};

/**
 * @param os where to print
 * @param statistics what a queue has counted
 * @return os
 */
std::ostream& operator<<(std::ostream& os, const ReceiveStatistics& statistics);

} // namespace ns3

#endif // OFFLOAD_RECEIVE_STATISTICS_H
