/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_TRANSMIT_RING_H
#define OFFLOAD_TRANSMIT_RING_H

#include "ns3/address.h"
#include "ns3/event-id.h"
#include "ns3/net-device-queue-interface.h"
#include "ns3/packet-segmenter.h"
#include "ns3/packet.h"
#include "ns3/transmit-tag.h"

#include <cstdint>
#include <deque>
#include <functional>
#include <optional>

namespace ns3
{

/**
 * @ingroup offload
 * A packet on its way from a host's stack to the wire.
 */
struct Departure
{
    Ptr<Packet> packet;          //!< from its network header; its TransmitTag is taken off
    TransmitTag::Fields fields;  //!< what that said
    std::optional<Address> from; //!< who sends it, if that is not the NIC (a bridge's port)
    Address to;                  //!< whom the link is to take it to
    uint16_t protocol{0};        //!< Ethernet type
};

/**
 * @ingroup offload
 * What a transmit ring has counted.
 *
 * Laws: packets = packets done + TransmitRing::GetPacketsWaiting(); frames >= packets.
 */
struct TransmitStatistics
{
    uint64_t packets{0};      //!< packets posted, whole or wire frames
    uint64_t superPackets{0}; //!< of which the NIC cuts (TSO, USO)
    uint64_t frames{0};       //!< frames given to the wire
    uint64_t done{0};         //!< packets of which the wire has all frames
    uint64_t stops{0};        //!< times that the queue disc was stopped because the ring was full
};

/**
 * @ingroup offload
 * The transmit ring of a NIC, and the NIC's side of it: takes descriptors in order, cuts
 * super-packets into wire frames and gives the wire as many as it can hold.
 *
 * A descriptor is used until the driver has reclaimed it. A full ring stops the device queue, and
 * reclaiming wakes it; queue limits of that queue (BQL) count wire-frame bytes.
 */
class TransmitRing
{
  public:
    /// How a ring is set up.
    struct Config
    {
        uint32_t size{512};        //!< descriptors, one for a packet
        uint32_t wireFrames{2};    //!< frames that the wire takes before it has sent the first
        bool cuts{true};           //!< the NIC cuts super-packets; else the link takes them whole
        Ptr<NetDeviceQueue> queue; //!< what a queue disc looks at; may be null
        std::function<void(const Departure& frame)> toWire;        //!< gives a frame to the wire
        std::function<void()> done;                                //!< a packet is done
        std::function<void(const TransmitTag::Fields&)> reclaimed; //!< the driver has it back
    };

    /**
     * @param config how it is set up
     */
    explicit TransmitRing(const Config& config);

    ~TransmitRing();

    /**
     * Take descriptors for packets that are about to be posted.
     *
     * @param descriptors how many; those of one super-packet may go beyond the ring's end, and
     * wait with the driver
     * @return false if the ring is full: the packets are to be dropped
     */
    bool Reserve(uint32_t descriptors);

    /**
     * Post a packet for which a descriptor was reserved.
     * @param departure the packet
     */
    void Post(const Departure& departure);

    /// The wire can take more frames.
    void Feed();

    /// The wire has sent, or lost, the oldest frame that it was given.
    void NotifySent();

    /**
     * The driver takes back the descriptors of the oldest packets that are done.
     * @param packets how many
     */
    void Reclaim(uint32_t packets);

    /**
     * @return what was counted
     */
    const TransmitStatistics& GetStatistics() const;

    /**
     * @return packets posted that are not done
     */
    uint64_t GetPacketsWaiting() const;

    /**
     * @return whether no descriptor is left
     */
    bool IsFull() const;

  private:
    /// A packet that the NIC has begun.
    struct Descriptor
    {
        TransmitTag::Fields fields; //!< what its tag said
        uint32_t bytes;             //!< its length
        uint32_t unsent;            //!< frames that the wire does not have behind it
    };

    /**
     * Take the next descriptor, if no frames are left of the last.
     * @return whether there is a frame for the wire
     */
    bool FetchFrame();

    Config m_config;                 //!< set-up
    PacketSegmenter m_segmenter;     //!< of the NIC
    uint32_t m_used{0};              //!< descriptors reserved and not reclaimed
    std::deque<Departure> m_posted;  //!< packets that the NIC has not begun
    std::deque<Departure> m_frames;  //!< frames of the packet that it has begun
    std::deque<Descriptor> m_begun;  //!< packets of which frames are unsent
    std::deque<Descriptor> m_done;   //!< packets for the driver to reclaim
    uint32_t m_onWire{0};            //!< frames given to the wire and not sent
    bool m_isFeeding{false};         //!< in Feed(), or where it must not be entered
    EventId m_feed;                  //!< of a wire that has become idle
    TransmitStatistics m_statistics; //!< counters
};

} // namespace ns3

#endif // OFFLOAD_TRANSMIT_RING_H
