/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_LINUX_HYSTART_H
#define OFFLOAD_LINUX_HYSTART_H

#include "ns3/nstime.h"
#include "ns3/sequence-number.h"
#include "ns3/tcp-cubic.h"
#include "ns3/tcp-socket-base.h"

#include <cstdint>
#include <functional>

namespace ns3
{

/**
 * @ingroup offload
 * ns-3's Cubic, leaving slow start by the HyStart of Linux 6.18 (hystart_update).
 *
 * HyStart of ns-3 compares the length of a train of ACKs with a round-trip time that it has in
 * whole milliseconds: on a path that takes less it leaves slow start with the first ACK of a window
 * of HyStartLowWindow segments, the earlier the more LRO, GRO and interrupt moderation gather.
 * Linux knows microseconds, and allows for two super-packets on their way and two in a receiver's
 * GRO (hystart_ack_delay).
 */
class LinuxHystart : public TcpCubic
{
  public:
    /// What is known of a connection's path.
    struct Path
    {
        Time lastRtt;   //!< newest round-trip time; 0 if there is none
        Time minRtt;    //!< least round-trip time; 0 if there is none
        double rate{0}; //!< expected, bytes a second; 0 if it is not known
    };

    /**
     * Let a socket leave slow start by Linux's rules, if its congestion control is ns-3's Cubic
     * with HyStart on.
     *
     * @param socket a socket that has not sent data
     * @param path asked for what is known of its path
     */
    static void Install(Ptr<TcpSocketBase> socket, std::function<Path()> path);

    ~LinuxHystart() override;

    /// An ACK has come.
    /// @param tcb state of the connection @param segmentsAcked segments @param rtt its round trip
    void PktsAcked(Ptr<TcpSocketState> tcb, uint32_t segmentsAcked, const Time& rtt) override;
    /// The connection enters a state.
    /// @param tcb state of the connection @param newState the state
    void CongestionStateSet(Ptr<TcpSocketState> tcb,
                            const TcpSocketState::TcpCongState_t newState) override;

  private:
    /**
     * @param cubic the object that this one takes the place of
     * @param path asked for what is known of the path
     */
    LinuxHystart(const TcpCubic& cubic, std::function<Path()> path);

    /**
     * A round begins.
     * @param tcb state of the socket
     */
    void Reset(Ptr<const TcpSocketState> tcb);

    /**
     * @param tcb state of the socket
     * @return whether it is time to leave slow start
     */
    bool IsTime(Ptr<const TcpSocketState> tcb);

    /**
     * @param path what is known of the path
     * @param isPaced whether packets leave in their own time
     * @return whether the ACKs of this round have come for too long
     */
    bool IsLongTrain(const Path& path, bool isPaced);

    /**
     * @param path what is known of the path
     * @return whether the round-trip time has risen
     */
    bool IsLate(const Path& path);

    std::function<Path()> m_path;   //!< what is known of the path
    bool m_looksAtTrain{true};      //!< of ACKs
    bool m_looksAtDelay{true};      //!< of ACKs
    uint32_t m_lowWindow{16};       //!< segments
    uint32_t m_minSamples{8};       //!< of the round-trip time
    Time m_ackDelta;                //!< between ACKs of a train, at most
    Time m_delayMin;                //!< least rise of the round-trip time that counts
    Time m_delayMax;                //!< greatest rise that is asked for
    bool m_isFound{false};          //!< slow start was left
    Time m_roundStart;              //!< when this round began
    Time m_lastAck;                 //!< newest ACK of its train
    SequenceNumber32 m_endSequence; //!< the round ends when this is acknowledged
    Time m_roundRtt;                //!< least of the round
    uint32_t m_samples{0};          //!< of the round
};

} // namespace ns3

#endif // OFFLOAD_LINUX_HYSTART_H
