/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_WINDOW_UPDATER_H
#define OFFLOAD_WINDOW_UPDATER_H

#include "ns3/simple-ref-count.h"
#include "ns3/tcp-socket-base.h"

namespace ns3
{

/**
 * @ingroup offload
 * Sends a window update when a reader makes room, as Linux's tcp_cleanup_rbuf does.
 *
 * Stock TCP up to ns-3.37 advertises a window only with the ACK of new data: once the window has
 * closed, the sender waits for its persist timer. The rule here: after a read, send an ACK if
 * the window that can be given is at least twice what is left of the one that was given, and
 * the latter does not already allow more than half of the buffer. A window smaller than a segment
 * is not given (RFC 1122, 4.2.3.3, silly windows).
 */
class WindowUpdater : public SimpleRefCount<WindowUpdater>
{
  public:
    /**
     * Watch a socket for as long as it lives.
     * @param socket the socket
     * @return what to call after each read
     */
    static Ptr<WindowUpdater> Install(Ptr<TcpSocketBase> socket);

    /**
     * Call after each Recv().
     * @return true if a window update was sent
     */
    bool AfterRead();

    /**
     * @return number of window updates sent
     */
    uint64_t GetUpdates() const;

  private:
    /**
     * A packet leaves the socket.
     * @param packet payload
     * @param header its header
     * @param socket the socket
     */
    void NotifyTx(Ptr<const Packet> packet,
                  const TcpHeader& header,
                  Ptr<const TcpSocketBase> socket);

    TcpSocketBase* m_socket{nullptr}; //!< socket, which owns this object
    SequenceNumber32 m_rightEdge;     //!< first byte beyond the window that was given
    bool m_isKnown{false};            //!< a window was given
    uint64_t m_updates{0};            //!< window updates sent
};

} // namespace ns3

#endif // OFFLOAD_WINDOW_UPDATER_H
