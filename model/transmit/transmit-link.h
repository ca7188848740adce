/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_TRANSMIT_LINK_H
#define OFFLOAD_TRANSMIT_LINK_H

#include "ns3/cpu-operation.h"

#include <cstdint>

namespace ns3
{

/**
 * @ingroup offload
 * What sending depends on the kind of link for. A link of a new kind is a class of its own.
 */
class TransmitLink
{
  public:
    virtual ~TransmitLink() = default;

    /**
     * @return whether the NIC segments super-packets; false if the link takes them whole
     */
    virtual bool SegmentsInNic() const = 0;

    /**
     * @return whether a packet is done as soon as the link has it, and no interrupt tells so
     */
    virtual bool CompletesAtOnce() const = 0;

    /**
     * Charge what gives packets to the link.
     *
     * @param packets number of packets
     * @param pages pages of memory that their payload fills
     * @param isMapped whether those pages lie beside the packets' heads, and are mapped for DMA
     * @param [in,out] work is charged
     */
    virtual void ChargeTransmit(uint32_t packets,
                                uint32_t pages,
                                bool isMapped,
                                Work& work) const = 0;
};

} // namespace ns3

#endif // OFFLOAD_TRANSMIT_LINK_H
