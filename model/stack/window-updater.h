/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_WINDOW_UPDATER_H
#define OFFLOAD_WINDOW_UPDATER_H

#include "ns3/event-id.h"
#include "ns3/nstime.h"
#include "ns3/object.h"
#include "ns3/tcp-socket-base.h"

namespace ns3
{

/**
 * @ingroup offload
 * Sends a window update when a reader makes room, as Linux's tcp_cleanup_rbuf does, and answers
 * probes of a window that the peer takes for closed.
 *
 * Stock TCP up to ns-3.37 advertises a window only with the ACK of new data: once the window has
 * closed, the sender waits for its persist timer. The rule here: after a read, send an ACK if
 * the window that can be given is at least twice what is left of the one that was given, and
 * the latter does not already allow more than half of the buffer. A window smaller than a segment
 * is not given (RFC 1122, 4.2.3.3, silly windows).
 *
 * An application that does not tell of its reads is looked after once a millisecond, for as long as
 * less than half of the buffer is on offer. If an update is lost, the peer probes: a segment
 * without data that lies before the window is answered with an ACK (RFC 9293, 3.10.7.4), which
 * stock TCP does only if there is data in it, and Linux's probes have none.
 */
class WindowUpdater : public Object
{
  public:
    /**
     * @brief Get the type ID.
     * @return the object TypeId
     */
    static TypeId GetTypeId();

    ~WindowUpdater() override;

    /**
     * Watch a socket for as long as it lives. A second call changes nothing.
     * @param socket the socket
     * @return what to call after each read
     */
    static Ptr<WindowUpdater> Install(Ptr<TcpSocketBase> socket);

    /// DelAckCount of a socket whose packets are acknowledged after a read(), or by its timer.
    static constexpr uint32_t NO_DEL_ACK_COUNT = 1000000;

    /**
     * From now on data are acknowledged after a read(), if more than a segment has come since the
     * last ACK, and else by the socket's timer of delayed ACKs: never as they arrive, unless out of
     * order. Linux does so while data wait for a reader and keep the window where it is
     * (__tcp_ack_snd_check, tcp_cleanup_rbuf).
     */
    void AcknowledgeAfterRead();

    /**
     * Call after each Recv(), if possible.
     * @return true if an ACK or a window update was sent
     */
    bool AfterRead();

    /**
     * @return whether some peer of this simulation may take a window for closed
     */
    static bool IsAnyProbed();

    /**
     * A segment without data has come: answer if it lies before the window, but no more often than
     * Linux does (tcp_invalid_ratelimit).
     *
     * @param sequence its sequence number
     */
    void AnswerProbe(SequenceNumber32 sequence);

    /**
     * @return number of window updates sent
     */
    uint64_t GetUpdates() const;

  protected:
    void DoDispose() override;

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

    /// Look whether the application has read.
    void Poll();

    /// Send an ACK.
    void SendAck();

    /**
     * @return bytes that are left of the window that was given
     */
    int64_t GetGiven() const;

    /**
     * @return whether more than half of the buffer is on offer
     */
    bool IsWide() const;

    /**
     * @return sequence number of the first byte that nobody has read
     */
    SequenceNumber32 GetUnread() const;

    /**
     * @param isProbed whether the peer may take the window for closed
     */
    void SetProbed(bool isProbed);

    TcpSocketBase* m_socket{nullptr}; //!< socket, to which this is aggregated
    int64_t m_segmentSize{0};         //!< payload bytes; TCP lets nobody change it any more
    SequenceNumber32 m_rightEdge;     //!< first byte beyond the window that was given
    SequenceNumber32 m_unread;        //!< first byte that nobody had read when that was looked at
    SequenceNumber32 m_next;          //!< first byte missing when the window was given
    bool m_isKnown{false};            //!< a window was given
    bool m_acksAfterRead{false};      //!< data are acknowledged after a read()
    bool m_isProbed{false};           //!< the peer may take the window for closed
    EventId m_poll;                   //!< next look
    Time m_answered;                  //!< when a probe was answered last
    uint64_t m_updates{0};            //!< window updates sent
};

} // namespace ns3

#endif // OFFLOAD_WINDOW_UPDATER_H
