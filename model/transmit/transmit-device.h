/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_TRANSMIT_DEVICE_H
#define OFFLOAD_TRANSMIT_DEVICE_H

#include "ns3/nic-features.h"
#include "ns3/object.h"
#include "ns3/transmit-tag.h"

#include <cstdint>

namespace ns3
{

class WideMtu;
class Work;
struct TransmitSettings;

/**
 * @ingroup offload
 * A NIC, as those see it who send through it: the interception below TCP and UDP, and the queue
 * disc that segments. Aggregated to the NetDevice, `device->GetObject<TransmitDevice>()` finds it.
 */
class TransmitDevice : public Object
{
  public:
    /**
     * @brief Get the type ID.
     * @return the object TypeId
     */
    static TypeId GetTypeId();

    TransmitDevice();
    ~TransmitDevice() override;

    /**
     * @return its limits
     */
    virtual const TransmitSettings& GetTransmitSettings() const = 0;

    /**
     * @return its features, as `ethtool -k` lists them
     */
    virtual const NicFeatures& GetFeatures() const = 0;

    /**
     * @return the MTU of the link, bytes of IP packet, whoever has a licence for more
     */
    virtual uint32_t GetLinkMtu() const = 0;

    /**
     * Charge what takes a packet from the queue disc to the wire.
     *
     * @param fields of its TransmitTag
     * @param [in,out] work is charged
     */
    virtual void AddTransmitWork(const TransmitTag::Fields& fields, Work& work) const = 0;

    /**
     * @param fields of the TransmitTag of a super-packet
     * @return whether NIC and link take it as it is, and the driver has nothing to segment
     */
    virtual bool IsSegmentedByNic(const TransmitTag::Fields& fields) const = 0;

    /**
     * @return the licence for super-packets longer than its MTU
     */
    virtual WideMtu& GetWideMtu() = 0;

    /**
     * @return whether TCP may hand it super-packets
     */
    bool CanTakeSuperPackets() const;
};

} // namespace ns3

#endif // OFFLOAD_TRANSMIT_DEVICE_H
