/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_SEND_WINDOW_GUARD_H
#define OFFLOAD_SEND_WINDOW_GUARD_H

#include "ns3/simple-ref-count.h"
#include "ns3/tcp-socket-base.h"

namespace ns3
{

/**
 * @ingroup offload
 * Keeps stock TCP from sending nothing as if it were a segment.
 *
 * Up to ns-3.37 TcpTxBuffer::NextSeg offers new data while the bytes that were sent are fewer
 * than *or equal to* the peer's window. At equality what it offers is empty; in loss recovery,
 * when the congestion window has room, TcpSocketBase sends it and reads a transmit record that
 * is not there. The guard makes a window that is exactly full look one byte smaller to NextSeg,
 * which then says that there is no room. Later releases compare with `<`; there it changes
 * nothing.
 */
class SendWindowGuard : public SimpleRefCount<SendWindowGuard>
{
  public:
    /**
     * Guard a socket for as long as it lives.
     * @param socket the socket
     */
    static void Install(Ptr<TcpSocketBase> socket);

  private:
    /**
     * The peer's window changed.
     * @param oldWindow bytes before
     * @param newWindow bytes now
     */
    void NotifyWindow(uint32_t oldWindow, uint32_t newWindow);

    /**
     * New data was sent.
     * @param oldSequence the first byte that had never been sent
     * @param newSequence the same, now
     */
    void NotifySent(SequenceNumber32 oldSequence, SequenceNumber32 newSequence);

    /**
     * @return the peer's window in bytes, as NextSeg is to see it
     */
    uint32_t GetWindow() const;

    TcpTxBuffer* m_buffer{nullptr}; //!< what asks; it owns this object
    bool m_isGuarding{false};       //!< the window is known
    uint32_t m_window{0};           //!< peer's window, bytes
    SequenceNumber32 m_sent;        //!< the first byte that was never sent
};

} // namespace ns3

#endif // OFFLOAD_SEND_WINDOW_GUARD_H
