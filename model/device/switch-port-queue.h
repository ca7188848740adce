/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_SWITCH_PORT_QUEUE_H
#define OFFLOAD_SWITCH_PORT_QUEUE_H

#include "ns3/drop-tail-queue.h"
#include "ns3/packet.h"
#include "ns3/traced-callback.h"

#include <cstdint>

namespace ns3
{

/**
 * @ingroup offload
 * The queue of a switch's port: a limit and a threshold for ECN, both in bytes (DCTCP's switch). A
 * frame that comes is marked if the queue, with it, has more bytes than the threshold; frames that
 * are not ECN-capable pass unmarked. The frame on the wire does not count; bytes are those that the
 * stock device has queued, 2 more than the IP packet.
 *
 * In place of ns3::RedQueueDisc, which takes thresholds of 0 for thresholds of its own choice,
 * drops what is not ECN-capable, and does not see the packets that wait below it, in the device.
 */
class SwitchPortQueue : public DropTailQueue<Packet>
{
  public:
    /**
     * @brief Get the type ID.
     * @return the object TypeId
     */
    static TypeId GetTypeId();

    /// @param frame a frame, from its PPP header @return whether it has found room
    bool Enqueue(Ptr<Packet> frame) override;

    /**
     * @return frames that were marked so far
     */
    uint64_t GetMarks() const;

  private:
    uint32_t m_threshold; //!< attribute, bytes
    uint64_t m_marks{0};  //!< frames that were marked

    TracedCallback<Ptr<const Packet>> m_markTrace; //!< frames that are marked
};

} // namespace ns3

#endif // OFFLOAD_SWITCH_PORT_QUEUE_H
