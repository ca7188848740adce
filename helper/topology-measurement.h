/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_TOPOLOGY_MEASUREMENT_H
#define OFFLOAD_TOPOLOGY_MEASUREMENT_H

#include "ns3/offload-topology.h"
#include "ns3/receive-statistics.h"
#include "ns3/steady-measurement.h"

#include <vector>

namespace ns3
{

/**
 * @ingroup offload
 * Measures what the hosts of a topology do with what a sender sends: how much the receiver merges,
 * what it costs, how large super-packets are. What applications do is added by the script. Of
 * several senders or receivers it is the first ones, if not said otherwise.
 *
 * Made when the nodes are initialized, such as 1 us after the simulation has begun; its quantities
 * stand in the report in the order in which they are added.
 */
class TopologyMeasurement : public SteadyMeasurement
{
  public:
    /**
     * @param topology what is measured; it must outlive this object
     * @param interval time from one sample of the counters to the next
     * @param progress what tells when the warm-up is over, such as bytes received
     */
    TopologyMeasurement(const OffloadTopology& topology, Time interval, Counter progress);

    /// How much the receiver merges: segments_per_delivery and what goes with it.
    void AddMerging();

    /// Delay from the wire to the stack of the receiver: delay_p50, delay_p99.
    void AddDelays();

    /// What drives the receiver: interrupts, polls, acks.
    void AddInterrupts();

    /// Where frames are dropped: fifo_drops, ring_drops, backlog_drops, queue_drops.
    void AddDrops();

    /// What the sender hands down: super_packets, their sizes, and why they wait.
    void AddSuperPackets();

    /// The port of a switch before the receivers, if there is one: switch_rate (of what the stock
    /// device sends, 2 bytes more than the IP packet), switch_frames, switch_marked, switch_drops,
    /// switch_queue; and mean delays from the wire to the stack, data_delay of all
    /// receivers and ack_delay of all senders.
    void AddSwitch();

    /// Cost of the simulation: events_per_frame.
    void AddEvents();

    /// How frames and load are spread over the receiver's queues and cores.
    void AddSpread();

    /// Loads of all hosts' cores (rx_coreN_..., tx_coreN_...); and what the host in the middle
    /// does (middle_...), if there is one.
    void AddHosts();

    /**
     * @param function answers with a number
     * @return a counter
     */
    template <typename Function>
    static Counter MakeCounter(Function function)
    {
        return [function]() { return static_cast<double>(function()); };
    }

  private:
    /**
     * @param nic a NIC
     * @param member what its receive queues count
     * @return a counter
     */
    static Counter OfNic(Ptr<NicDriver> nic, uint64_t ReceiveStatistics::*member);

    /// A sum and how many it is of.
    struct Mean
    {
        double sum{0};     //!< seconds
        uint64_t count{0}; //!< delays
    };

    /**
     * Measure the mean delay from the wire to the stack.
     *
     * @param name name of the quantity
     * @param hosts hosts whose first NICs it is of
     * @param mean where it is summed
     */
    void AddMeanDelay(const std::string& name,
                      const std::vector<OffloadTopology::Host>& hosts,
                      Mean& mean);

    /**
     * @return frames of each of the receiver's queues
     */
    std::vector<double> CountQueues() const;

    /// What the host in the middle does.
    void AddMiddle();

    const OffloadTopology& m_topology; //!< what is measured
    DelayHistogram m_delays;           //!< from the wire to the stack
    uint64_t m_queueDrops{0};          //!< packets dropped by the sender's queue disc
    double m_sojourn{0};               //!< seconds that packets have spent there, in all
    uint64_t m_sojourns{0};            //!< number of those packets
    uint64_t m_fragments{0};           //!< IPv4 fragments that a router has sent on
    uint32_t m_portBytes{0};           //!< bytes that wait at the port of a switch
    uint64_t m_portTotal{0};           //!< bytes that have come there so far
    double m_portArea{0};              //!< their integral over time, byte seconds
    Time m_portTime;                   //!< up to when
    Mean m_dataDelay;                  //!< of receivers
    Mean m_ackDelay;                   //!< of senders
};

} // namespace ns3

#endif // OFFLOAD_TOPOLOGY_MEASUREMENT_H
