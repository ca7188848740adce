/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_DMA_ENGINE_H
#define OFFLOAD_DMA_ENGINE_H

#include "ns3/data-rate.h"
#include "ns3/event-id.h"

#include <cstdint>
#include <deque>
#include <functional>

namespace ns3
{

/**
 * @ingroup offload
 * One direction of a NIC's DMA over PCIe: serves transfers one after the other, in order. Each
 * takes the time of its bytes or of its descriptors, whichever is longer; fractions of a time step
 * are carried on.
 */
class DmaEngine
{
  public:
    /**
     * @param rate bytes; 0 for no limit; read when a transfer begins, outlives this object
     * @param descriptors descriptors a second; 0 for no limit; likewise
     */
    DmaEngine(const DataRate& rate, const uint64_t& descriptors);

    ~DmaEngine();

    DmaEngine(const DmaEngine&) = delete;
    DmaEngine& operator=(const DmaEngine&) = delete;

    /**
     * @return whether transfers take time, or wait for one that does
     */
    bool IsLimited() const
    {
        return m_rate.GetBitRate() > 0 || m_descriptors > 0 || !m_transfers.empty();
    }

    /**
     * Begin a transfer when those before it are done.
     *
     * @param bytes its bytes
     * @param descriptors its descriptors
     * @param done called when it is done, as an event of its own
     */
    void Transfer(uint32_t bytes, uint32_t descriptors, std::function<void()> done);

    /**
     * @return bytes of transfers that are not done
     */
    uint64_t GetBytesWaiting() const;

    /**
     * @return number of transfers that are not done
     */
    uint64_t GetTransfersWaiting() const;

    /// Do nothing any more. What waits is forgotten, but stays counted.
    void Stop();

  private:
    /// Bytes to move.
    struct Transferring
    {
        uint32_t bytes;             //!< how many
        uint32_t descriptors;       //!< descriptors that describe them
        std::function<void()> done; //!< called when they are moved
    };

    /// Begin the oldest transfer.
    void Begin();

    /// The oldest transfer is done.
    void Finish();

    const DataRate& m_rate;               //!< bytes
    const uint64_t& m_descriptors;        //!< a second
    std::deque<Transferring> m_transfers; //!< that are not done, the oldest at work
    uint64_t m_bytes{0};                  //!< their bytes
    double m_late{0};                     //!< part of a time step by which the next one is late
    EventId m_event;                      //!< end of the oldest
};

} // namespace ns3

#endif // OFFLOAD_DMA_ENGINE_H
