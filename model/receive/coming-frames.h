/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_COMING_FRAMES_H
#define OFFLOAD_COMING_FRAMES_H

#include "ns3/nstime.h"
#include "ns3/received-packet.h"
#include "ns3/simple-ref-count.h"

#include <cstdint>
#include <deque>
#include <functional>

namespace ns3
{

/**
 * @ingroup offload
 * Frames that are on the wire to a receive queue, each with the time at which it comes.
 *
 * A frame that comes while nobody looks needs no event: it comes when somebody looks next, and
 * finds the ring as it was at its own time. There is an event only where the queue does something
 * by itself when a frame comes, as the NIC that raises an interrupt.
 */
class ComingFrames : public SimpleRefCount<ComingFrames>
{
  public:
    /**
     * @param node number of the node
     * @param come lets a frame come
     * @param count how many frames must come until the queue does something by itself; 0 if it does
     * nothing
     */
    ComingFrames(uint32_t node,
                 std::function<void(const Arrival&)> come,
                 std::function<uint32_t()> count);

    /**
     * A frame will come. Can be called in the context of any node.
     * @param arrival the frame, with its time, which is now or later and behind those of others
     */
    void Add(const Arrival& arrival);

    /// Let the frames come whose time has come.
    void CatchUp();

    /// Let the frames come whose time is before now.
    void CatchUpBefore();

    /// The queue may do something after fewer frames than it would have before.
    void Consider();

    /**
     * No frame comes any more.
     * @return those that were on the wire
     */
    std::deque<Arrival> Stop();

  private:
    /**
     * @param end let the frames before it come
     */
    void ComeBefore(const Time& end);

    /// The time of a frame has come after which the queue does something.
    void Wake();

    const uint32_t m_node;                      //!< number of the node
    std::function<void(const Arrival&)> m_come; //!< lets a frame come
    std::function<uint32_t()> m_count;          //!< see the constructor
    std::deque<Arrival> m_frames;               //!< on the wire
    Time m_wake{Time::Max()};                   //!< when the next event is
};

} // namespace ns3

#endif // OFFLOAD_COMING_FRAMES_H
