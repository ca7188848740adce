/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_DMA_SETTINGS_H
#define OFFLOAD_DMA_SETTINGS_H

#include "ns3/data-rate.h"
#include "ns3/type-id.h"

#include <cstdint>

namespace ns3
{

/**
 * @ingroup offload
 * How fast a NIC moves frames between its FIFOs and the host's memory, over PCIe; attributes of its
 * device. A rate of 0 is no limit.
 */
struct DmaSettings
{
    DataRate rxDmaRate;          //!< RxDmaRate: of received frames
    uint64_t rxDmaDescriptors{}; //!< RxDmaDescriptors: a second
    DataRate txDmaRate;          //!< TxDmaRate: of transmitted frames
    uint64_t txDmaDescriptors{}; //!< TxDmaDescriptors: a second
    uint32_t rxFifo{};           //!< RxFifo: bytes

    /**
     * @param tid TypeId of a device that has this as a base
     * @return the TypeId with the attributes added
     */
    static TypeId AddAttributes(TypeId tid);
};

} // namespace ns3

#endif // OFFLOAD_DMA_SETTINGS_H
