/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_RECEIVE_REPLAY_H
#define OFFLOAD_RECEIVE_REPLAY_H

#include "captured-frame.h"
#include "receive/napi-completion.h"
#include "replay-hook.h"
#include "replay-result.h"

#include <cstdint>
#include <limits>
#include <memory>
#include <vector>

/**
 * @file
 * @ingroup offload
 * The receive side of a host, driven by the times of a capture.
 */

namespace ns3::offload::replay
{

/**
 * A receive ring, its interrupt moderation and NAPI, with an engine behind: frames wait in the ring
 * until the NIC raises its interrupt, and go through the engine in the polls that follow. Polls
 * take no time: the core is never busy when the interrupt comes.
 */
class ReceiveReplay
{
  public:
    /**
     * @param settings settings, outliving this
     * @param mtu of the device, bytes of IP packet
     * @param result counts, outliving this
     */
    ReceiveReplay(const ReplaySettings& settings, uint32_t mtu, ReplayResult& result);

    /// @param frame a frame that has arrived, whole
    void Take(const Frag& frame);

    /// The capture is over: let all that waits go up.
    void Finish();

  private:
    static constexpr int64_t NEVER = std::numeric_limits<int64_t>::max(); //!< no time

    /// @return when the next poll is due
    int64_t NextPoll() const;

    /// @param time poll where it is due before this
    void AdvanceTo(int64_t time);

    /// @param time now: take what waits, and flush
    void Poll(int64_t time);

    /// @param frag a frame that waited @param work is charged
    void Receive(const Frag& frag, Work& work);

    /// @param frame a frame with its facts: what the NIC says about its checksum @param work is
    /// charged where the host has to find out
    /// @return whether the hook may have it
    bool Verify(Frame& frame, Work& work) const;

    /// @param bytes of a frame @param work is charged for its memory
    void ProvideMemory(uint32_t bytes, Work& work);

    /// @param packets how many @param work is charged for sk_buffs of pages
    void BuildSkbs(uint32_t packets, Work& work) const;

    /// @param packet goes up
    void Deliver(Frame& packet);

    const ReplaySettings& m_settings;   //!< settings
    const int64_t m_rxUsecs;            //!< ns
    const int64_t m_groFlushTimeout;    //!< ns
    ReplayResult& m_result;             //!< counts
    std::unique_ptr<ReplayHook> m_hook; //!< engine
    std::vector<Frag> m_ring;           //!< frames that wait
    std::size_t m_next{0};              //!< the first of them in a poll
    Frame m_frame;                      //!< used for one frame after another
    NapiCompletion m_completion;        //!< what NAPI decides
    uint32_t m_buffersLeft{0};          //!< in the current page
    uint32_t m_waiting{0};              //!< frames since the driver looked
    int64_t m_delayEnd{NEVER};          //!< when the interrupt is due
    bool m_isMasked{false};             //!< it waits for NAPI
    int64_t m_timerEnd{NEVER};          //!< of gro_flush_timeout
    int64_t m_now{0};                   //!< of the poll
    uint64_t m_jiffies{0};              //!< of the poll
    Work* m_work{nullptr};              //!< of the poll
};

} // namespace ns3::offload::replay

#endif // OFFLOAD_RECEIVE_REPLAY_H
