/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_PACKET_WAY_PROBE_H
#define OFFLOAD_PACKET_WAY_PROBE_H

#include "ns3/latency-stack.h"
#include "ns3/nic-driver.h"
#include "ns3/node.h"
#include "ns3/packet-way-tag.h"

#include <cstdint>
#include <functional>
#include <vector>

namespace ns3
{

/**
 * @ingroup offload
 * Tells of each packet of the wire that an application of a host reads where its time has gone:
 * from the NIC of its sender, if that has a probe, too, or else from this host's.
 *
 * What it knows of a packet travels with the packet, as a tag of its last byte; so a packet counts
 * when its last byte is read, and the probe's memory does not grow. Packets without payload are not
 * read. The parts of a packet add up, to the time step, to the time from its first bit on the wire
 * to the end of the read.
 */
class PacketWayProbe
{
  public:
    /// Gets the parts of a packet that was read, now.
    using Observer = std::function<void(const LatencyParts& parts)>;

    /**
     * Watch from now on. What the node has then is watched: devices, and applications (those of
     * this module, and PacketSink, which takes no time to read).
     *
     * @param host the host; this object must outlive its simulation
     * @param observer told of each packet
     */
    PacketWayProbe(Ptr<Node> host, Observer observer);

    PacketWayProbe(const PacketWayProbe&) = delete;
    PacketWayProbe& operator=(const PacketWayProbe&) = delete;

  private:
    /// The interrupt of a receive queue.
    struct Interrupt
    {
        bool isMasked{false}; //!< raised, and not unmasked since
        Time raised;          //!< when it was raised last
        Time unmasked;        //!< when it was unmasked last
    };

    /// The interrupts of a NIC, by queue.
    using Interrupts = std::vector<Interrupt>;

    /**
     * Watch a device.
     *
     * @param device the device
     * @param interrupts those of its queues
     */
    void Connect(Ptr<NetDevice> device, Interrupts& interrupts);

    /**
     * A frame leaves for the wire.
     * @param frame the frame
     */
    void Depart(Ptr<const Packet> frame);

    /**
     * A frame has come to a point of its way.
     *
     * @param packet the frame's packet
     * @param point the point
     * @param interrupt of its queue
     */
    void Pass(Ptr<const Packet> packet, ReceivePoint point, const Interrupt& interrupt);

    /**
     * The driver takes a frame: part the time in the ring.
     *
     * @param tag the frame's
     * @param interrupt of its queue
     */
    static void LeaveRing(PacketWayTag& tag, const Interrupt& interrupt);

    /**
     * An application has read.
     *
     * @param packet the bytes
     * @param begin when it began
     */
    void Read(Ptr<const Packet> packet, Time begin);

    Ptr<Node> m_host;                     //!< the host
    Observer m_observer;                  //!< told of each packet
    std::vector<Interrupts> m_interrupts; //!< by device
};

} // namespace ns3

#endif // OFFLOAD_PACKET_WAY_PROBE_H
