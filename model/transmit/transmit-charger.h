/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_TRANSMIT_CHARGER_H
#define OFFLOAD_TRANSMIT_CHARGER_H

#include "transmit/ipv4-identification.h"
#include "transmit/narrow-paths.h"
#include "transmit/transmit-route.h"

#include "ns3/host-cpu.h"
#include "ns3/transmit-tag.h"

#include <cstdint>
#include <functional>
#include <unordered_map>

namespace ns3
{

/**
 * @ingroup offload
 * Charges what TCP and UDP send to a core, and gives it to IP when the core has done the work.
 *
 * A packet pays for the stack, the queue disc, segmentation and the driver before it enters IP: a
 * slow core slows the writer, and does not turn into a backlog that a queue disc drops or marks.
 * It pays where its cause was paid for: in process context under a write, in softirq under an ACK,
 * a completion or a timer. While a packet of a flow waits for its core, later ones of that flow
 * wait behind it there, as work for a locked socket is left to who holds the lock; so a flow is
 * never reordered.
 */
class TransmitCharger
{
  public:
    /// Told of a packet that is no longer counted in the small queue or send buffer of its flow.
    using Uncounted = std::function<void(const TransmitTag::Fields& fields)>;

    /**
     * @param narrow paths on which IP fragments; outlive this object
     * @param uncounted called when IP is going to fragment a packet of TCP, and when the work for
     * one of UDP is done
     */
    TransmitCharger(const NarrowPaths& narrow, Uncounted uncounted);

    /**
     * @param cpu who pays
     * @param timerContext where timers of the stack expire
     */
    void Start(Ptr<HostCpu> cpu, CoreContext timerContext);

    /// Charge nothing any more. What was counted stays.
    void Stop();

    /**
     * @param otherwise context, on the core of timers, of what happens in no work of a core
     * @return where what happens right now is paid for
     */
    CoreContext GetContext(CpuContext otherwise = CpuContext::SOFTIRQ) const;

    /**
     * Charge a packet, and give it to IP when its core has done the work.
     *
     * @param packet the packet, from its transport header
     * @param route its way
     * @param fields of its TransmitTag
     * @param isAck whether it is one without payload, which has to be built first
     * @param context who pays, if no earlier packet of the flow is waiting
     */
    void Charge(Ptr<Packet> packet,
                const TransmitRoute& route,
                const TransmitTag::Fields& fields,
                bool isAck,
                CoreContext context);

    /**
     * @return number of packets that were charged with payload
     */
    uint64_t GetDataPackets() const;

    /**
     * @return number of packets that were charged without payload
     */
    uint64_t GetPureAcks() const;

    /**
     * @return number of packets that wait for a core
     */
    uint64_t GetWaiting() const;

  private:
    /// What is on its way of a flow.
    struct Pending
    {
        uint32_t packets{0}; //!< how many wait for a core
        CoreContext context; //!< which one
    };

    /**
     * A core has done the work for a packet.
     *
     * @param packet the packet
     * @param route its way
     * @param fields of its TransmitTag
     */
    void HandlePaid(Ptr<Packet> packet,
                    const TransmitRoute& route,
                    const TransmitTag::Fields& fields);

    /**
     * Give a packet to IP.
     *
     * @param packet the packet
     * @param route its way
     * @param fields of its TransmitTag
     */
    void PassDown(Ptr<Packet> packet, const TransmitRoute& route, TransmitTag::Fields fields);

    /**
     * @param packet a packet from its transport header
     * @param route its way
     * @param fields of its TransmitTag
     * @return how many packets IP will make of it
     */
    uint32_t CountFragments(Ptr<const Packet> packet,
                            const TransmitRoute& route,
                            const TransmitTag::Fields& fields) const;

    /**
     * Charge what IP and driver do to the fragments of a packet.
     *
     * @param route its way, by a NIC of this module
     * @param fields of its TransmitTag
     * @param fragments how many
     * @param [in,out] work is charged
     */
    static void AddFragmentWork(const TransmitRoute& route,
                                TransmitTag::Fields fields,
                                uint32_t fragments,
                                Work& work);

    const NarrowPaths& m_narrow;                                   //!< paths on which IP fragments
    Uncounted m_uncounted;                                         //!< told of what is not counted
    Ptr<HostCpu> m_cpu;                                            //!< who pays
    CoreContext m_timerContext;                                    //!< where timers expire
    Ipv4Identification m_identification;                           //!< of IPv4 packets
    std::unordered_map<TcpFlow, Pending, TcpFlow::Hash> m_pending; //!< of any protocol
    uint64_t m_dataPackets{0};                                     //!< with payload
    uint64_t m_pureAcks{0};                                        //!< without
    uint64_t m_waiting{0};                                         //!< waiting for a core
};

} // namespace ns3

#endif // OFFLOAD_TRANSMIT_CHARGER_H
