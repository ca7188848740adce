/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_TCP_WRITE_QUEUE_H
#define OFFLOAD_TCP_WRITE_QUEUE_H

#include "stack/linux-hystart.h"
#include "transmit/tcp-segment.h"

#include "ns3/nstime.h"
#include "ns3/simple-ref-count.h"
#include "ns3/tcp-output-settings.h"
#include "ns3/tcp-socket-base.h"
#include "ns3/transmit-hold.h"

#include <cstdint>
#include <deque>
#include <functional>

namespace ns3
{

/**
 * @ingroup offload
 * The write queue of one TCP connection between ns-3's TCP, which sends segments when its window
 * allows, and IP: holds what Linux would leave in the write queue, and hands on super-packets.
 *
 * Knows the socket by its trace sources: congestion window, receiver's window, congestion state,
 * acknowledgments. Measures the round-trip time itself, since that of ns-3 comes in ms.
 */
class TcpWriteQueue : public SimpleRefCount<TcpWriteQueue>
{
  public:
    /// A super-packet, or a single segment, for IP.
    struct SuperPacket
    {
        Ptr<Packet> packet;   //!< from its TCP header
        uint32_t held{1};     //!< segments of ns-3's TCP in it
        uint32_t segments{1}; //!< segments that it will be: the same, but for large ones
        uint32_t mss{0};      //!< payload bytes of each but the last
        uint32_t payload{0};  //!< bytes
        /// Why it has no more segments.
        TransmitBoundary end{TransmitBoundary::NONE};
    };

    /// What the way down allows.
    struct Path
    {
        bool merges;          //!< super-packets are welcome
        uint32_t maxPayload;  //!< payload bytes of one
        uint32_t maxSegments; //!< segments of one
        uint32_t linkPayload; //!< bytes of TCP header and payload that the link takes
    };

    /**
     * @param settings the host's; outlive the use of this object
     */
    explicit TcpWriteQueue(const TcpOutputSettings& settings);

    /**
     * Follow a connection, until its socket is closed.
     * @param socket its socket
     * @param acknowledged called when the peer has acknowledged something
     */
    void Watch(Ptr<TcpSocketBase> socket, std::function<void()> acknowledged);

    /// Let go of the socket.
    void Forget();

    /**
     * @return whether nothing more will come, and nothing is held or below
     */
    bool IsOver() const;

    /**
     * TCP sends a segment.
     * @param segment the segment
     */
    void Append(TcpSegment segment);

    /**
     * Take the next packet out.
     *
     * @param path what the way down allows
     * @param [out] packet the packet, if the answer is NONE
     * @return what keeps it
     */
    TransmitHold Take(const Path& path, SuperPacket& packet);

    /**
     * Bytes have left the host.
     * @param payload how many
     */
    void NotifyReclaimed(uint32_t payload);

    /**
     * @return what is known of the connection's path
     */
    LinuxHystart::Path GetPath() const;

    /**
     * @return payload bytes that lie below TCP: in IP, queue disc, driver, NIC
     */
    uint32_t GetBytesBelow() const;

    /**
     * @return whether segments are held
     */
    bool IsHolding() const;

  private:
    /**
     * @param path what the way down allows
     * @return segments that a super-packet is to have (tcp_tso_autosize)
     */
    uint32_t GetGoal(const Path& path) const;

    /**
     * @return bytes a second that the connection is expected to send (sk_pacing_rate); 0: unknown
     */
    double GetRate() const;

    /**
     * @param bytes payload of the next super-packet
     * @return payload bytes that may lie below TCP with it
     */
    uint64_t GetSmallQueueLimit(uint32_t bytes) const;

    /**
     * @param next the next super-packet as it is
     * @param goal segments that it is to have
     * @return whether to wait for more
     */
    bool ShouldDefer(const SuperPacket& next, uint32_t goal) const;

    /**
     * @param goal segments that it may have
     * @return the next super-packet, without the packet
     */
    SuperPacket Measure(uint32_t goal) const;

    /**
     * @param path what the way down allows
     * @return whether the next segment is wider than the link, and is to go as a super-packet
     */
    bool IsLarge(const Path& path) const;

    /**
     * Measure() for a large segment. Ends the program if the way down does not take it.
     * @param path what the way down allows
     * @return the segment as a super-packet, without the packet
     */
    SuperPacket MeasureLarge(const Path& path) const;

    /**
     * @param segments number of segments from the first
     * @param goal segments that a super-packet may have
     * @return why the next one does not join them
     */
    TransmitBoundary FindEnd(uint32_t segments, uint32_t goal) const;

    /**
     * Make the next super-packet of the segments that are held.
     * @param [in,out] packet what Measure has found; gets the packet
     */
    void Merge(SuperPacket& packet);

    /**
     * @param before acknowledged before
     * @param now acknowledged now
     */
    void HandleAck(SequenceNumber32 before, SequenceNumber32 now);

    /**
     * @param before congestion window before, bytes
     * @param now congestion window now
     */
    void HandleWindow(uint32_t before, uint32_t now);

    /**
     * @param before receiver's window before, bytes
     * @param now receiver's window now
     */
    void HandlePeerWindow(uint32_t before, uint32_t now);

    /**
     * @param before slow-start threshold before, bytes
     * @param now slow-start threshold now
     */
    void HandleThreshold(uint32_t before, uint32_t now);

    /**
     * @param before congestion state before
     * @param now congestion state now
     */
    void HandleCongestion(TcpSocketState::TcpCongState_t before,
                          TcpSocketState::TcpCongState_t now);

    /**
     * @param before TCP's state before
     * @param now TCP's state now
     */
    void HandleState(TcpSocket::TcpStates_t before, TcpSocket::TcpStates_t now);

    /// A packet that IP has got, and the peer has not acknowledged.
    struct Flight
    {
        uint32_t end; //!< sequence number behind it
        Time time;    //!< when IP got it
        bool isProbe; //!< its acknowledgment tells a round-trip time
    };

    const TcpOutputSettings& m_settings;  //!< of the host
    Ptr<TcpSocketBase> m_socket;          //!< the connection
    std::function<void()> m_acknowledged; //!< called on acknowledgments
    std::deque<TcpSegment> m_held;        //!< segments, oldest first
    std::deque<Flight> m_flight;          //!< unacknowledged, in sequence
    uint32_t m_bytesBelow{0};             //!< payload that IP has got and the NIC has not sent
    bool m_isStarted{false};              //!< something was sent
    uint32_t m_highest{0};                //!< sequence number behind all that was sent
    uint32_t m_window{0};                 //!< congestion window, bytes; 0: not known
    uint32_t m_peerWindow{0};             //!< receiver's window, bytes; 0: not known
    uint32_t m_threshold{UINT32_MAX};     //!< slow-start threshold, bytes
    bool m_isOpen{true};                  //!< congestion state open: no loss is being repaired
    Time m_lastRtt;                       //!< 0: not known
    Time m_smoothedRtt;                   //!< 0: not known
    Time m_minRtt;                        //!< 0: not known
};

} // namespace ns3

#endif // OFFLOAD_TCP_WRITE_QUEUE_H
