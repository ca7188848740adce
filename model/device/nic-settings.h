/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_NIC_SETTINGS_H
#define OFFLOAD_NIC_SETTINGS_H

#include "ns3/dma-settings.h"
#include "ns3/receive-settings.h"
#include "ns3/transmit-settings.h"
#include "ns3/type-id.h"

#include <cstdint>
#include <string>

namespace ns3
{

/**
 * @ingroup offload
 * What a NIC is told; attributes of its device.
 *
 * A new setting of the receive side is a field of ReceiveSettings, one of the transmit side of
 * TransmitSettings; what both sides or neither of them look at is here.
 */
struct NicSettings : ReceiveSettings, TransmitSettings, DmaSettings
{
    uint16_t maxMtu;              //!< MaxMtu: largest MTU that the NIC can be given, bytes
    uint16_t vlanId;              //!< VlanId: VLAN that frames are sent in; 0 for none
    bool chargeTrueSize;          //!< ChargeTrueSize: memory is charged to the receive buffer
    bool forceLro;                //!< ForceLro: LRO stays on where the node forwards
    std::string tcpOffloadEngine; //!< TcpOffloadEngine: profile of the NIC's processor, or empty

    static constexpr uint16_t MIN_MTU = 68; //!< smallest that IPv4 allows (RFC 791), bytes

    /**
     * @param tid TypeId of a device that has this as a base
     * @param defaultMaxMtu default of attribute MaxMtu, bytes of IP packet
     * @return the TypeId with the attributes added
     */
    static TypeId AddAttributes(TypeId tid, uint16_t defaultMaxMtu);
};

} // namespace ns3

#endif // OFFLOAD_NIC_SETTINGS_H
