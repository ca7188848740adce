/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_QUEUE_DISC_WATCH_H
#define OFFLOAD_QUEUE_DISC_WATCH_H

#include "ns3/queue-disc.h"
#include "ns3/transmit-interceptor.h"

namespace ns3
{

/**
 * @ingroup offload
 * Tells a host's interceptor what becomes of its packets in the queue disc of a NIC.
 */
class QueueDiscWatch
{
  public:
    /**
     * @param disc the root queue disc of a NIC, or null
     * @param interceptor who is told
     */
    QueueDiscWatch(Ptr<QueueDisc> disc, Ptr<TransmitInterceptor> interceptor);

    ~QueueDiscWatch();

    QueueDiscWatch(const QueueDiscWatch&) = delete;
    QueueDiscWatch& operator=(const QueueDiscWatch&) = delete;

    /**
     * @return whether there is a queue disc
     */
    bool HasDisc() const;

    /// Tell nothing any more.
    void Stop();

  private:
    /**
     * The queue disc has taken a packet.
     * @param item the packet
     */
    void HandleEnqueue(Ptr<const QueueDiscItem> item);

    /**
     * The queue disc has refused a packet.
     * @param item the packet
     * @param reason in its words
     */
    void HandleRefusal(Ptr<const QueueDiscItem> item, const char* reason);

    /**
     * The queue disc has dropped a packet that it had taken.
     * @param item the packet
     * @param reason in its words
     */
    void HandleDrop(Ptr<const QueueDiscItem> item, const char* reason);

    bool m_hasDisc;                         //!< there is a queue disc
    Ptr<TransmitInterceptor> m_interceptor; //!< who is told; null after Stop()
};

} // namespace ns3

#endif // OFFLOAD_QUEUE_DISC_WATCH_H
