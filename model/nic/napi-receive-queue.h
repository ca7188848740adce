/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_NAPI_RECEIVE_QUEUE_H
#define OFFLOAD_NAPI_RECEIVE_QUEUE_H

#include "ns3/receive-queue.h"

namespace ns3
{

/**
 * @ingroup offload
 * A receive queue whose driver polls: NAPI.
 *
 * The interrupt makes the core poll. A poll ends when the ring is empty, in which case the
 * interrupt is unmasked, or when its weight is used up, in which case the core polls again in its
 * turn.
 */
class NapiReceiveQueue : public ReceiveQueue
{
  public:
    using ReceiveQueue::ReceiveQueue;

  protected:
    void HandleInterrupt() override;

  private:
    Answer NextPiece(Piece& piece) override;

    bool m_isPolling{false};  //!< a poll has begun
    bool m_hasFlushed{false}; //!< the hook was told that this poll ends
    uint32_t m_pollFrames{0}; //!< frames that the current poll has taken
};

} // namespace ns3

#endif // OFFLOAD_NAPI_RECEIVE_QUEUE_H
