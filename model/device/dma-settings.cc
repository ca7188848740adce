/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/dma-settings.h"

#include "ns3/attribute-use.h"
#include "ns3/object-base.h"
#include "ns3/uinteger.h"

namespace ns3
{

TypeId
DmaSettings::AddAttributes(TypeId tid)
{
    constexpr uint64_t MOST = 1000000000000; // descriptors a second: one each picosecond
    return tid
        .AddAttribute("RxDmaRate",
                      "Rate at which the NIC writes received frames to the host's memory, as "
                      "6.5GB/s; 0 for no limit.",
                      DataRateValue(DataRate(0)),
                      MakeCheckedAccessor(AttributeUse::DMA,
                                          "RxDmaRate",
                                          MakeDataRateAccessor(&DmaSettings::rxDmaRate)),
                      MakeDataRateChecker())
        .AddAttribute("RxDmaDescriptors",
                      "Receive descriptors a second, one for a frame; 0 for no limit.",
                      UintegerValue(0),
                      MakeCheckedAccessor(AttributeUse::DMA,
                                          "RxDmaDescriptors",
                                          MakeUintegerAccessor(&DmaSettings::rxDmaDescriptors)),
                      MakeUintegerChecker<uint64_t>(0, MOST))
        .AddAttribute(
            "RxFifo",
            "Bytes of received frames that wait for the DMA at most, if that has a limit; "
            "what comes beyond is dropped. The default is that of Intel's 82599.",
            UintegerValue(512 * 1024),
            MakeCheckedAccessor(AttributeUse::DMA,
                                "RxFifo",
                                MakeUintegerAccessor(&DmaSettings::rxFifo)),
            MakeUintegerChecker<uint32_t>(1))
        .AddAttribute("TxDmaRate",
                      "Rate at which the NIC reads frames from the host's memory; 0 for no limit.",
                      DataRateValue(DataRate(0)),
                      MakeCheckedAccessor(AttributeUse::DMA,
                                          "TxDmaRate",
                                          MakeDataRateAccessor(&DmaSettings::txDmaRate)),
                      MakeDataRateChecker())
        .AddAttribute("TxDmaDescriptors",
                      "Transmit descriptors a second, one for a packet whether the NIC segments it "
                      "or not; 0 for no limit.",
                      UintegerValue(0),
                      MakeCheckedAccessor(AttributeUse::DMA,
                                          "TxDmaDescriptors",
                                          MakeUintegerAccessor(&DmaSettings::txDmaDescriptors)),
                      MakeUintegerChecker<uint64_t>(0, MOST));
}

} // namespace ns3
