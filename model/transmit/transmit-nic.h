/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_TRANSMIT_NIC_H
#define OFFLOAD_TRANSMIT_NIC_H

#include "ns3/host-cpu.h"
#include "ns3/nic-features.h"
#include "ns3/transmit-departure.h"
#include "ns3/transmit-link.h"
#include "ns3/transmit-settings.h"

#include <cstdint>
#include <functional>

namespace ns3
{

/**
 * @ingroup offload
 * A NIC and its host, as the NIC's transmit queues see them. Settings, features and link belong to
 * the device; they are read where they are used, and outlive the queues.
 */
struct TransmitNic
{
    const TransmitSettings& settings; //!< attributes
    const NicFeatures& features;      //!< as they are in force now
    const TransmitLink& link;         //!< what it is connected to
    Ptr<HostCpu> cpu;                 //!< who pays
    CoreContext defaultContext;       //!< where, if nothing is going on

    std::function<void(const Departure& frame)> toWire;        //!< gives a frame to the wire
    std::function<void(uint32_t queue)> completed;             //!< a packet of a queue is done
    std::function<void(const TransmitTag::Fields&)> reclaimed; //!< the driver has a packet back

    /**
     * @param fields of the TransmitTag of a super-packet
     * @return whether NIC and link take it as it is
     */
    bool Segments(const TransmitTag::Fields& fields) const;

    /**
     * Charge what takes a packet from the queue disc to the wire.
     *
     * @param fields of its TransmitTag
     * @param [in,out] work is charged
     */
    void AddWork(const TransmitTag::Fields& fields, Work& work) const;
};

} // namespace ns3

#endif // OFFLOAD_TRANSMIT_NIC_H
