/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_NIC_DMA_H
#define OFFLOAD_NIC_DMA_H

#include "device/dma-engine.h"

#include "ns3/dma-settings.h"
#include "ns3/receive-statistics.h"
#include "ns3/received-packet.h"
#include "ns3/transmit-departure.h"

#include <functional>

namespace ns3
{

/**
 * @ingroup offload
 * Between a NIC and its host's memory: what the NIC receives waits in a FIFO for the DMA to the
 * ring, and is dropped where the FIFO has no room; what it transmits comes when the DMA has read
 * it, frame by frame. Both directions are apart, as PCIe has them.
 */
class NicDma
{
  public:
    /**
     * @param settings limits; read when they matter, outlive this object
     * @param toRing takes a frame that is in the host's memory
     * @param toWire takes a frame that is in the NIC
     */
    NicDma(const DmaSettings& settings,
           std::function<void(const Arrival&)> toRing,
           std::function<void(const Departure&)> toWire);

    /**
     * @return whether received frames have to go through Receive(), and may find no room
     */
    bool IsReceiveLimited() const
    {
        return m_receive.IsLimited();
    }

    /**
     * @param arrival a frame from the wire
     * @return whether the FIFO has no room for it
     */
    bool IsFull(const Arrival& arrival) const;

    /**
     * A frame comes from the wire.
     * @param arrival the frame
     * @return false if the FIFO had no room, and it is dropped
     */
    bool Receive(const Arrival& arrival);

    /**
     * A frame is to be sent.
     * @param departure the frame
     */
    void Transmit(const Departure& departure);

    /**
     * @param [in,out] statistics what the receive queues have counted; the FIFO's frames are added
     */
    void AddTo(ReceiveStatistics& statistics) const;

    /**
     * @return bytes of received frames that wait in the FIFO
     */
    uint64_t GetBytesWaiting() const;

    /// Do nothing any more. What was counted can still be read.
    void Stop();

  private:
    const DmaSettings& m_settings;                  //!< limits
    std::function<void(const Arrival&)> m_toRing;   //!< takes received frames
    std::function<void(const Departure&)> m_toWire; //!< takes frames to be sent
    DmaEngine m_receive;                            //!< to memory
    DmaEngine m_transmit;                           //!< from memory
    uint64_t m_drops{0};                            //!< frames that found no room
    uint64_t m_dropBytes{0};                        //!< their bytes
};

} // namespace ns3

#endif // OFFLOAD_NIC_DMA_H
