/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_QUEUE_TIMELINE_H
#define OFFLOAD_QUEUE_TIMELINE_H

#include "ns3/nic-driver.h"
#include "ns3/trace-event-file.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace ns3
{

/**
 * @ingroup offload
 * The queues of a NIC on a timeline: for each receive queue slices while its interrupt is held back
 * (moderation) and while it is masked (the driver works), and counters of frames in the receive
 * rings that wait for the driver, of packets in the transmit ring and of packets in the queue disc.
 */
class QueueTimeline
{
  public:
    /**
     * Watch from now on.
     *
     * @param file the timeline
     * @param process pid of the host
     * @param device the NIC; this object must outlive its simulation
     */
    QueueTimeline(TraceEventFile& file, uint32_t process, Ptr<NetDevice> device);

    QueueTimeline(const QueueTimeline&) = delete;
    QueueTimeline& operator=(const QueueTimeline&) = delete;

    /// The timeline ends.
    void Close();

  private:
    /// Which slice of a queue is open.
    enum class Open : uint8_t
    {
        NONE,   //!< none
        HELD,   //!< the interrupt is held back
        MASKED, //!< the interrupt is masked
    };

    /// A receive ring.
    struct Ring
    {
        std::string name;   //!< of its counter
        uint64_t frames{0}; //!< that wait for the driver
    };

    /**
     * @param queue index of a receive queue
     * @return its track
     */
    TimelineTrack GetTrack(uint32_t queue) const;

    /**
     * Begin a slice of a queue, and end the one that is open.
     *
     * @param queue index of the receive queue
     * @param open which one
     */
    void Switch(uint32_t queue, Open open);

    /**
     * A frame has come to a point of its way.
     *
     * @param point the point
     * @param queue index of the receive queue
     */
    void Pass(ReceivePoint point, uint32_t queue);

    /**
     * A counter may have changed.
     *
     * @param name its name
     * @param value what it is
     */
    void Count(const std::string& name, uint64_t value);

    /**
     * Watch the queue disc.
     * @param device its device
     */
    void ConnectDisc(Ptr<NetDevice> device);

    TraceEventFile& m_file;                   //!< timeline
    uint32_t m_process;                       //!< pid
    uint32_t m_index;                         //!< index of the device
    Ptr<NicDriver> m_driver;                  //!< NIC
    std::map<uint32_t, Open> m_open;          //!< by receive queue
    std::map<std::string, uint64_t> m_values; //!< of counters
    std::vector<Ring> m_rings;                //!< by receive queue
};

} // namespace ns3

#endif // OFFLOAD_QUEUE_TIMELINE_H
