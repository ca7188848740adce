/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_TRANSMIT_FRAME_QUEUE_H
#define OFFLOAD_TRANSMIT_FRAME_QUEUE_H

#include "ns3/drop-tail-queue.h"
#include "ns3/packet.h"

namespace ns3
{

/**
 * @ingroup offload
 * The frames in a NIC's transmit ring that the wire has not begun, where ns-3's tools look for
 * them: attribute TxQueue of the stock device.
 *
 * The ring bounds it, by descriptors, so it has no size of its own. What finds the ring full is
 * dropped here, so that it shows in the traces of queue and device.
 */
class TransmitFrameQueue : public DropTailQueue<Packet>
{
  public:
    /**
     * @brief Get the type ID.
     * @return the object TypeId
     */
    static TypeId GetTypeId();

    /// @param packet a packet @return whether it has found room
    bool Enqueue(Ptr<Packet> packet) override;

    /**
     * @param isRefusing whether packets are dropped from now on, for the ring is full
     */
    void SetRefusing(bool isRefusing);

  protected:
    /// Connect the traces that the device asks for.
    void NotifyConstructionCompleted() override;

  private:
    bool m_isRefusing{false}; //!< the ring is full
};

} // namespace ns3

#endif // OFFLOAD_TRANSMIT_FRAME_QUEUE_H
