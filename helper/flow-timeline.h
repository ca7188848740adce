/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_FLOW_TIMELINE_H
#define OFFLOAD_FLOW_TIMELINE_H

#include "ns3/node.h"
#include "ns3/sequence-number.h"
#include "ns3/tcp-flow.h"
#include "ns3/trace-event-file.h"

#include <cstdint>
#include <deque>
#include <map>
#include <optional>

namespace ns3
{

/**
 * @ingroup offload
 * TCP connections on a timeline: on each host a track for each connection, with a slice for each
 * frame while it is sent, with the sequence number after its payload or that it acknowledges;
 * arrows from each frame with data to the frame that acknowledges it; and the congestion window of
 * those who send data, as a counter.
 */
class FlowTimeline
{
  public:
    /**
     * @param file the timeline
     */
    explicit FlowTimeline(TraceEventFile& file);

    FlowTimeline(const FlowTimeline&) = delete;
    FlowTimeline& operator=(const FlowTimeline&) = delete;

    /**
     * Watch from now on what a NIC with a wire sends.
     *
     * @param process pid of the host
     * @param device the NIC; this object must outlive its simulation
     */
    void AddDevice(uint32_t process, Ptr<NetDevice> device);

  private:
    /// What is known of a frame.
    struct Segment
    {
        TcpFlow flow;         //!< the sender's end first
        SequenceNumber32 end; //!< the byte after its payload
        SequenceNumber32 ack; //!< the byte that its sender expects
        uint32_t payload{0};  //!< bytes
        Time start;           //!< when its transmission began
        TimelineTrack track;  //!< where it is drawn
    };

    /// A NIC.
    struct Nic
    {
        uint32_t process{0};            //!< pid
        Ptr<Node> node;                 //!< host
        bool isPpp{false};              //!< frames have a PPP header, not Ethernet's
        std::optional<Segment> sending; //!< what it sends now
    };

    /**
     * @param frame a frame with link header
     * @param isPpp whether that is PPP's
     * @return what is known of it, or nothing if it is not TCP
     */
    static std::optional<Segment> Parse(Ptr<const Packet> frame, bool isPpp);

    /**
     * @param nic who sends
     * @param segment one of its frames
     * @return the track of its connection
     */
    TimelineTrack FindTrack(const Nic& nic, const Segment& segment);

    /**
     * A frame was sent.
     * @param segment the frame
     */
    void Finish(const Segment& segment);

    TraceEventFile& m_file;                                         //!< timeline
    std::deque<Nic> m_nics;                                         //!< trace sources know each
    std::map<std::pair<uint32_t, TcpFlow>, TimelineTrack> m_tracks; //!< by pid and connection
    std::map<uint32_t, uint32_t> m_counts;                          //!< connections, by pid
    std::map<TcpFlow, std::deque<Segment>> m_unanswered;            //!< frames with data
};

} // namespace ns3

#endif // OFFLOAD_FLOW_TIMELINE_H
