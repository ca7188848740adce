/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_CPU_BACKLOG_H
#define OFFLOAD_CPU_BACKLOG_H

#include "ns3/cpu-core.h"

#include <cstdint>
#include <deque>
#include <functional>

namespace ns3
{

/**
 * @ingroup offload
 * Limits of a core's backlog, shared by the cores of a host.
 */
struct BacklogLimits
{
    uint32_t maxPackets{1000}; //!< packets that wait at most (Linux: net.core.netdev_max_backlog)
    uint32_t weight{64};       //!< packets a poll (Linux: net.core.dev_weight)
};

/**
 * @ingroup offload
 * The backlog of a core (Linux: softnet_data.input_pkt_queue): packets of devices without NAPI and
 * of the loopback device, which a softirq takes up the stack one after the other.
 */
class CpuBacklog : private SoftirqWorker
{
  public:
    /**
     * Takes a packet to the stack when it is its turn: says what that costs and what happens when
     * the core has done it. beginsPoll tells that it is the first packet of a poll.
     */
    using Packet = std::function<void(Step& step, bool beginsPoll)>;

    /**
     * @param core the core, which outlives this object
     * @param limits the limits, which outlive this object
     */
    CpuBacklog(CpuCore& core, const BacklogLimits& limits);

    /**
     * Queue a packet (Linux: netif_rx).
     * @param packet the packet
     * @return false if the backlog is full: the packet is to be dropped
     */
    bool Enqueue(Packet packet);

    /**
     * @return true if no more packets fit
     */
    bool IsFull() const;

    /**
     * A packet is on its way here: the core has to take it up.
     * @return true if the core does not know yet that there is something to take up
     */
    bool Announce();

    /**
     * @return packets that wait
     */
    std::size_t GetNPackets() const;

    /// Forget all packets.
    void Clear();

  private:
    Answer NextStep(Step& step) override;

    CpuCore& m_core;               //!< who works
    const BacklogLimits& m_limits; //!< limits
    std::deque<Packet> m_packets;  //!< the oldest first
    bool m_isAnnounced{false};     //!< since the softirq ran out of packets
    bool m_isScheduled{false};     //!< the softirq is going to run, or runs
    uint32_t m_polled{0};          //!< packets taken by the poll at hand
};

} // namespace ns3

#endif // OFFLOAD_CPU_BACKLOG_H
