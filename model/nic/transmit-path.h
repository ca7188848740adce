/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_TRANSMIT_PATH_H
#define OFFLOAD_TRANSMIT_PATH_H

#include "ns3/host-cpu.h"
#include "ns3/nic-features.h"
#include "ns3/operation.h"
#include "ns3/transmit-ring.h"

#include <deque>
#include <vector>

namespace ns3
{

/**
 * @ingroup offload
 * What of super-packets a NIC takes, in `ip link`'s terms.
 */
struct SuperPacketLimits
{
    uint32_t maxSize{65536};     //!< bytes of IP packet (gso_max_size, tso_max_size)
    uint32_t maxSegments{65535}; //!< segments (gso_max_segs, tso_max_segs)
};

/**
 * @ingroup offload
 * What a NIC is connected to.
 */
enum class NicLink : uint8_t
{
    ETHERNET, //!< a wire with Ethernet frames
    LOOPBACK, //!< its own host
    GUEST,    //!< the other end of a paravirtual link, in a guest or in the host of guests
};

/**
 * @ingroup offload
 * A driver's way from the queue disc to the transmit ring: what the NIC cannot cut is segmented
 * here, in software.
 *
 * Who sent through a TransmitTap has paid; other packets (forwarded, bridged, ARP) pay here, and
 * are posted when the core has done the work. So does the packet of a device below another one.
 */
class TransmitPath
{
  public:
    /// How a path is set up.
    struct Config
    {
        TransmitRing::Config ring;   //!< of the ring
        Ptr<HostCpu> cpu;            //!< who pays
        CpuPlace defaultPlace;       //!< where, if nothing is going on
        const NicFeatures* features; //!< of the NIC; outlive this object
        SuperPacketLimits tso;       //!< of super-packets that the NIC cuts, or takes whole
        NicLink link;                //!< what it is connected to
    };

    /**
     * @param config how it is set up
     */
    explicit TransmitPath(const Config& config);

    /**
     * What a packet will cost from the queue disc to the wire.
     *
     * @param fields what its tag says
     * @param [in,out] work is charged
     */
    void AddWork(const TransmitTag::Fields& fields, Work& work) const;

    /**
     * @param fields what the tag of a super-packet says
     * @return whether the NIC cuts it
     */
    bool IsCutByNic(const TransmitTag::Fields& fields) const;

    /**
     * Send a packet.
     * @param departure the packet, without fields; its TransmitTag is taken off
     * @return false if the ring was full, and the packet is dropped
     */
    bool Send(Departure departure);

    /**
     * @return the ring
     */
    TransmitRing& GetRing();

    /**
     * @return super-packets that were segmented in software here
     */
    uint64_t GetSoftwareSegmented() const;

    /**
     * @return packets that were dropped because the ring was full
     */
    uint64_t GetDrops() const;

  private:
    /// A packet on its way to the ring.
    struct Pending
    {
        std::vector<Departure> posts; //!< it, or what it was cut into
        bool isPaid;                  //!< the core has done the work
    };

    /// Post packets in the order in which they came, whichever core is done first.
    void PostPaid();

    Config m_config;                 //!< set-up
    TransmitRing m_ring;             //!< ring
    std::deque<Pending> m_pending;   //!< packets that have descriptors and are not posted
    bool m_isPosting{false};         //!< in PostPaid()
    PacketSegmenter m_segmenter;     //!< of the driver
    uint64_t m_softwareSegmented{0}; //!< super-packets
    uint64_t m_drops{0};             //!< packets
};

} // namespace ns3

#endif // OFFLOAD_TRANSMIT_PATH_H
